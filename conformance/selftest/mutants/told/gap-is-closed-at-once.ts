import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const gapIsClosedAtOnce: Mutant = {
  name: 'gap-is-closed-at-once',
  defect: 'an item on missing data is closed as it is raised, and says that data came',
  requirement: 'LIM-09',
  seams: shownItems(
    each((item) =>
      item.kind === 'missing' && item.status === 'new'
        ? {
            ...item,
            status: 'withdrawn',
            withdrawal: 'data-received',
            history: [
              ...item.history,
              ...item.history.slice(-1).map((event) => ({ ...event, status: 'withdrawn' as const })),
            ],
          }
        : item,
    ),
  ),
};
