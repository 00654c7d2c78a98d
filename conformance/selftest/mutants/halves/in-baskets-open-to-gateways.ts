import { takenFor } from '../../seams/taken-for.ts';
import type { Mutant } from '../../mutant.ts';

export const inBasketsOpenToGateways: Mutant = {
  name: 'in-baskets-open-to-gateways',
  defect: "a gateway's token opens the In Baskets of the clinicians",
  requirement: 'SEC-05',
  make: () => ({
    seams: takenFor('gateway', 'ehr', ({ method, url }) => method === 'GET' && url?.includes('/Task?') === true),
  }),
};
