import type { Interpretation, Interval, Order, Quantity, Reading } from '../../../contract/domain/index.ts';
import { compare, minus, rational, show, type Rational } from '../arithmetic/rational.ts';
import { comparable, precisionOf } from '../arithmetic/units.ts';
import type { OrderVersion } from '../orders/version.ts';
import type { Evaluation, Features, ShownLimit } from './evaluation.ts';

type Side = 'high' | 'low';
type Tier = 'critical' | 'reference';

interface Bound {
  readonly tier: Tier;
  readonly side: Side;
  readonly limit: ShownLimit;
  readonly value: Rational;
  readonly inclusive: boolean;
}

const INTERPRETATION: Readonly<Record<Tier, Readonly<Record<Side, Interpretation>>>> = {
  critical: { high: 'HH', low: 'LL' },
  reference: { high: 'H', low: 'L' },
};

const boundsOf = (order: Order, interval: Interval): Bound[] => {
  const { tier } = interval;
  if (tier === 'absolute' || interval.context !== undefined) return [];
  return (['high', 'low'] as const).flatMap((side) => {
    const text = interval[side];
    if (text === undefined) return [];
    const inclusive = interval.inclusive === side || interval.inclusive === 'both';
    return [{ tier, side, limit: { value: text, unit: order.unit }, value: rational(text), inclusive }];
  });
};

/** Critical before abnormal. */
const ordered = (order: Order): Bound[] => {
  const all = order.limits.flatMap((interval) => boundsOf(order, interval));
  return [...all.filter((b) => b.tier === 'critical'), ...all.filter((b) => b.tier === 'reference')];
};

const crosses = (value: Rational, bound: Bound): boolean => {
  const side = compare(value, bound.value);
  return side === 0 ? bound.inclusive : bound.side === 'high' ? side > 0 : side < 0;
};

const sign = (bound: Bound): string =>
  `${bound.side === 'high' ? '>' : '<'}${bound.inclusive ? '=' : ''} ${bound.limit.value} ${bound.limit.unit} (${bound.tier} ${bound.side})`;

const near = (value: Rational, bound: Bound, decimals: number): boolean => {
  const gap = minus(value, bound.value);
  const size: Rational = gap.num < 0n ? { num: -gap.num, den: gap.den } : gap;
  return compare(size, { num: 1n, den: 10n ** BigInt(decimals) }) <= 0;
};

const shape = (bounds: readonly Bound[]): Features => ({
  oneSided: bounds.length > 0 && new Set(bounds.map((b) => b.side)).size === 1,
  hasCritical: bounds.some((b) => b.tier === 'critical'),
});

const versionText = (version: OrderVersion): string =>
  `order ${version.order.identifier.value}, limits from ${version.order.effectiveFrom ?? version.order.period.start}`;

const crossed = (version: OrderVersion, bound: Bound, why: string, features: Features): Evaluation => {
  const interpretation = INTERPRETATION[bound.tier][bound.side];
  return {
    family: 'limits',
    version,
    call: {
      kind: bound.tier === 'critical' ? 'critical' : 'abnormal',
      interpretation: [interpretation],
      mayAlso: [],
      limits: [bound.limit],
      baselines: [],
    },
    interpretation,
    features,
    why,
  };
};

const valueEvaluation = (version: OrderVersion, quantity: Quantity, bounds: readonly Bound[]): Evaluation => {
  const { order } = version;
  const value = comparable(quantity, order);
  const converted = quantity.unit !== order.unit;
  const features: Features = { ...shape(bounds), converted };
  const shown = converted
    ? `${quantity.value} ${quantity.unit} = ${show(value)} ${order.unit}`
    : `${quantity.value} ${quantity.unit}`;
  const hit = bounds.find((bound) => crosses(value, bound));
  if (hit !== undefined) {
    const justBeyond = near(value, hit, precisionOf(order, order.unit));
    return crossed(version, hit, `${shown} ${sign(hit)}; ${versionText(version)}`, { ...features, justBeyond });
  }
  const equal = bounds.find((bound) => compare(value, bound.value) === 0);
  return {
    family: 'limits',
    version,
    call: undefined,
    interpretation: bounds.length === 0 ? undefined : 'N',
    features: { ...features, equalsLimit: equal !== undefined },
    why:
      equal === undefined
        ? `${shown} is within the limits; ${versionText(version)}`
        : `${shown} equals the ${equal.tier} ${equal.side} limit, which is inside; ${versionText(version)}`,
  };
};

const offScaleEvaluation = (version: OrderVersion, side: Side, bounds: readonly Bound[]): Evaluation => {
  const features: Features = { ...shape(bounds), offScale: true };
  const word = side === 'high' ? 'HI' : 'LO';
  const hit = bounds.find((bound) => bound.side === side);
  if (hit !== undefined)
    return crossed(version, hit, `${word} is beyond ${sign(hit)}; ${versionText(version)}`, features);
  return {
    family: 'limits',
    version,
    call: undefined,
    interpretation: undefined,
    features,
    why: `${word}, and the order has no ${side} limit: filed only; ${versionText(version)}`,
  };
};

/**
 * Tests a reading against the limits of one order version. Strictly outside is outside, unless the
 * bound is inclusive; critical first; HI and LO are beyond every limit on their side; a failed
 * measurement is beyond none. Source: contract, Evaluation, rows `limits` and `HI / LO`.
 */
export const evaluateLimits = (reading: Reading, version: OrderVersion): Evaluation => {
  const bounds = ordered(version.order);
  const { result } = reading;
  if (result.kind === 'value') return valueEvaluation(version, result.quantity, bounds);
  if (result.kind === 'off-scale') return offScaleEvaluation(version, result.direction, bounds);
  return {
    family: 'limits',
    version,
    call: undefined,
    interpretation: undefined,
    features: shape(bounds),
    why: `no value was measured (${result.reason}): filed, never an item`,
  };
};
