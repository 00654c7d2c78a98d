import type { Measure } from '../../../contract/domain/index.ts';
import type { Mono } from '../../history/lines.ts';
import type { OpOf } from '../record/patient-record.ts';

export type PermissionOp = OpOf<'phone.permission'>;

/** What can be said of a permission at an instant: `open` while a change is under way, or where nobody knows. */
export type Granted = 'yes' | 'no' | 'open';

/** Changes of one measure's permission, in the order in which they were made. */
export const changesOf = (all: readonly PermissionOp[], measure: Measure): readonly PermissionOp[] =>
  all.filter((op) => op.act.measure === measure && op.outcome !== 'refused').toSorted((a, b) => a.sent - b.sent);

/**
 * Two effect points: a change may have reached the sender from `sent` on, and has by `settled`; one whose outcome is
 * unknown may never have. Before the first one nothing is granted.
 */
export const grantedAt = (changes: readonly PermissionOp[], at: Mono): Granted => {
  let state: Granted = 'no';
  for (const { sent, settled, outcome, act } of changes) {
    if (sent > at) break;
    const becomes: Granted = act.status === 'granted' ? 'yes' : 'no';
    if (outcome === 'ok' && settled <= at) state = becomes;
    else if (state !== becomes) state = 'open';
  }
  return state;
};

/** When it was surely granted first, at or after an instant; undefined: never. */
export const grantedFrom = (changes: readonly PermissionOp[], at: Mono): Mono | undefined => {
  if (grantedAt(changes, at) === 'yes') return at;
  const next = changes.find((c) => c.settled > at && grantedAt(changes, c.settled) === 'yes');
  return next?.settled;
};

/** When it might have ceased to be granted first, after an instant; undefined: never. */
export const lostAfter = (changes: readonly PermissionOp[], at: Mono): Mono | undefined =>
  changes.find((c) => c.sent >= at && c.act.status === 'withdrawn')?.sent;
