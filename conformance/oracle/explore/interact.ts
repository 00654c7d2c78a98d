import type { Reading } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import { measuredAt } from '../course/same-as.ts';
import { effectiveTime, readingKey } from '../record/kept-reading.ts';
import { isOp } from '../record/patient-record.ts';
import type { Effect } from './plan.ts';

/** How far apart in effective time two readings can lie and still matter to one another. `all`: however far. */
export type Reach = bigint | 'all';

const isAmendment = (status: string): boolean => status !== 'final';

const areNear = (a: Reading, b: Reading, reach: bigint): boolean => {
  const apart = effectiveTime(a).at - effectiveTime(b).at;
  return (apart < 0n ? -apart : apart) <= reach;
};

/** Whether it can matter which of two operations comes first. */
export const opsInteract = (a: OpLine, b: OpLine, reach: Reach): boolean => {
  if (!isOp(a, 'reading.submit') || !isOp(b, 'reading.submit')) return true;
  const [x, y] = [a.act.reading, b.act.reading];
  if (reach === 'all' || isAmendment(x.status) || isAmendment(y.status)) return true;
  if (reach > 0n && areNear(x, y, reach)) return true;
  if (readingKey(x) === readingKey(y)) return true;
  const measured = measuredAt(x);
  return measured !== undefined && measured === measuredAt(y);
};

/**
 * Whether it can matter which of two effects comes first. The limits do not ask; a change rule does inside its
 * window, because what it says in between stands for a while; repeated and digest always do.
 */
const interact = (a: Effect, b: Effect, reach: Reach): boolean =>
  a.ops.some((x) => b.ops.some((y) => opsInteract(x, y, reach)));

/** The open effects that can bear on `on`, directly or through one another. */
export const bearingOn = (on: Effect, open: readonly Effect[], reach: Reach): readonly Effect[] => {
  const bearing: Effect[] = [];
  let reached: readonly Effect[] = [on];
  while (reached.length > 0) {
    const next = open.filter((o) => o !== on && !bearing.includes(o) && reached.some((r) => interact(r, o, reach)));
    bearing.push(...next);
    reached = next;
  }
  return bearing;
};
