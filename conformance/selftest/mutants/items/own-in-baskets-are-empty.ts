import type { Mutant } from '../../mutant.ts';

export const ownInBasketsAreEmpty: Mutant = {
  name: 'own-in-baskets-are-empty',
  defect: 'an item lies in an In Basket, by the record, and whoever opens that In Basket does not find it',
  requirement: 'ALR-04',
  seams: {
    pipeline: (p) => ({
      ...p,
      inbox: {
        ...p.inbox,
        search: (caller, query) => {
          const found = p.inbox.search(caller, query);
          if (!found.ok || caller.role !== 'clinician') return found;
          return { ok: true, value: { ...found.value, entries: [] } };
        },
      },
    }),
  },
};
