import { evaluateLimits } from '../rules/limits.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import { accepted, filedIn, isCertain, type Filing } from '../readings/filing.ts';
import type { OrderRecord } from '../orders/version.ts';
import { standings, type OrderStanding } from '../orders/standing.ts';
import type { Met } from '../orders/in-force.ts';
import { instant } from '../time/instant.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import { combine, isLate } from './combine.ts';
import type { Demand } from './demand.ts';

/** Rules and intervals that bear on a limits item and that this oracle does not evaluate yet. */
const beyond = ({ version }: OrderStanding): boolean =>
  version !== undefined &&
  (version.order.limits.some((l) => l.tier === 'absolute' || l.context !== undefined) ||
    version.order.rules.some(
      (r) => r.kind === 'repeated' || r.kind === 'digest' || (r.kind === 'alert-on' && r.abnormal !== 'each'),
    ));

/**
 * The ways in which an order can have stood to a filed reading. If no other order can have admitted
 * it, this one was active, since the reading was filed.
 */
export const evaluable = (order: OrderRecord, filing: Filing, alone: boolean, met: Met): OrderStanding[] => {
  const ways = standings(order, instant(filing.reading.effective), met);
  const active = ways.filter((way) => way.standing === 'active');
  return alone && active.length > 0 ? active : ways;
};

export const inactiveEvaluation = (
  family: Evaluation['family'],
  order: OrderRecord,
  way: OrderStanding,
): Evaluation => ({
  family,
  version: way.version,
  call: undefined,
  interpretation: undefined,
  features: {},
  why: `order ${order.key} is not active at that time (${way.standing})`,
});

/** What the limits of one order demand for one filed reading. */
export const limitsDemand = (order: OrderRecord, filing: Filing, alone: boolean, clock: PatientClock): Demand => {
  const raised = filedIn(filing);
  const ways = evaluable(order, filing, alone, raised);
  const evaluations = ways.map((way) =>
    way.standing === 'active' && way.version !== undefined
      ? evaluateLimits(filing.reading, way.version)
      : inactiveEvaluation('limits', order, way),
  );
  const open = !isCertain(filing) || ways.some(beyond);
  const { level, why } = combine(evaluations, filing.reading.effective, clock, raised, open);
  const free = level === 'must-not' && ways.some(beyond) && ways.some((w) => w.standing === 'active');
  return {
    level: free ? 'may' : level,
    order,
    filing,
    family: 'limits',
    evaluations,
    why,
    cause: accepted(filing),
    raised,
    late: isLate(filing.reading.effective, clock, raised),
  };
};
