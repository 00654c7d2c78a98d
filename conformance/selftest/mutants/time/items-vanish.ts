import { shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemsVanish: Mutant = {
  name: 'items-vanish',
  defect: 'an item leaves the In Basket by itself after a moment',
  requirement: 'ALR-07',
  shows: 'in-time',
  make: () => {
    const from = new Map<string, number>();
    return {
      seams: shownItems((entries) =>
        entries.filter(({ id }) => {
          const known = from.get(id) ?? performance.now();
          from.set(id, known);
          return performance.now() - known < 400;
        }),
      ),
    };
  },
};
