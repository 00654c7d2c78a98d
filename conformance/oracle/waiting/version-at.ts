import { greatest } from '../course/overtaken.ts';
import { isEnd, isInError, type OrderState, type OrderVersion } from '../course/version.ts';
import { instant } from '../time/instant.ts';
import { exactly, type Span } from '../time/span.ts';
import type { Clocked } from './clocked.ts';

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
export const latestAt = (clocked: Clocked, order: OrderState, taken: number, at: Span): OrderVersion | undefined =>
  latestOf(clocked, order.versions.slice(0, taken), (v) => v.byAcceptance || clocked.isBy(v.from, at));

/** Whether an order was active at an instant that may lie before the first `taken` versions were accepted. */
export const wasActiveAt = (clocked: Clocked, order: OrderState, taken: number, at: bigint): boolean => {
  const then = exactly(at);
  const version = latestOf(clocked, order.versions.slice(0, taken), (v) => clocked.isBy(v.from, then));
  return isActiveAt(clocked, version, then);
};

/** Whether the order is active then: by status, and inside its period. */
export const isActiveAt = (clocked: Clocked, version: OrderVersion | undefined, at: Span): boolean => {
  if (version?.order.status !== 'active') return false;
  const { start, end } = version.order.period;
  return clocked.isBy(exactly(instant(start)), at) && !clocked.isBy(exactly(instant(end)), at);
};
