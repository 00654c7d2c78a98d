import fc from 'fast-check';
import { LOINC_FOR_UNIT, MEASURE_CODES, MEASURE_OF_UNIT } from '../../codes/measures.ts';
import { isSystem } from '../../domain/identifier.ts';
import { MealContext, ReadingStatus, UnitCode } from '../../domain/index.ts';
import type { Identifier, Interval, Measure, Order, Reading, Rule } from '../../domain/index.ts';
import { UNWRITABLE } from '../unwritable.ts';
import type { Envelope } from './envelope.ts';
import { orderKeys } from './order-keys.ts';

/** Domain values that HL7 v2 can carry: any of these must come back as it was. */

export const NAMESPACES = {
  EHR: 'urn:example:ehr:placer',
  METER: 'urn:example:meter-readings',
  POOL: 'urn:example:ehr:pool',
  GOODHEALTH: 'urn:oid:2.999.1.1',
} as const;

export const ENVELOPE: Envelope = {
  sendingApplication: 'EHR',
  sendingFacility: 'GOODHEALTH',
  receivingApplication: 'RPM',
  receivingFacility: 'GOODHEALTH',
  at: '2026-03-02T09:00:00.000-05:00',
  controlId: 'MSG-1',
  processingId: 'T',
};

/** Anything that a text may hold, delimiters, line ends, quotes and other scripts included. */
export const text = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength }),
      fc.string({
        unit: fc.constantFrom('|', '^', '~', '&', '\\', '\r', '\n', '\t', '"', 'X', 'é', '😀'),
        minLength: 1,
        maxLength,
      }),
      fc.constantFrom('""', '\\F\\', '\\X0D\\', '\\.br\\', ' PLC-7001 '),
    )
    .filter((value) => value.isWellFormed() && !UNWRITABLE.test(value));

const system = fc.oneof(
  fc.constantFrom(
    ...Object.values(NAMESPACES),
    'http://hl7.org/fhir/sid/us-npi',
    'urn:vitalproof:ns:OTHER',
    'urn:vitalproof:ns:NPI',
    'urn:vitalproof:ns:EHR',
    'urn:vitalproof:ns:',
    'urn:oid:1.2.840.1',
    'urn:vitalproof:ns:GOOD%20HEALTH',
    'urn:vitalproof:ns:%zz',
  ),
  // A system is a URI: no white space and no bar.
  text(40)
    .filter((uri) => !/[\s|]/.test(uri))
    .map((rest) => `urn:${rest}`)
    .filter(isSystem),
);
export const identifier: fc.Arbitrary<Identifier> = fc.record({ system, value: text(40) });

const decimal = fc.stringMatching(/^(?:0|[1-9]\d{0,5})(?:\.\d{1,5})?$/);

export const instant: fc.Arbitrary<string> = fc
  .record({
    at: fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2099, 0, 1) }),
    seconds: fc.constantFrom('', ':00', ':59', ':07.5', ':07.1234'),
    offset: fc.constantFrom('Z', '-00:00', '-05:00', '+05:30', '+14:00', '-12:00'),
  })
  .map(({ at, seconds, offset }) => `${new Date(at).toISOString().slice(0, 16)}${seconds}${offset}`);

const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

const interval: fc.Arbitrary<Interval> = fc
  .record({
    tier: fc.constantFrom('reference' as const, 'critical' as const, 'absolute' as const),
    low: maybe(decimal),
    high: maybe(decimal),
    inclusive: fc.constantFrom(undefined, 'low' as const, 'high' as const, 'both' as const),
    context: maybe(fc.constantFrom(...MealContext.options)),
  })
  .filter(({ low, high }) => low !== undefined || high !== undefined)
  // An inclusive bound that is not there has no row to say so.
  .map((i) => {
    const low = i.low !== undefined && (i.inclusive === 'low' || i.inclusive === 'both');
    const high = i.high !== undefined && (i.inclusive === 'high' || i.inclusive === 'both');
    const inclusive = low ? (high ? 'both' : 'low') : high ? 'high' : undefined;
    return present({ ...i, inclusive }) as Interval;
  });

const duration = fc.record({
  value: fc.integer({ min: 1, max: 100_000 }),
  unit: fc.constantFrom('min' as const, 'h' as const, 'd' as const, 'wk' as const),
});

const ruleOf = (measure: Measure): fc.Arbitrary<Rule> => {
  const units = UnitCode.options.filter((unit) => MEASURE_OF_UNIT[unit] === measure);
  return fc.oneof(
    fc.record({
      kind: fc.constant('change' as const),
      direction: fc.constantFrom('gain' as const, 'loss' as const),
      amount: fc.record({ value: decimal, unit: fc.constantFrom(...units) }),
      window: duration,
      boundary: fc.constantFrom('strict' as const, 'inclusive' as const),
    }),
    fc.record({ kind: fc.constant('repeated' as const), count: fc.integer({ min: 2, max: 100 }), window: duration }),
    fc.record({ kind: fc.constant('missing' as const), period: duration }),
    fc.record({ kind: fc.constant('digest' as const), window: duration }),
    fc.record({
      kind: fc.constant('escalation' as const),
      step: fc.integer({ min: 1, max: 9 }),
      after: duration,
      recipient: identifier,
    }),
    fc
      .record({ kind: fc.constant('summary' as const), period: duration, recipient: maybe(identifier) })
      .map((rule) => present(rule) as Rule),
    fc.record({
      kind: fc.constant('alert-on' as const),
      abnormal: fc.constantFrom('each' as const, 'repeated' as const, 'none' as const),
    }),
  );
};

const unique = (order: Order): boolean => {
  const keys = orderKeys(order);
  const intervals = order.limits.map(({ tier, context }) => `${tier} ${context ?? ''}`);
  return new Set(keys).size === keys.length && new Set(intervals).size === intervals.length;
};

const isLimited = (order: Order): boolean =>
  order.limits.some(({ tier }) => tier !== 'absolute') || order.rules.some(({ kind }) => kind === 'change');

/** An order as NW or XO can say it, of one status. */
export const order = (status: 'active' | 'on-hold' = 'active'): fc.Arbitrary<Order> =>
  fc
    .constantFrom(...UnitCode.options)
    .chain((unit) =>
      fc.record({
        identifier,
        patient: identifier,
        measure: fc.constant(MEASURE_OF_UNIT[unit]),
        status: fc.constant(status),
        requester: identifier,
        responsible: identifier,
        authoredOn: instant,
        period: fc.record({ start: instant, end: instant }),
        effectiveFrom: maybe(instant),
        unit: fc.constant(unit),
        limits: fc.array(interval, { maxLength: 8 }),
        rules: fc.array(ruleOf(MEASURE_OF_UNIT[unit]), { maxLength: 6 }),
        reason: maybe(text(8)),
        group: maybe(identifier),
      }),
    )
    .map((whole) => {
      const amount = whole.rules.find((rule) => rule.kind === 'change')?.amount.unit;
      return present({ ...whole, unit: whole.limits.length === 0 ? (amount ?? whole.unit) : whole.unit }) as Order;
    })
    .filter((whole) => unique(whole) && isLimited(whole));

const quantity = fc.record({ value: decimal, unit: fc.constantFrom(...UnitCode.options) });
const result: fc.Arbitrary<Reading['result']> = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), quantity }),
  fc
    .record({
      kind: fc.constant('off-scale' as const),
      direction: fc.constantFrom('high' as const, 'low' as const),
      bound: maybe(quantity),
    })
    .map((off) => present(off) as Reading['result']),
  fc.record({
    kind: fc.constant('absent' as const),
    reason: fc.constantFrom('error' as const, 'unknown' as const, 'not-performed' as const),
  }),
);

const unitOf = (r: Reading['result']): UnitCode =>
  r.kind === 'value' ? r.quantity.unit : r.kind === 'off-scale' ? (r.bound?.unit ?? 'mg/dL') : 'kg';

const codeFor = (unit: UnitCode) =>
  fc.oneof(
    fc.constant(LOINC_FOR_UNIT[unit]),
    fc.constantFrom(...MEASURE_CODES.filter(({ units }) => units.includes(unit)).map(({ coding }) => coding)),
  );

/** A reading of any status. */
export const reading = (): fc.Arbitrary<Reading> =>
  result
    .chain((r) =>
      fc.record({
        identifier,
        patient: identifier,
        measure: fc.constant(MEASURE_OF_UNIT[unitOf(r)]),
        code: codeFor(unitOf(r)),
        status: fc.constantFrom(...ReadingStatus.options),
        effective: instant,
        result: fc.constant(r),
        device: maybe(
          fc.oneof(
            identifier,
            fc.stringMatching(/^[0-9A-F]{2}(?:-[0-9A-F]{2}){7}$/).map((value) => ({
              system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680',
              value,
            })),
          ),
        ),
        contexts: fc.uniqueArray(fc.constantFrom(...MealContext.options), { maxLength: 3 }),
        sequenceNumber: maybe(fc.integer({ min: 0, max: 65_535 })),
        userEntered: maybe(fc.boolean()),
      }),
    )
    .map(({ contexts: [mealContext, ...further], ...whole }) => {
      const furtherContexts = further.length === 0 ? undefined : further;
      return present({ ...whole, mealContext, furtherContexts }) as Reading;
    });
