import type { Mutant } from '../../mutant.ts';

export const readingsNotAudited: Mutant = {
  name: 'readings-not-audited',
  defect: 'readings that were filed leave no trace',
  requirement: 'AUD-01',
  collaborators: { keepsAudit: (event) => event.subject !== 'reading' || event.outcome !== 'ok' },
};
