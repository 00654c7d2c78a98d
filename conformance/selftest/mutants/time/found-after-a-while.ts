import { shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const foundAfterAWhile: Mutant = {
  name: 'found-after-a-while',
  defect: 'a reading that was acknowledged is found only a while later',
  requirement: 'HL7-08',
  also: ['RDG-01'],
  shows: 'in-time',
  make: () => {
    const from = new Map<string, number>();
    return {
      seams: shownReadings((entries) =>
        entries.filter(({ id }) => {
          const known = from.get(id) ?? performance.now();
          from.set(id, known);
          return performance.now() - known > 10_000;
        }),
      ),
    };
  },
};
