import type { Mutant } from '../../mutant.ts';
import { auditedOnce } from '../../seams/audited-once.ts';

export const changesOfOrdersNotAudited: Mutant = {
  name: 'changes-of-orders-not-audited',
  defect: 'that an order was written leaves a record, that it was changed does not',
  requirement: 'AUD-01',
  make: auditedOnce('order'),
};
