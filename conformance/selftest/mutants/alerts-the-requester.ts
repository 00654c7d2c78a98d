import type { Mutant } from '../mutant.ts';

export const alertsTheRequester: Mutant = {
  name: 'alerts-the-requester',
  defect: 'items go to whoever wrote the order, not to whoever is responsible',
  requirement: 'ALR-04',
  collaborators: { route: (history) => history.versions[0].order.requester },
};
