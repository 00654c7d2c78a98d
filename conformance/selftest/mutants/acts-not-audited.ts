import type { Mutant } from '../mutant.ts';

export const actsNotAudited: Mutant = {
  name: 'acts-not-audited',
  defect: 'that an item was raised is in the audit trail, that somebody saw or finished it is not',
  requirement: 'AUD-01',
  collaborators: { keepsAudit: (event) => event.subject !== 'item' || event.action === 'create' },
};
