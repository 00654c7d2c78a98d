import type { Reading } from '../../../contract/domain/index.ts';
import { bareKey } from '../bare-key.ts';
import type { Cause } from '../readings/expectation.ts';
import { fromText } from '../rules/version-text.ts';
import { instant, localInstant } from '../time/instant.ts';
import { localPart } from '../time/show-local.ts';
import type { ReadingGround } from './reading-ground.ts';
import { hasEnded, type OrderStanding, type Standing, standingAt } from './standing.ts';
import type { Step } from './step.ts';
import type { OrderState } from './version.ts';
import { effectiveTime } from '../record/kept-reading.ts';

/** Of several orders that do not admit, the one whose reason tells most. */
const TELLING: readonly Standing[] = ['on-hold', 'ended', 'draft', 'in-error', 'not-begun'];

/** An order that does not admit the reading. */
interface Inactive extends OrderStanding {
  readonly order: string;
  readonly standing: Exclude<Standing, 'active'>;
}

const because = ({ order, standing, version }: Inactive, reading: Reading): string => {
  const { offsetMinutes } = localInstant(reading.effective);
  const by =
    version === undefined ? '' : ` by the version from ${fromText(version, offsetMinutes)}, line ${version.op.seq}`;
  return `order ${bareKey(order)} is ${standing}${by}`;
};

const NO_ORDER = { none: 'there was none', other: 'there was one for another measure alone' } as const;

const noOrder = (inactive: Inactive | undefined, step: Step, reading: Reading): ReadingGround => {
  const cause: Cause =
    inactive?.standing ?? (step.ambience.otherMeasureOrdered(step.to) ? 'other-measure-ordered' : 'no-order');
  const isAtEnd =
    cause === 'ended' &&
    inactive?.version !== undefined &&
    instant(inactive.version.order.period.end) === effectiveTime(reading).at;
  return {
    cause,
    ...(isAtEnd ? { finer: 'period-end' } : {}),
    codes: cause === 'ended' ? ['no-active-order', 'after-order-end'] : ['no-active-order'],
    why:
      `gate 6: no order for ${step.ambience.measure} was active at ${localPart(reading.effective)}: ` +
      (inactive === undefined ? NO_ORDER[cause === 'no-order' ? 'none' : 'other'] : because(inactive, reading)),
  };
};

/**
 * Gate 6: an order for the measure must be active at the reading's effective time. Undefined: one is.
 * Where the policy refuses what comes after an order's end, an order that has ended admits nothing.
 */
export const orderGround = (step: Step, reading: Reading): ReadingGround | undefined => {
  const { at } = effectiveTime(reading);
  const inactive: Inactive[] = [];
  let late: OrderState | undefined;
  for (const order of step.course.state.orders.values()) {
    const { standing, version } = standingAt(step, order, at);
    if (standing !== 'active') inactive.push({ order: order.key, standing, version });
    else if (step.ambience.policies.afterEnd === 'refuse' && hasEnded(step, order)) late = order;
    else return undefined;
  }
  if (late !== undefined)
    return {
      cause: 'after-end',
      codes: ['after-order-end', 'no-active-order'],
      why: `gate 6: order ${bareKey(late.key)} was active at ${localPart(reading.effective)}, but has ended since, and the policy afterEnd refuses`,
    };
  return noOrder(
    inactive.toSorted((a, b) => TELLING.indexOf(a.standing) - TELLING.indexOf(b.standing))[0],
    step,
    reading,
  );
};
