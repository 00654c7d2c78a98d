import type { Mutant } from '../../mutant.ts';
import { auditedOnce } from '../../seams/audited-once.ts';

export const correctionsNotAudited: Mutant = {
  name: 'corrections-not-audited',
  defect: 'that a reading was filed leaves a record, that it was corrected does not',
  requirement: 'AUD-01',
  make: auditedOnce('reading'),
};
