import type { Mutant } from '../mutant.ts';

export const inBasketsOpenToPatients: Mutant = {
  name: 'in-baskets-open-to-patients',
  defect: "a patient's token opens the In Baskets of the clinicians",
  requirement: 'SEC-05',
  seams: {
    pipeline: (real) => ({
      ...real,
      inbox: {
        ...real.inbox,
        search: (caller, query) =>
          real.inbox.search(caller.role === 'portal' ? { role: 'ehr', client: caller.client } : caller, query),
      },
    }),
  },
};
