import type { Quantity, Reading } from '../../../contract/domain/index.ts';
import { compare, minus, show, type Rational } from '../arithmetic/rational.ts';
import { comparable, precisionOf } from '../arithmetic/units.ts';
import type { OrderVersion } from '../course/version.ts';
import { type Bound, boundsOf, contextOf } from './bounds.ts';
import { alertsOn, limitsCall, type LimitsCall } from './call.ts';
import type { Evaluation, Features } from './evaluation.ts';
import { rangeText } from './range-text.ts';
import { versionText } from './version-text.ts';

const sign = ({ side, inclusive, limit, tier, context }: Bound): string =>
  `${side === 'high' ? '>' : '<'}${inclusive ? '=' : ''} ${limit.value} ${limit.unit} (${tier} ${side}${context === undefined ? '' : `, ${context}`})`;

const near = (value: Rational, bound: Bound, decimals: number): boolean => {
  const gap = minus(value, bound.value);
  const size: Rational = gap.num < 0n ? { num: -gap.num, den: gap.den } : gap;
  return compare(size, { num: 1n, den: 10n ** BigInt(decimals) }) <= 0;
};

/** The bounds that a value keeps to: `reference 70 to 180, critical up to 300 mg/dL`. */
const within = (bounds: readonly Bound[], unit: string): string => {
  const tiers = (['reference', 'critical'] as const).flatMap((tier) => {
    const of = bounds.filter((b) => b.tier === tier);
    const [low, high] = (['low', 'high'] as const).map((side) => of.find((b) => b.side === side)?.limit.value);
    return of.length === 0 ? [] : [`${tier} ${rangeText(low, high)}`];
  });
  return `${tiers.join(', ')} ${unit}`;
};

const isLimit = ({ tier }: Bound): boolean => tier !== 'absolute';

/** What holds of readings under an order whatever their values. */
interface Shape {
  readonly features: Features;
  /** The same of a value in the order's unit that crosses no limit and equals none: one for nine of ten readings. */
  readonly plain: Features;
}

const shapes = new WeakMap<readonly Bound[], Shape>();

/** The bounds are one list for all readings of a context. */
const shape = (version: OrderVersion, reading: Reading): Shape => {
  const all = boundsOf(version.order, reading);
  const known = shapes.get(all);
  if (known !== undefined) return known;
  const bounds = all.filter(isLimit);
  const context = contextOf(reading);
  const features = {
    oneSided: new Set(bounds.map((b) => b.side)).size === 1,
    hasCritical: bounds.some((b) => b.tier === 'critical'),
    inContext: context !== undefined && bounds.some((b) => b.context === context),
  };
  const made = { features, plain: { ...features, converted: false, equalsLimit: false } };
  shapes.set(all, made);
  return made;
};

const shownValue = (quantity: Quantity, version: OrderVersion): string =>
  quantity.unit === version.order.unit
    ? `${quantity.value} ${quantity.unit}`
    : `${quantity.value} ${quantity.unit} = ${show(comparable(quantity, version.order))} ${version.order.unit}`;

const nothing = (version: OrderVersion, reading: Reading, features: Features, why: string): Evaluation => ({
  family: 'limits',
  version,
  call: undefined,
  interpretation: undefined,
  features,
  why: `limits: ${why}; ${versionText(version, reading)}`,
});

const NOT_EACH = {
  repeated: 'and the order asks for repeated ones',
  none: 'and the order asks for critical ones alone',
  each: '',
} as const;

type Crossed = Extract<LimitsCall, { readonly kind: 'critical' | 'abnormal' }>;

const called = (
  version: OrderVersion,
  reading: Reading,
  features: Features,
  shown: string,
  call: Crossed,
): Evaluation => {
  const alerts = alertsOn(version.order);
  const notEach = call.kind === 'abnormal' && alerts !== 'each';
  return {
    family: 'limits',
    version,
    call: notEach
      ? undefined
      : {
          kind: call.kind,
          interpretation: [call.interpretation],
          mayAlso: [],
          limits: [call.bound.limit],
          baselines: [],
        },
    interpretation: call.interpretation,
    features: notEach ? { ...features, notEach } : features,
    why: `limits: ${shown} ${sign(call.bound)}${notEach ? `, ${NOT_EACH[alerts]}` : ''}; ${versionText(version, reading)}`,
  };
};

/** No limit is crossed. So it is with nine of ten readings: the words are made when they are read. */
class Normal implements Evaluation {
  readonly family = 'limits';
  readonly version: OrderVersion;
  readonly call = undefined;
  readonly interpretation: 'N' | undefined;
  readonly features: Features;
  readonly #quantity: Quantity;
  readonly #reading: Reading;
  readonly #equal: Bound | undefined;

  constructor(quantity: Quantity, reading: Reading, version: OrderVersion, { features, plain }: Shape) {
    const value = comparable(quantity, version.order);
    const bounds = boundsOf(version.order, reading);
    const equal = bounds.find((bound) => isLimit(bound) && compare(value, bound.value) === 0);
    this.version = version;
    this.interpretation = bounds.some(isLimit) ? 'N' : undefined;
    const converted = quantity.unit !== version.order.unit;
    this.features =
      equal === undefined && !converted ? plain : { ...features, converted, equalsLimit: equal !== undefined };
    this.#quantity = quantity;
    this.#reading = reading;
    this.#equal = equal;
  }

  get why(): string {
    return `limits: ${this.#said()}; ${versionText(this.version, this.#reading)}`;
  }

  #said(): string {
    const shown = shownValue(this.#quantity, this.version);
    if (this.#equal !== undefined)
      return `${shown} equals the ${this.#equal.tier} ${this.#equal.side} limit, which is inside`;
    const all = boundsOf(this.version.order, this.#reading);
    return all.some(isLimit)
      ? `${shown} is within ${within(all, this.version.order.unit)}`
      : `${shown}, and no limit applies`;
  }
}

const ofValue = (reading: Reading, quantity: Quantity, version: OrderVersion): Evaluation => {
  const { order } = version;
  const call = limitsCall(order, reading);
  const shaped = shape(version, reading);
  if (call.kind === 'none') return new Normal(quantity, reading, version, shaped);
  const features: Features = { ...shaped.features, converted: quantity.unit !== order.unit };
  const shown = shownValue(quantity, version);
  if (call.kind === 'data-quality')
    return nothing(
      version,
      reading,
      { ...features, implausible: true },
      `${shown} ${sign(call.bound)}, so it is no measurement of this patient`,
    );
  const justBeyond = near(comparable(quantity, order), call.bound, precisionOf(order, order.unit));
  return called(version, reading, { ...features, justBeyond }, shown, call);
};

const ofOffScale = (reading: Reading, side: 'high' | 'low', version: OrderVersion): Evaluation => {
  const features: Features = { ...shape(version, reading).features, offScale: true };
  const word = side === 'high' ? 'HI' : 'LO';
  const call = limitsCall(version.order, reading);
  return call.kind === 'critical' || call.kind === 'abnormal'
    ? called(version, reading, features, `${word} is beyond`, call)
    : nothing(version, reading, features, `${word}, and the order has no ${side} limit: filed only`);
};

/**
 * What the limits of one order version make of a reading, with the clause and the arithmetic for a person.
 * Source: contract, Evaluation, rows `limits`, `meal context`, `implausible`, `HI / LO`.
 */
export const evaluateLimits = (reading: Reading, version: OrderVersion): Evaluation => {
  const { result } = reading;
  if (result.kind === 'value') return ofValue(reading, result.quantity, version);
  if (result.kind === 'off-scale') return ofOffScale(reading, result.direction, version);
  return nothing(
    version,
    reading,
    { ...shape(version, reading).features, failed: true },
    `no value was measured (${result.reason}): filed, never an item`,
  );
};

/** The same of the order's absolute range. Source: contract, Evaluation, row `implausible`. */
export const evaluatePlausibility = (reading: Reading, version: OrderVersion): Evaluation => {
  const call = limitsCall(version.order, reading);
  const shown = reading.result.kind === 'value' ? shownValue(reading.result.quantity, version) : 'no number';
  if (call.kind !== 'data-quality')
    return {
      family: 'data-quality',
      version,
      call: undefined,
      interpretation: undefined,
      features: {},
      why: `implausible: ${shown} is not outside the absolute range; ${versionText(version, reading)}`,
    };
  return {
    family: 'data-quality',
    version,
    call: { kind: 'data-quality', interpretation: [], mayAlso: [], limits: [call.bound.limit], baselines: [] },
    interpretation: undefined,
    features: { implausible: true },
    why: `implausible: ${shown} ${sign(call.bound)}; ${versionText(version, reading)}`,
  };
};
