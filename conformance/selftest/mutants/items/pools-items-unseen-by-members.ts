import type { Mutant } from '../../mutant.ts';

export const poolsItemsUnseenByMembers: Mutant = {
  name: 'pools-items-unseen-by-members',
  defect: 'an item of a pool is in no In Basket that a member of the pool can open',
  requirement: 'ALR-04',
  check: 'ALR-20',
  seams: {
    pipeline: (p) => ({
      ...p,
      inbox: {
        ...p.inbox,
        search: (caller, query) => {
          const found = p.inbox.search(caller, query);
          if (!found.ok || caller.role !== 'clinician') return found;
          return {
            ok: true,
            value: {
              ...found.value,
              entries: found.value.entries.filter(({ body }) => !body.recipient.system.includes('pool')),
            },
          };
        },
      },
    }),
  },
};
