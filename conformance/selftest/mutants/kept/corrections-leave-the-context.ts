import { filing } from '../../seams/between.ts';
import type { Reading } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const correctionsLeaveTheContext: Mutant = {
  name: 'corrections-leave-the-context',
  defect: 'a correction of the meal context is acknowledged, and the first context stays',
  requirement: 'RDG-01',
  check: 'RDG-10',
  make: () => {
    const first = new Map<string, Reading['mealContext']>();
    return {
      seams: filing(async (file, caller, readings, terms) =>
        file(
          caller,
          readings.map((reading) => {
            const { value } = reading.identifier;
            if (!first.has(value)) first.set(value, reading.mealContext);
            const { mealContext: _, ...rest } = reading;
            const context = first.get(value);
            return context === undefined ? rest : { ...rest, mealContext: context };
          }),
          terms,
        ),
      ),
    };
  },
};
