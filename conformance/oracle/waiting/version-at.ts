import { greatest } from '../course/overtaken.ts';
import { isEnd, isInError, type OrderState, type OrderVersion } from '../course/version.ts';
import { instant } from '../time/instant.ts';
import { exactly } from '../time/span.ts';
import type { Clocked, SomeMoment } from './clocked.ts';

const latestOf = (
  clocked: Clocked,
  accepted: readonly OrderVersion[],
  holds: (version: OrderVersion) => boolean,
): OrderVersion | undefined => {
  const error = accepted.find(isInError);
  if (error !== undefined) return error;
  const holding = accepted.filter(holds);
  const end = holding.find(isEnd);
  return end ?? greatest(clocked, holding);
};

/**
 * The latest version at a moment of the SUT's time that comes after the first `taken` were accepted: what holds
 * from its acceptance holds by then.
 */
export const latestAt = (
  clocked: Clocked,
  order: OrderState,
  taken: number,
  at: SomeMoment,
): OrderVersion | undefined =>
  latestOf(clocked, order.versions.slice(0, taken), (v) => v.byAcceptance || at.isPast(v.from));

/** Of others, the latest as a version begins to hold. What was accepted before it, both holding from then on, had come. */
export const heldBefore = (
  clocked: Clocked,
  others: readonly OrderVersion[],
  version: OrderVersion,
): OrderVersion | undefined => {
  const at = clocked.momentIn(version.from);
  return latestOf(clocked, others, (v) => {
    if (!v.byAcceptance) return at.isPast(v.from);
    return version.byAcceptance || clocked.beganBy(v, version.from.low);
  });
};

/** Whether an order with these versions was active at an instant that may lie before some of them were accepted. */
export const wasActiveAt = (clocked: Clocked, versions: readonly OrderVersion[], at: bigint): boolean => {
  const then = clocked.momentIn(exactly(at));
  return isActiveAt(
    latestOf(clocked, versions, (v) => then.isPast(v.from)),
    then,
  );
};

/** Whether the order is active then: by status, and inside its period. */
export const isActiveAt = (version: OrderVersion | undefined, at: SomeMoment): boolean => {
  if (version?.order.status !== 'active') return false;
  const { start, end } = version.order.period;
  return at.isPast(exactly(instant(start))) && !at.isPast(exactly(instant(end)));
};
