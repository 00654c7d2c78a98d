import type { Mutant } from '../mutant.ts';

export const refusalsNotAudited: Mutant = {
  name: 'refusals-not-audited',
  defect: 'refused readings leave no trace',
  requirement: 'AUD-02',
  collaborators: { keepsAudit: (event) => event.outcome === 'ok' },
};
