import { keyOf } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const correctionsNotAudited: Mutant = {
  name: 'corrections-not-audited',
  defect: 'that a reading was filed leaves a record, that it was corrected does not',
  requirement: 'AUD-01',
  make: () => {
    const known = new Set<string>();
    return {
      collaborators: {
        keepsAudit: ({ subject, outcome, entity }) => {
          if (subject !== 'reading' || outcome !== 'ok' || entity === undefined) return true;
          const isFirst = !known.has(keyOf(entity));
          known.add(keyOf(entity));
          return isFirst;
        },
      },
    };
  },
};
