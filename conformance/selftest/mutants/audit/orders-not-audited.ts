import type { Mutant } from '../../mutant.ts';

export const ordersNotAudited: Mutant = {
  name: 'orders-not-audited',
  defect: 'orders leave no trace',
  requirement: 'AUD-01',
  collaborators: { keepsAudit: (event) => event.subject !== 'order' },
};
