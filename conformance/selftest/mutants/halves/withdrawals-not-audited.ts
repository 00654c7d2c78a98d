import { keyOf } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const withdrawalsNotAudited: Mutant = {
  name: 'withdrawals-not-audited',
  defect: 'that a permission was given leaves a record, that it was taken back does not',
  requirement: 'AUD-01',
  make: () => {
    const known = new Set<string>();
    return {
      collaborators: {
        keepsAudit: ({ subject, outcome, entity }) => {
          if (subject !== 'permission' || outcome !== 'ok' || entity === undefined) return true;
          const isFirst = !known.has(keyOf(entity));
          known.add(keyOf(entity));
          return isFirst;
        },
      },
    };
  },
};
