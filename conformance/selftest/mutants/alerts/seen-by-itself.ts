import { shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const seenByItself: Mutant = {
  name: 'seen-by-itself',
  defect: 'an item counts as seen once it lay in the In Basket for a moment',
  requirement: 'ALR-07',
  shows: 'in-time',
  make: () => {
    const from = new Map<string, number>();
    return {
      seams: shownItems((entries) =>
        entries.map((entry) => {
          const known = from.get(entry.id) ?? performance.now();
          from.set(entry.id, known);
          const { body } = entry;
          if (body.status !== 'new' || performance.now() - known < 400) return entry;
          return {
            ...entry,
            version: entry.version + 1,
            body: {
              ...body,
              version: body.version + 1,
              status: 'seen',
              history: [...body.history, { status: 'seen', at: body.created ?? '', actor: 'system' }],
            },
          };
        }),
      ),
    };
  },
};
