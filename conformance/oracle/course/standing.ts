import { instant } from '../time/instant.ts';
import { greatest } from './overtaken.ts';
import type { Step } from './step.ts';
import { isEnd, isInError, type OrderState, type OrderVersion } from './version.ts';

/** How an order stands to an instant. Only `active` admits and evaluates. */
export type Standing = 'active' | 'draft' | 'on-hold' | 'ended' | 'in-error' | 'not-begun';

export interface OrderStanding {
  readonly standing: Standing;
  /** The version that says so; absent where none holds. */
  readonly version: OrderVersion | undefined;
}

/** The version in force among those that hold, as the course stands. */
const inForce = (
  step: Step,
  order: OrderState,
  holds: (version: OrderVersion) => boolean,
): OrderVersion | undefined => {
  const error = order.versions.find(isInError);
  if (error !== undefined) return error;
  const [first] = order.versions;
  // The only version overtakes nobody, and nothing is open of it: its instant is stated.
  if (first !== undefined && order.versions.length === 1) return holds(first) ? first : undefined;
  const held = order.versions.map(holds);
  // An answer may have changed what is open of them.
  const holding = (step.course.state.orders.get(order.key) ?? order).versions.filter((_, index) => held[index]);
  return holding.find(isEnd) ?? greatest(step, holding);
};

/**
 * The version in force at the moment of a step, where that lies on one side of every instant from which a version
 * holds. What holds by its acceptance holds: it was taken before.
 */
export const inForceNow = (step: Step, order: OrderState): OrderVersion | undefined =>
  inForce(step, order, (version) => version.byAcceptance || step.beganBy(version, step.now.low));

/** How the order stands to `at`, as the course stands. */
export const standingAt = (step: Step, order: OrderState, at: bigint): OrderStanding => {
  const version = inForce(step, order, (v) => step.beganBy(v, at));
  if (version === undefined) return { standing: 'not-begun', version };
  const { status, period } = version.order;
  if (status === 'draft' || status === 'on-hold') return { standing: status, version };
  if (isInError(version)) return { standing: 'in-error', version };
  if (isEnd(version) || at >= instant(period.end)) return { standing: 'ended', version };
  return { standing: at < instant(period.start) ? 'not-begun' : 'active', version };
};

/** Whether the order has ended by the SUT's clock: for the policy on readings that come after. A version that is yet to hold moves no end. */
export const hasEnded = (step: Step, order: OrderState): boolean => {
  const holds = (version: OrderVersion): boolean => version.byAcceptance || step.isPast(version.from.low - 1n);
  if (order.versions.some((version) => isEnd(version) && holds(version))) return true;
  const version = inForce(step, order, holds);
  return version !== undefined && step.isPast(instant(version.order.period.end) - 1n);
};
