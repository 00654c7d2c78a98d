import { keyOf } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const changesOfOrdersNotAudited: Mutant = {
  name: 'changes-of-orders-not-audited',
  defect: 'that an order was written leaves a record, that it was changed does not',
  requirement: 'AUD-01',
  make: () => {
    const known = new Set<string>();
    return {
      collaborators: {
        keepsAudit: ({ subject, outcome, entity }) => {
          if (subject !== 'order' || outcome !== 'ok' || entity === undefined) return true;
          const isFirst = !known.has(keyOf(entity));
          known.add(keyOf(entity));
          return isFirst;
        },
      },
    };
  },
};
