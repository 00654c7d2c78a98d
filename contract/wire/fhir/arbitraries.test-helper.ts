import fc from 'fast-check';
import { LOINC_FOR_UNIT, MEASURE_OF_UNIT } from '../../codes/measures.ts';
import { compact } from '../json/compact.ts';
import type {
  Absence,
  AppliedRange,
  AuditEvent,
  Clinician,
  Device,
  FiledReading,
  Identifier,
  InboxItem,
  Interval,
  MealContext,
  Message,
  Order,
  Patient,
  Permission,
  Pool,
  Reading,
  ReadingResult,
  Rule,
  Summary,
  UnitCode,
} from '../../domain/index.ts';

/** Domain values as the wire must carry them: any of these comes back as it was. */

const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .|&^~\\'é-]{0,20}[A-Za-z0-9]$/);
const name = fc.stringMatching(/^[A-Z][a-zéöñ' -]{0,15}[a-z]$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
/** A record whose members may be missing, never undefined. That it is a `T` is what the tests check by its schema. */
const record = <T>(model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<T> =>
  fc.record(model).map((members) => compact(members) as T);

const key = (system: string): fc.Arbitrary<Identifier> => word.map((value) => ({ system, value }));
const patientKey = key('urn:oid:2.999.1.1');
const clinicianKey = key('http://hl7.org/fhir/sid/us-npi');
const recipientKey = fc.oneof(clinicianKey, key('urn:example:ehr:pool'));
const orderKey = key('urn:example:ehr:placer');
const readingKey = key('urn:example:meter-readings');

/** Digits as a meter prints them, trailing zeros included. */
export const decimal = fc.stringMatching(/^(?:0|[1-9]\d{0,4})(?:\.\d{1,4})?$/);
const unit = fc.constantFrom<UnitCode>('mg/dL', 'mmol/L', 'kg', 'g', '[lb_av]');
const quantity = fc.record({ value: decimal, unit });

export const instant = fc
  .record({
    at: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }),
    fraction: fc.constantFrom('', '.5', '.123', '.000001'),
    offset: fc.constantFrom('Z', '+00:00', '-05:00', '+05:30', '+14:00'),
  })
  .map(({ at, fraction, offset }) => `${new Date(at).toISOString().slice(0, 19)}${fraction}${offset}`);

const context = fc.constantFrom<MealContext>('pre-meal', 'post-meal', 'fasting', 'casual', 'bedtime');
const duration = fc.record({
  value: fc.integer({ min: 1, max: 100_000 }),
  unit: fc.constantFrom('min', 'h', 'd', 'wk'),
});

export const patient: fc.Arbitrary<Patient> = fc.record({
  identifier: patientKey,
  family: name,
  given: name,
  gender: fc.constantFrom('female', 'male', 'other', 'unknown'),
  birthDate: fc.integer({ min: 0, max: 30_000 }).map((d) => new Date(d * 86_400_000).toISOString().slice(0, 10)),
});
export const clinician: fc.Arbitrary<Clinician> = fc.record({ identifier: clinicianKey, family: name, given: name });
const absence: fc.Arbitrary<Absence> = record({
  period: fc.record({ start: instant, end: instant }),
  coveredBy: optional(recipientKey),
});
export const role: fc.Arbitrary<{ clinician: Clinician; absences?: Absence[] }> = record({
  clinician,
  absences: optional(fc.array(absence, { minLength: 1, maxLength: 4 })),
});
export const pool: fc.Arbitrary<Pool> = fc.record({
  identifier: key('urn:example:ehr:pool'),
  name,
  members: fc.array(clinicianKey, { minLength: 1, maxLength: 4 }),
});
export const device: fc.Arbitrary<Device> = record<Device>({
  identifier: key('urn:example:portal:install'),
  patient: patientKey,
  kind: fc.constantFrom('glucometer', 'scale', 'phone'),
  manufacturer: name,
  model: word,
  serial: optional(word),
  platform: optional(fc.record({ os: fc.constantFrom('ios', 'android'), version: word })),
});

const interval: fc.Arbitrary<Interval> = record<Interval>({
  tier: fc.constantFrom('reference', 'critical', 'absolute'),
  low: optional(decimal),
  high: optional(decimal),
  inclusive: optional(fc.constantFrom('low', 'high', 'both')),
  context: optional(context),
}).filter((i) => i.low !== undefined || i.high !== undefined);

const ruleOf = (own: fc.Arbitrary<UnitCode>): fc.Arbitrary<Rule> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('change'),
      direction: fc.constantFrom('gain', 'loss'),
      amount: fc.record({ value: decimal, unit: own }),
      window: duration,
      boundary: fc.constantFrom('strict', 'inclusive'),
    }),
    fc.record({ kind: fc.constant('repeated'), count: fc.integer({ min: 2, max: 50 }), window: duration }),
    fc.record({ kind: fc.constant('missing'), period: duration }),
    fc.record({ kind: fc.constant('digest'), window: duration }),
    fc.record({
      kind: fc.constant('escalation'),
      step: fc.integer({ min: 1, max: 9 }),
      after: duration,
      recipient: recipientKey,
    }),
    record<Rule>({ kind: fc.constant('summary'), period: duration, recipient: optional(recipientKey) }),
    fc.record({ kind: fc.constant('alert-on'), abnormal: fc.constantFrom('each', 'repeated', 'none') }),
  );

/** An order with a limit: what has none is refused and does not come back. */
export const order: fc.Arbitrary<Order> = unit
  .chain((own) =>
    record<Order>({
      identifier: orderKey,
      patient: patientKey,
      measure: fc.constant(MEASURE_OF_UNIT[own]),
      status: fc.constantFrom('draft', 'active', 'on-hold', 'completed', 'revoked', 'entered-in-error'),
      requester: clinicianKey,
      responsible: recipientKey,
      authoredOn: instant,
      period: fc.record({ start: instant, end: instant }),
      effectiveFrom: optional(instant),
      unit: fc.constant(own),
      precision: optional(fc.integer({ min: 0, max: 3 })),
      limits: fc.array(interval, { maxLength: 6 }),
      rules: fc.array(
        ruleOf(
          fc.constantFrom(
            ...(['mg/dL', 'mmol/L', 'kg', 'g', '[lb_av]'] as const).filter(
              (u) => MEASURE_OF_UNIT[u] === MEASURE_OF_UNIT[own],
            ),
          ),
        ),
        { maxLength: 5 },
      ),
      reason: optional(fc.constantFrom('E11.65', 'I50.9')),
      group: optional(orderKey),
    }),
  )
  .filter((o) => o.limits.some((i) => i.tier !== 'absolute') || o.rules.some((r) => r.kind === 'change'));

export const permission: fc.Arbitrary<Permission> = fc.record({
  identifier: key('urn:example:portal:permission'),
  patient: patientKey,
  measure: fc.constantFrom('glucose', 'weight'),
  status: fc.constantFrom('granted', 'withdrawn'),
  at: instant,
});

const result: fc.Arbitrary<ReadingResult> = fc.oneof(
  fc.record({ kind: fc.constant('value'), quantity }),
  record({ kind: fc.constant('off-scale'), direction: fc.constantFrom('high', 'low'), bound: optional(quantity) }),
  fc.record({ kind: fc.constant('absent'), reason: fc.constantFrom('error', 'unknown', 'not-performed') }),
) as fc.Arbitrary<ReadingResult>;

const unitOf = (r: ReadingResult): UnitCode =>
  r.kind === 'value' ? r.quantity.unit : r.kind === 'off-scale' ? (r.bound?.unit ?? 'mg/dL') : 'kg';

/** The first context is the reading's own; more than one are further ones. */
const inContexts = ({
  contexts: [mealContext, ...further],
  ...rest
}: Reading & { readonly contexts: readonly MealContext[] }): Reading => ({
  ...rest,
  ...(mealContext === undefined ? {} : { mealContext }),
  ...(further.length === 0 ? {} : { furtherContexts: further }),
});

export const reading: fc.Arbitrary<Reading> = result.chain((r) =>
  record<Reading & { readonly contexts: readonly MealContext[] }>({
    identifier: readingKey,
    patient: patientKey,
    measure: fc.constant(MEASURE_OF_UNIT[unitOf(r)]),
    code: fc.constant(LOINC_FOR_UNIT[unitOf(r)]),
    status: fc.constantFrom('preliminary', 'final', 'corrected', 'entered-in-error'),
    effective: instant,
    result: fc.constant(r),
    device: optional(key('urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680')),
    contexts: fc.uniqueArray(context, { maxLength: 3 }),
    sequenceNumber: optional(fc.integer({ min: 0, max: 65_535 })),
    userEntered: optional(fc.boolean()),
  }).map(inContexts),
);

const range = record<AppliedRange>({
  tier: fc.constantFrom('reference', 'critical'),
  unit,
  low: optional(decimal),
  high: optional(decimal),
  context: optional(context),
  limitFrom: optional(instant),
}).filter((r) => r.low !== undefined || r.high !== undefined);

/** Off scale always shows its arrow; that is the only thing the wire adds. */
export const filedReading: fc.Arbitrary<FiledReading> = record<FiledReading>({
  reading,
  version: fc.integer({ min: 1, max: 9 }),
  interpretation: fc.constantFrom([], ['N'], ['H'], ['LL']),
  ranges: fc.array(range, { maxLength: 3 }),
  issued: optional(instant),
  orders: fc.array(orderKey, { maxLength: 2 }),
}).map((filed) => {
  const { result: r } = filed.reading;
  const arrow = r.kind === 'off-scale' ? [r.direction === 'high' ? '>' : '<'] : [];
  return { ...filed, interpretation: [...filed.interpretation, ...arrow] } as FiledReading;
});

const shown = quantity.map((q) => ({ value: q.value, unit: q.unit as string }));
const actor = fc.oneof(
  fc.constant('system'),
  clinicianKey.map((k) => `${k.system}|${k.value}`),
);

const figures: fc.Arbitrary<Summary> = record({
  period: fc.record({ start: instant, end: instant }),
  abnormalCount: optional(fc.nat(500)),
  criticalCount: optional(fc.nat(500)),
  min: optional(shown),
  max: optional(shown),
  mean: optional(shown),
});

export const item: fc.Arbitrary<InboxItem> = record({
  identifier: key('https://vitalproof.example/fhir/sid/item'),
  version: fc.integer({ min: 1, max: 9 }),
  kind: fc.constantFrom('critical', 'abnormal', 'change', 'missing', 'data-quality', 'summary'),
  status: fc.constantFrom('new', 'seen', 'done', 'withdrawn'),
  withdrawal: optional(fc.constantFrom('corrected-to-normal', 'order-in-error')),
  patient: patientKey,
  order: orderKey,
  measure: optional(fc.constantFrom('glucose', 'weight')),
  recipient: recipientKey,
  routedAs: optional(fc.constantFrom('responsible', 'covering', 'escalated')),
  rule: optional(fc.constantFrom('limits', 'change')),
  interpretation: fc.constantFrom([], ['H'], ['LL', '<'], ['U', 'D']),
  reading: optional(readingKey),
  value: optional(shown),
  effective: optional(instant),
  submitted: optional(instant),
  late: optional(fc.boolean()),
  limit: optional(shown),
  limitFrom: optional(instant),
  context: optional(context),
  baseline: optional(readingKey),
  delta: optional(shown),
  step: optional(fc.integer({ min: 1, max: 9 })),
  copyOf: optional(key('https://vitalproof.example/fhir/sid/item')),
  readings: optional(fc.array(readingKey, { minLength: 1, maxLength: 4 })),
  count: optional(fc.nat(500)),
  worst: optional(readingKey),
  last: optional(readingKey),
  lastEffective: optional(instant),
  due: optional(instant),
  summary: optional(figures),
  priority: optional(fc.constantFrom('routine', 'urgent', 'asap', 'stat')),
  created: optional(instant),
  history: fc.array(
    fc.record({ status: fc.constantFrom('new', 'updated', 'seen', 'done', 'withdrawn'), at: instant, actor }),
    { maxLength: 4 },
  ),
});

export const message: fc.Arbitrary<Message> = record({
  identifier: key('urn:example:ehr:message'),
  patient: patientKey,
  sender: recipientKey,
  about: key('https://vitalproof.example/fhir/sid/item'),
  text: fc
    .string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
    .filter((t) => t.isWellFormed() && t.trim() !== '' && Buffer.byteLength(t) <= 4096),
  sent: instant,
  received: optional(instant),
});

export const auditEvent: fc.Arbitrary<AuditEvent> = record({
  recorded: instant,
  subject: fc.constantFrom(
    'order',
    'permission',
    'reading',
    'item',
    'message',
    'tracker',
    'person',
    'device',
    'clock',
    'access',
  ),
  action: fc.constantFrom('create', 'read', 'update', 'delete', 'execute'),
  outcome: fc.constantFrom('ok', 'refused'),
  refusal: optional(fc.constantFrom('no-permission', 'scope')),
  who: word,
  patient: optional(patientKey),
  entity: optional(readingKey),
});
