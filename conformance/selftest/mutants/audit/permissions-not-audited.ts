import type { Mutant } from '../../mutant.ts';

export const permissionsNotAudited: Mutant = {
  name: 'permissions-not-audited',
  defect: 'permissions leave no trace',
  requirement: 'AUD-01',
  collaborators: { keepsAudit: (event) => event.subject !== 'permission' },
};
