import { MEASURE_OF_UNIT } from '../../../contract/codes/measures.ts';
import type { RefusalName } from '../../../contract/codes/refusals.ts';
import type { Interval, Order } from '../../../contract/domain/index.ts';
import { compare, fits, rational } from '../arithmetic/rational.ts';
import { precisionOf } from '../arithmetic/units.ts';
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

const nested = (order: Order): OrderReason[] => {
  const plain = order.limits.filter((l) => l.context === undefined);
  const critical = plain.find((l) => l.tier === 'critical');
  const reference = plain.find((l) => l.tier === 'reference');
  if (critical === undefined || reference === undefined) return [];
  const inside = (side: 'low' | 'high'): -1 | 0 | 1 | undefined => {
    const [c, r] = [critical[side], reference[side]];
    if (c === undefined || r === undefined) return undefined;
    const order3 = compare(rational(c), rational(r));
    return side === 'high' ? order3 : ((0 - order3) as -1 | 0 | 1);
  };
  return (['low', 'high'] as const).flatMap((side) => {
    const place = inside(side);
    if (place === -1)
      return [
        must('contradictory', ['limits-contradictory'], `the critical ${side} lies inside the reference interval`),
      ];
    return place === 0
      ? [may('contradictory', ['limits-contradictory'], `the critical ${side} equals the reference ${side}`)]
      : [];
  });
};

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

const unsupported = (order: Order): OrderReason[] => {
  const kinds = order.rules.filter((r) => r.kind !== 'change' && !(r.kind === 'alert-on' && r.abnormal === 'each'));
  const intervals = order.limits.some((l) => l.tier === 'absolute' || l.context !== undefined);
  return kinds.length > 0 || intervals
    ? [
        may(
          'unsupported',
          ['rule-not-supported'],
          `not every system offers ${kinds[0]?.kind ?? 'such an interval'}; it may refuse, never ignore it`,
        ),
      ]
    : [];
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
export const contentReasons = (order: Order): OrderReason[] => [
  ...noLimits(order),
  ...order.limits.flatMap(lowHigh),
  ...nested(order),
  ...doubled(order),
  ...units(order),
  ...(units(order).length > 0 ? [] : fineness(order)),
  ...unsupported(order),
  ...period(order),
];
