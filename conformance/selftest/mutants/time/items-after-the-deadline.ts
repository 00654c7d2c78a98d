import { shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemsAfterTheDeadline: Mutant = {
  name: 'items-after-the-deadline',
  defect: 'items come into sight a minute after they were raised',
  requirement: 'ALR-01',
  shows: 'in-time',
  make: () => {
    const from = new Map<string, number>();
    return {
      seams: shownItems((entries) =>
        entries.filter(({ id }) => {
          const known = from.get(id) ?? performance.now();
          from.set(id, known);
          return performance.now() - known > 60_000;
        }),
      ),
    };
  },
};
