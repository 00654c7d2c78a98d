import type { Device, Identifier, Measure, Order, Patient, Permission } from '../../contract/domain/index.ts';
import type { RandomStream } from '../../simulator/random.ts';
import { clinicians, localAt } from './setting.ts';

const DAY_MS = 86_400_000;
/** Patients that share a lane. */
const WARD = 20;

/** Limits in whole mg/dL. */
export interface GlucoseLimits {
  readonly low: number;
  readonly high: number;
  readonly criticalLow: number;
  readonly criticalHigh: number;
}

/** One patient of the benchmark: what is enrolled, and what has been measured so far. */
export interface BenchPatient {
  readonly lane: string;
  readonly via: 'fhir' | 'hl7v2';
  readonly key: Identifier;
  readonly person: Patient;
  readonly measure: Measure;
  readonly device: Device;
  /** As first signed. */
  readonly order: Order;
  /** The limits are changed before the first reading. */
  readonly changed: boolean;
  /** The instant from which the limits hold that its readings meet. */
  limitFrom: string;
  readonly permission: Permission;
  /** Of a glucose order, as they hold for its readings. */
  readonly limits: GlucoseLimits;
  /** The meter reports mmol/L; the order's limits are mg/dL all the same. */
  readonly inMoles: boolean;
  /** Readings so far. */
  count: number;
  /** Tenths of a kilogram: the lowest so far, and the identifier it has. */
  lowest: number | undefined;
  lowestOf: Identifier | undefined;
  /** Keys of the items so far, for the sweep. */
  readonly items: string[];
}

const id = (system: string, value: string): Identifier => ({ system, value });
const hex = (n: number, length: number): string => n.toString(16).toUpperCase().padStart(length, '0');

/** The order with the limits given; everything else of it never changes. */
export const orderOf = (
  identifier: Identifier,
  patient: Identifier,
  responsible: Identifier,
  measure: Measure,
  limits: GlucoseLimits,
): Order => ({
  identifier,
  patient,
  measure,
  status: 'active',
  requester: responsible,
  responsible,
  authoredOn: localAt(-5 * DAY_MS),
  period: { start: localAt(-5 * DAY_MS), end: localAt(85 * DAY_MS) },
  unit: measure === 'glucose' ? 'mg/dL' : 'kg',
  limits:
    measure === 'glucose'
      ? [
          { tier: 'reference', low: String(limits.low), high: String(limits.high) },
          { tier: 'critical', low: String(limits.criticalLow), high: String(limits.criticalHigh) },
        ]
      : [{ tier: 'reference', high: '95' }],
  rules:
    measure === 'glucose'
      ? []
      : [
          {
            kind: 'change',
            direction: 'gain',
            amount: { value: '2', unit: 'kg' },
            window: { value: 3, unit: 'd' },
            boundary: 'strict',
          },
        ],
});

/** The patient of a number: three of four measure glucose, two of five are spoken to over HL7 v2. */
export const makePatient = (number: number, random: RandomStream): BenchPatient => {
  const name = `BE9C40AA-${hex(number, 5)}-1`;
  const key = id('urn:oid:2.999.1.1', `MRN${name}`);
  const measure: Measure = number % 4 === 3 ? 'weight' : 'glucose';
  const via = number % 5 < 3 ? 'fhir' : 'hl7v2';
  const responsible = random.pick(clinicians).identifier;
  const eui = Array.from({ length: 8 }, () => hex(random.int(256), 2)).join('-');
  const limits: GlucoseLimits = {
    low: 65 + random.int(11),
    high: 160 + random.int(41),
    criticalLow: 50 + random.int(6),
    criticalHigh: 280 + random.int(41),
  };
  const changed = measure === 'glucose' && number % 5 === 1;
  const first = changed ? { ...limits, high: limits.high - 5 } : limits;
  const order = orderOf(id('urn:example:ehr:placer', `PLC${name}`), key, responsible, measure, first);
  return {
    lane: `ward-${String(Math.floor(number / (2 * WARD))).padStart(2, '0')}/${via}`,
    via,
    key,
    person: { identifier: key, family: 'Considine-Test', given: 'Nadine', gender: 'female', birthDate: '1980-01-04' },
    measure,
    device: {
      identifier: id('urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', eui),
      patient: key,
      kind: measure === 'glucose' ? 'glucometer' : 'scale',
      manufacturer: 'ACME',
      model: measure === 'glucose' ? 'G-1' : 'S-1',
      serial: eui.replaceAll('-', '').slice(8),
    },
    order,
    changed,
    limitFrom: order.period.start,
    permission: {
      identifier: id('urn:example:portal:permission', `MRN${name}/${measure}`),
      patient: key,
      measure,
      status: 'granted',
      at: localAt(-4 * DAY_MS),
    },
    limits,
    inMoles: measure === 'glucose' && number % 10 === 4,
    count: 0,
    lowest: undefined,
    lowestOf: undefined,
    items: [],
  };
};
