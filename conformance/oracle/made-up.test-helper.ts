import { LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import type {
  Identifier,
  InboxItem,
  Interval,
  Measure,
  Order,
  OrderStatus,
  Reading,
  ReadingResult,
  Rule,
  UnitCode,
} from '../../contract/domain/index.ts';

export const MS = 1_000_000;
/** Wall time at monotonic zero of every built history. */
export const STARTED = '2035-01-01T00:00:00.000Z';

export const patientId = (name = 'p1'): Identifier => ({ system: 'urn:oid:2.999.1.1', value: name });
export const orderId = (name = 'o1'): Identifier => ({ system: 'urn:example:ehr:placer', value: name });
export const readingId = (name: string): Identifier => ({ system: 'urn:example:meter-readings', value: name });
export const itemId = (name: string): Identifier => ({
  system: 'https://vitalproof.example/fhir/sid/item',
  value: name,
});
export const personId = (name: string): Identifier => ({ system: 'http://hl7.org/fhir/sid/us-npi', value: name });
export const RIVERA = personId('rivera');
export const OKAFOR = personId('okafor');
export const DECOY = personId('decoy');
export const POOL: Identifier = { system: 'urn:example:ehr:pool', value: 'dm' };

export interface OrderInput {
  readonly name?: string;
  readonly patient?: string;
  readonly measure?: Measure;
  readonly status?: OrderStatus;
  readonly unit?: UnitCode;
  readonly limits?: readonly Interval[];
  readonly rules?: readonly Rule[];
  readonly start?: string;
  readonly end?: string;
  readonly from?: string;
  readonly responsible?: Identifier;
  readonly precision?: number;
}

export const reference = (low?: string, high?: string, inclusive?: 'low' | 'high' | 'both'): Interval => ({
  tier: 'reference',
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
  ...(inclusive === undefined ? {} : { inclusive }),
});
export const critical = (low?: string, high?: string): Interval => ({ ...reference(low, high), tier: 'critical' });

export const change = (direction: 'gain' | 'loss', amount: string, unit: UnitCode, window: string): Rule => {
  const [value = '', per = 'd'] = window.split(' ');
  return {
    kind: 'change',
    direction,
    amount: { value: amount, unit },
    window: { value: Number(value), unit: per as 'd' },
    boundary: 'strict',
  };
};

/** An order of glucose within 70 to 180 mg/dL, from the evening before the run on, unless said otherwise. */
export const makeOrder = (input: OrderInput = {}): Order => {
  const measure = input.measure ?? 'glucose';
  const unit = input.unit ?? (measure === 'glucose' ? 'mg/dL' : 'kg');
  const start = input.start ?? '2034-12-31T20:00:00Z';
  return {
    identifier: orderId(input.name),
    patient: patientId(input.patient),
    measure,
    status: input.status ?? 'active',
    requester: RIVERA,
    responsible: input.responsible ?? RIVERA,
    authoredOn: start,
    period: { start, end: input.end ?? '2035-12-31T00:00:00Z' },
    ...(input.from === undefined ? {} : { effectiveFrom: input.from }),
    unit,
    ...(input.precision === undefined ? {} : { precision: input.precision }),
    limits: [...(input.limits ?? (input.rules === undefined ? [reference('70', '180')] : []))],
    rules: [...(input.rules ?? [])],
  };
};

export interface ReadingInput {
  readonly name: string;
  readonly value: string;
  readonly unit?: UnitCode;
  readonly patient?: string;
  readonly at?: string;
  readonly device?: string;
}

/** `value`: a decimal, `HI`, `LO` or `none`. */
export const makeReading = (input: ReadingInput): Reading => {
  const unit = input.unit ?? 'mg/dL';
  const measure: Measure = unit === 'mg/dL' || unit === 'mmol/L' ? 'glucose' : 'weight';
  const result: ReadingResult =
    input.value === 'HI' || input.value === 'LO'
      ? { kind: 'off-scale', direction: input.value === 'HI' ? 'high' : 'low' }
      : input.value === 'none'
        ? { kind: 'absent', reason: 'error' }
        : { kind: 'value', quantity: { value: input.value, unit } };
  return {
    identifier: readingId(input.name),
    patient: patientId(input.patient),
    measure,
    code: LOINC_FOR_UNIT[unit],
    status: 'final',
    effective: input.at ?? STARTED,
    result,
    ...(input.device === undefined ? {} : { device: { system: 'urn:example:device', value: input.device } }),
  };
};

/** The item that a conforming system makes of a reading above 180 mg/dL; everything can be said otherwise, and when it was created besides. */
export const makeItem = (
  reading: Reading,
  order: Order,
  name: string,
  overrides: Partial<InboxItem> = {},
): InboxItem => {
  const { result } = reading;
  return {
    identifier: itemId(name),
    version: 1,
    kind: 'abnormal',
    status: 'new',
    patient: reading.patient,
    order: order.identifier,
    measure: reading.measure,
    recipient: order.responsible,
    routedAs: 'responsible',
    rule: 'limits',
    interpretation: ['H'],
    reading: reading.identifier,
    ...(result.kind === 'value' ? { value: result.quantity } : {}),
    effective: reading.effective,
    submitted: reading.effective,
    late: false,
    limit: { value: '180', unit: order.unit },
    limitFrom: order.effectiveFrom ?? order.period.start,
    priority: 'urgent',
    history: [{ status: 'new', at: reading.effective, actor: 'system' }],
    ...overrides,
  };
};
