import type { Mutant } from '../../mutant.ts';
import { auditedOnce } from '../../seams/audited-once.ts';

export const withdrawalsNotAudited: Mutant = {
  name: 'withdrawals-not-audited',
  defect: 'that a permission was given leaves a record, that it was taken back does not',
  requirement: 'AUD-01',
  make: auditedOnce('permission'),
};
