import type { Measure, Reading } from '../../../contract/domain/index.ts';
import type { Policies } from '../../history/lines.ts';
import type { Met } from '../orders/in-force.ts';
import { endedBy, standings, type Standing } from '../orders/standing.ts';
import { measureOf, type OrderRecord } from '../orders/version.ts';
import { instant } from '../time/instant.ts';
import type { Span } from '../time/span.ts';
import type { Cause, Reason } from './expectation.ts';

/** Of several orders that do not admit, the one whose reason tells most. */
const TELLING: readonly Standing[] = ['on-hold', 'ended', 'draft', 'in-error', 'not-begun', 'unknown-order'];

const causeOf = (standing: Standing, otherMeasure: boolean): Cause => {
  if (standing === 'active' || standing === 'unknown-order') return otherMeasure ? 'other-measure-ordered' : 'no-order';
  return standing;
};

const reasonOf = (standing: Standing, otherMeasure: boolean, reading: Reading, measure: Measure): Reason => {
  const cause = causeOf(standing, otherMeasure);
  return {
    cause,
    codes: cause === 'ended' ? ['no-active-order', 'after-order-end'] : ['no-active-order'],
    why: `gate 6: no order for ${measure} active at ${reading.effective} (${cause})`,
  };
};

const told = (order: OrderRecord, met: Met): boolean => order.versions.some((v) => v.sent <= met.to);

/**
 * Gate 6: an order for the measure must be active at the reading's effective time. Each order is met
 * as it stood during the attempt; `now` is the SUT's clock then, for the policy after an order's end.
 */
export const orderGate = (
  reading: Reading,
  measure: Measure,
  orders: readonly OrderRecord[],
  met: Met,
  now: Span,
  policies: Policies,
): { admits: boolean; reasons: Reason[] } => {
  const at = instant(reading.effective);
  const relevant = orders.filter((order) => measureOf(order) === measure && told(order, met));
  const otherMeasure = orders.some((order) => measureOf(order) !== measure && told(order, met));
  let admits = false;
  let sure = false;
  let mayEnd: Reason | undefined;
  const inactive: Standing[] = [];
  for (const order of relevant) {
    const ways = standings(order, at, met);
    for (const { standing, version } of ways) {
      if (standing !== 'active' || version === undefined) {
        inactive.push(standing);
        continue;
      }
      const ended = policies.afterEnd === 'refuse' ? endedBy(order, version, now, met) : 'no';
      if (ended !== 'no')
        mayEnd = {
          cause: 'after-end',
          codes: ['after-order-end', 'no-active-order'],
          why: 'gate 6: the order has ended, and the policy refuses',
        };
      if (ended !== 'yes') admits = true;
      if (ended === 'no' && ways.length === 1) sure = true;
    }
  }
  if (sure) return { admits: true, reasons: [] };
  const telling = TELLING.find((standing) => inactive.includes(standing)) ?? 'unknown-order';
  return { admits, reasons: [mayEnd ?? reasonOf(telling, otherMeasure, reading, measure)] };
};
