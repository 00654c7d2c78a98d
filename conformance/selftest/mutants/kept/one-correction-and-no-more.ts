import { filing } from '../../seams/between.ts';
import { refuse } from '../../../../contract/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const oneCorrectionAndNoMore: Mutant = {
  name: 'one-correction-and-no-more',
  defect: 'a second correction of one reading is refused as a conflict',
  requirement: 'RDG-22',
  check: 'RDG-10',
  also: ['AUD-02'],
  make: () => {
    const corrected = new Map<string, number>();
    return {
      seams: filing(async (file, caller, readings, terms) => {
        for (const { status, identifier } of readings) {
          if (status !== 'corrected') continue;
          const times = (corrected.get(identifier.value) ?? 0) + 1;
          corrected.set(identifier.value, times);
          if (times > 1) return refuse('identifier-conflict');
        }
        return await file(caller, readings, terms);
      }),
    };
  },
};
