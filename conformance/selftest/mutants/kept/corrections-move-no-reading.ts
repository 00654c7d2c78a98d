import { filing } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const correctionsMoveNoReading: Mutant = {
  name: 'corrections-move-no-reading',
  defect: 'a correction of the time is acknowledged, and the first time stays',
  requirement: 'RDG-10',
  make: () => {
    const first = new Map<string, string>();
    return {
      seams: filing(async (file, caller, readings, terms) =>
        file(
          caller,
          readings.map((reading) => {
            const { value } = reading.identifier;
            const effective = first.get(value) ?? reading.effective;
            first.set(value, effective);
            return { ...reading, effective };
          }),
          terms,
        ),
      ),
    };
  },
};
