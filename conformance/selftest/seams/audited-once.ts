import { keyOf } from '../../../contract/domain/index.ts';
import type { AuditEvent } from '../../../contract/domain/index.ts';
import type { Difference } from '../defect.ts';

/** Of what succeeded on one thing of a kind the first record is kept, and none of a later change. */
export const auditedOnce = (kind: AuditEvent['subject']) => (): Difference => {
  const known = new Set<string>();
  return {
    collaborators: {
      keepsAudit: ({ subject, outcome, entity }) => {
        if (subject !== kind || outcome !== 'ok' || entity === undefined) return true;
        const isFirst = !known.has(keyOf(entity));
        known.add(keyOf(entity));
        return isFirst;
      },
    },
  };
};
