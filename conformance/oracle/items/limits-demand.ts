import type { Policies } from '../../history/lines.ts';
import { bareKey } from '../bare-key.ts';
import { evaluateLimits } from '../rules/limits.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import { accepted, filedIn, isCertain, type Filing } from '../readings/filing.ts';
import type { OrderRecord } from '../orders/version.ts';
import { endedBy, standings, type OrderStanding } from '../orders/standing.ts';
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

/** By what an order's end is judged. */
export interface Terms {
  readonly clock: PatientClock;
  readonly policies: Pick<Policies, 'afterEnd'>;
}

/**
 * The ways in which an order can have stood to a filed reading. If no other order can have admitted
 * it, this one was active, since the reading was filed. Where the policy refuses readings after an
 * order's end, an order that had ended when another one let the reading in may evaluate it or not:
 * the contract leaves it open.
 */
export const evaluable = (
  order: OrderRecord,
  filing: Filing,
  alone: boolean,
  met: Met,
  { clock, policies }: Terms,
): OrderStanding[] => {
  const ways = standings(order, instant(filing.reading.effective), met);
  const active = ways.filter((way) => way.standing === 'active');
  if (alone && active.length > 0) return active;
  if (policies.afterEnd === 'accept') return ways;
  const now = clock.over(met.from, Number.isFinite(met.to) ? met.to : met.from);
  return ways.flatMap((way): OrderStanding[] =>
    way.standing === 'active' && way.version !== undefined && endedBy(order, way.version, now, met) !== 'no'
      ? [way, { ...way, standing: 'ended' }]
      : [way],
  );
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
  why: `order ${bareKey(order.key)} is not active at that time (${way.standing})`,
});

/** What the limits of one order demand for one filed reading. */
export const limitsDemand = (order: OrderRecord, filing: Filing, alone: boolean, terms: Terms): Demand => {
  const { clock } = terms;
  const raised = filedIn(filing);
  const ways = evaluable(order, filing, alone, raised, terms);
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
