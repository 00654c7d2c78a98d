import { type Cursor, fail } from './cursor.ts';

/** A time for which something holds: nothing is kept of it, and it would hold for ever. */
export const refusePeriod = (at: Cursor): void => {
  const period = at.get('period');
  if (period.present)
    fail('field-not-understood', period.path, 'it holds until it is stated anew; leave the period out');
};

/**
 * Refuses what says that a person, a pool or a device is not, or not for ever, what it is kept as (`active`, `status`, `period`).
 * Passed over, items would go to who has left, or be shown to them, and be answered as if they had not.
 */
export const refuseUnlessInForce = (root: Cursor): void => {
  const active = root.get('active');
  if (active.present && active.value !== true) fail('field-not-understood', active.path, 'only true is kept');
  const status = root.get('status');
  if (status.present && status.value !== 'active') fail('field-not-understood', status.path, 'only active is kept');
  refusePeriod(root);
};
