import { MEASURE_OF_UNIT } from '../../../contract/codes/measures.ts';
import type { RefusalName } from '../../../contract/codes/refusals.ts';
import type { Interval, Order } from '../../../contract/domain/index.ts';
import { compare, fits, rational } from '../arithmetic/rational.ts';
import { precisionOf } from '../arithmetic/units.ts';
import type { RuleClaim } from '../../history/lines.ts';
import type { OrderCause } from '../facts.ts';
import { instant } from '../time/instant.ts';

/** Why an order may or must be refused. */
export interface OrderReason {
  readonly cause: OrderCause;
  readonly codes: readonly RefusalName[];
  readonly why: string;
  /** False: a system may take it as well. */
  readonly certain: boolean;
}

const must = (cause: OrderCause, codes: readonly RefusalName[], why: string): OrderReason => ({
  cause,
  codes,
  why,
  certain: true,
});
const may = (cause: OrderCause, codes: readonly RefusalName[], why: string): OrderReason => ({
  cause,
  codes,
  why,
  certain: false,
});

const isLimit = (interval: Interval): boolean => interval.tier !== 'absolute';

const noLimits = (order: Order): OrderReason[] =>
  order.limits.some(isLimit) || order.rules.some((r) => r.kind === 'change')
    ? []
    : [must('no-limits', ['limits-missing'], 'the order has no limit for its measure')];

const lowHigh = (interval: Interval): OrderReason[] =>
  interval.low !== undefined &&
  interval.high !== undefined &&
  compare(rational(interval.low), rational(interval.high)) >= 0
    ? [
        must(
          'contradictory',
          ['limits-contradictory'],
          `${interval.tier} low ${interval.low} is not below high ${interval.high}`,
        ),
      ]
    : [];

const contradictory = (why: string): OrderReason => must('contradictory', ['limits-contradictory'], why);

/** A critical bound lies inside the reference interval of its context: what is critical would not be abnormal. */
const nested = (order: Order): OrderReason[] =>
  order.limits
    .filter((c) => c.tier === 'critical')
    .flatMap((critical) => {
      const reference = order.limits.find((r) => r.tier === 'reference' && r.context === critical.context);
      return (['low', 'high'] as const).flatMap((side) => {
        const [c, r] = [critical[side], reference?.[side]];
        if (c === undefined || r === undefined) return [];
        const place = compare(rational(c), rational(r));
        return (side === 'high' ? place < 0 : place > 0)
          ? [contradictory(`the critical ${side} ${c} lies inside the reference ${side} ${r}`)]
          : [];
      });
    });

const doubled = (order: Order): OrderReason[] => {
  const keys = order.limits.map((l) => `${l.tier} ${l.context ?? ''}`);
  return new Set(keys).size < keys.length
    ? [must('contradictory', ['limits-contradictory'], 'two intervals of one tier and context')]
    : [];
};

const units = (order: Order): OrderReason[] => {
  const used = [order.unit, ...order.rules.flatMap((r) => (r.kind === 'change' ? [r.amount.unit] : []))];
  const bad = used.find((unit) => MEASURE_OF_UNIT[unit] !== order.measure);
  return bad === undefined ? [] : [must('limit-unit', ['limit-unit'], `${bad} is no unit of ${order.measure}`)];
};

const FINE_CODES: readonly RefusalName[] = ['limits-contradictory', 'bad-value', 'field-not-understood'];

const fineness = (order: Order): OrderReason[] => {
  const decimals = precisionOf(order, order.unit);
  const bounds = order.limits.flatMap((l) => [l.low, l.high].filter((b) => b !== undefined));
  const fine = bounds.find((b) => !fits(rational(b), decimals));
  const amount = order.rules.some(
    (r) => r.kind === 'change' && !fits(rational(r.amount.value), precisionOf(order, r.amount.unit)),
  );
  return [
    ...(fine === undefined ? [] : [must('too-fine', FINE_CODES, `limit ${fine} is finer than ${decimals} decimals`)]),
    ...(amount ? [may('too-fine', FINE_CODES, 'the amount of a change is finer than its precision')] : []),
  ];
};

/** At most one rule of a kind; of change, of a direction and window; of escalation, of a step, from 1 without a gap. */
const rules = (order: Order): OrderReason[] => {
  const keys = order.rules.map((r) =>
    r.kind === 'change'
      ? `change ${r.direction} ${r.window.value} ${r.window.unit}`
      : r.kind === 'escalation'
        ? `escalation ${r.step}`
        : r.kind,
  );
  const double = keys.find((key, i) => keys.indexOf(key) < i);
  const steps = order.rules.flatMap((r) => (r.kind === 'escalation' ? [r.step] : [])).toSorted((a, b) => a - b);
  const alertOn = order.rules.find((r) => r.kind === 'alert-on');
  const isRepeated = order.rules.some((r) => r.kind === 'repeated');
  return [
    ...(double === undefined ? [] : [contradictory(`two rules ${double}`)]),
    ...(double === undefined && steps.some((step, i) => step !== i + 1)
      ? [contradictory('the steps of the escalation are not 1, 2, 3 …')]
      : []),
    ...(alertOn?.kind === 'alert-on' && (alertOn.abnormal === 'repeated') !== isRepeated
      ? [contradictory(`alert-on ${alertOn.abnormal} ${isRepeated ? 'beside' : 'without'} a rule on repetition`)]
      : []),
  ];
};

const claimsNeeded = (order: Order): RuleClaim[] => [
  ...order.rules.flatMap((r): RuleClaim[] =>
    r.kind === 'change' || (r.kind === 'alert-on' && r.abnormal === 'each') ? [] : [r.kind],
  ),
  ...(order.limits.some((l) => l.tier === 'absolute') ? (['implausible'] as const) : []),
  ...(order.limits.some((l) => l.context !== undefined) ? (['meal-context'] as const) : []),
];

/** `claims`: what the system says it has; undefined: it does not say, so it may lack anything, and then refuses. */
const unsupported = (order: Order, claims: ReadonlySet<RuleClaim> | undefined): OrderReason[] => {
  const lacking = claimsNeeded(order).find((claim) => claims?.has(claim) !== true);
  if (lacking === undefined) return [];
  return claims === undefined
    ? [
        may(
          'unsupported',
          ['rule-not-supported'],
          `a system may lack ${lacking}; then it refuses, and never ignores it`,
        ),
      ]
    : [must('unsupported', ['rule-not-supported'], `the system has no ${lacking}; it refuses, and never ignores it`)];
};

const period = ({ period: p }: Order): OrderReason[] =>
  instant(p.end) <= instant(p.start)
    ? [
        must(
          'period',
          ['bad-value', 'malformed', 'missing-element'],
          `the order ends at ${p.end}, not after its start ${p.start}`,
        ),
      ]
    : [];

/** What is wrong with an order by itself. Source: contract, Life cycles and the end of Evaluation. */
export const contentReasons = (order: Order, claims: ReadonlySet<RuleClaim> | undefined): OrderReason[] => [
  ...units(order),
  ...noLimits(order),
  ...order.limits.flatMap(lowHigh),
  ...nested(order),
  ...doubled(order),
  ...rules(order),
  ...(units(order).length > 0 ? [] : fineness(order)),
  ...unsupported(order, claims),
  ...period(order),
];
