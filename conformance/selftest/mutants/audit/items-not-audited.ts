import type { Mutant } from '../../mutant.ts';

export const itemsNotAudited: Mutant = {
  name: 'items-not-audited',
  defect: 'that an item was raised leaves no trace',
  requirement: 'AUD-01',
  collaborators: { keepsAudit: (event) => event.subject !== 'item' || event.action !== 'create' },
};
