import type { Mutant } from '../../mutant.ts';

export const messagesNotAudited: Mutant = {
  name: 'messages-not-audited',
  defect: 'replies leave no trace',
  requirement: 'AUD-01',
  collaborators: { keepsAudit: (event) => event.subject !== 'message' },
};
