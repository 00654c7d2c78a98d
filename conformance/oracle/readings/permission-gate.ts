import type { Measure, Reading } from '../../../contract/domain/index.ts';
import type { Policies } from '../../history/lines.ts';
import type { Met } from '../orders/in-force.ts';
import type { OpOf } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import type { Reason } from './expectation.ts';

type PermissionOp = OpOf<'permission.set'>;

/** An unknown operation can still land long after the harness gave up on it. */
const landedBy = (op: PermissionOp): number => (op.outcome === 'ok' ? op.settled : Number.POSITIVE_INFINITY);

/** The operations that can have been the last to take effect when something was met; undefined: possibly none. */
export const lastPermissions = (
  ops: readonly PermissionOp[],
  measure: Measure,
  met: Met,
): (PermissionOp | undefined)[] => {
  let states: (PermissionOp | undefined)[] = [undefined];
  for (const op of ops) {
    if (op.act.permission.measure !== measure || op.outcome === 'refused' || op.sent > met.to) continue;
    const certain = op.outcome === 'ok' && op.settled <= met.from;
    states = certain ? [...states.filter((s) => s !== undefined && landedBy(s) > op.sent), op] : [...states, op];
  }
  return states;
};

const absentReason = (ops: readonly PermissionOp[], measure: Measure, met: Met): Reason => {
  const other = ops.some(
    (op) =>
      op.act.permission.measure !== measure &&
      op.act.permission.status === 'granted' &&
      op.sent <= met.to &&
      op.outcome === 'ok',
  );
  return {
    cause: other ? 'other-type-permitted' : 'never-permitted',
    codes: ['no-permission'],
    why: other
      ? `gate 7: permission is for another type than ${measure}`
      : `gate 7: permission for ${measure} not determined`,
  };
};

/**
 * Gate 7, by submission: permission for the type must be in force. Returns whether it may admit, and
 * why it may refuse.
 */
export const permissionGate = (
  reading: Reading,
  measure: Measure,
  ops: readonly PermissionOp[],
  met: Met,
  policies: Policies,
): { admits: boolean; reasons: Reason[] } => {
  let admits = false;
  const reasons: Reason[] = [];
  for (const last of lastPermissions(ops, measure, met)) {
    if (last === undefined) reasons.push(absentReason(ops, measure, met));
    else if (last.act.permission.status === 'withdrawn')
      reasons.push({
        cause: 'withdrawn',
        codes: ['no-permission'],
        why: `gate 7: permission withdrawn at ${last.act.permission.at}`,
      });
    else if (policies.backfill === 'none' && instant(reading.effective) < instant(last.act.permission.at))
      reasons.push({
        cause: 'before-grant',
        codes: ['before-grant'],
        why: `gate 7: measured ${reading.effective}, granted ${last.act.permission.at}, and the policy does not back-fill`,
      });
    else admits = true;
  }
  return { admits, reasons };
};
