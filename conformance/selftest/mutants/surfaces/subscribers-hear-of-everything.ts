import type { Mutant } from '../../mutant.ts';

export const subscribersHearOfEverything: Mutant = {
  name: 'subscribers-hear-of-everything',
  defect: 'a clinician who subscribes is told of the items of all others, too',
  requirement: 'FHR-04',
  seams: {
    pipeline: (p) => ({
      ...p,
      subscriptions: {
        ...p.subscriptions,
        create: ({ client }, wanted) => p.subscriptions.create({ role: 'ehr', client }, wanted),
      },
    }),
  },
};
