import { DEFAULT_PRECISION, CONTROL_SOLUTION, LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import type {
  Identifier,
  Interval,
  Measure,
  Order,
  Reading,
  ReadingResult,
  UnitCode,
} from '../../contract/domain/index.ts';
import {
  OKAFOR,
  orderId,
  patientId,
  personId,
  POOL,
  readingId,
  RIVERA,
} from '../oracle/history-builder.test-helper.ts';
import {
  RANGE,
  UNITS,
  type ContentSpec,
  type OrderSpec,
  type Step,
  type TimeSpec,
  type ValueSpec,
} from './differential-world.test-helper.ts';

const MINUTE = 60_000;
const RESPONSIBLE: readonly Identifier[] = [RIVERA, OKAFOR, POOL, RIVERA];

/** An instant as somebody at that place would write it. */
export const isoAt = (ms: number, offsetMinutes = 0): string => {
  const local = new Date(ms + offsetMinutes * MINUTE).toISOString();
  if (offsetMinutes === 0) return local;
  const size = Math.abs(offsetMinutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return local.replace('Z', `${offsetMinutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`);
};

const IN_BASE: Readonly<Record<UnitCode, number>> = {
  'mg/dL': 1,
  'mmol/L': 18.0156,
  kg: 1,
  g: 0.001,
  '[lb_av]': 0.45359237,
};
const stepOf = (unit: UnitCode): number => 10 ** -DEFAULT_PRECISION[unit];

const bound = (steps: number | undefined, unit: UnitCode, decimals: number): string | undefined =>
  steps === undefined ? undefined : (steps * stepOf(unit)).toFixed(Math.max(0, decimals));

const interval = (
  tier: 'reference' | 'critical',
  low: string | undefined,
  high: string | undefined,
  inclusive: 'low' | 'high' | 'both' | undefined,
): Interval[] =>
  low === undefined && high === undefined
    ? []
    : [
        {
          tier,
          ...(low === undefined ? {} : { low }),
          ...(high === undefined ? {} : { high }),
          ...(inclusive === undefined ? {} : { inclusive }),
        },
      ];

const limitsOf = (spec: ContentSpec): Interval[] => {
  if (spec.flaw === 'no-limits') return [];
  const { unit, critical, inclusive } = spec;
  const [lowest, highest] = RANGE[unit];
  const decimals = spec.precision ?? DEFAULT_PRECISION[unit];
  const text = (steps: number | undefined) => bound(steps, unit, decimals);
  const low = spec.flaw === 'low-above-high' ? (spec.high ?? highest) : spec.low;
  const high = spec.flaw === 'low-above-high' ? (spec.high ?? highest) : spec.high;
  const fine =
    spec.flaw === 'too-fine' && high !== undefined
      ? `${(high * stepOf(unit)).toFixed(decimals + 1).slice(0, -1)}5`
      : undefined;
  return [
    ...interval('reference', text(low), fine ?? text(high), inclusive.reference),
    ...(spec.flaw === 'none'
      ? interval(
          'critical',
          text(critical.low === undefined ? undefined : (spec.low ?? lowest) - critical.low),
          text(critical.high === undefined ? undefined : (spec.high ?? highest) + critical.high),
          inclusive.critical,
        )
      : []),
  ];
};

/** What a version of an order says, laid over the order it belongs to. */
export const contentOf = (
  spec: ContentSpec,
  responsible: number,
  measure: Measure,
): Pick<Order, 'unit' | 'limits' | 'rules' | 'responsible' | 'precision'> => ({
  unit: spec.flaw === 'foreign-unit' ? (measure === 'glucose' ? 'kg' : 'mg/dL') : spec.unit,
  limits: limitsOf(spec),
  rules:
    spec.flaw === 'no-limits'
      ? []
      : spec.changes.map((c) => ({
          kind: 'change' as const,
          direction: c.direction,
          amount: {
            value: (c.steps * (c.unit === 'g' ? 100 : 1) * stepOf(c.unit)).toFixed(DEFAULT_PRECISION[c.unit]),
            unit: c.unit,
          },
          window: c.window,
          boundary: c.boundary,
        })),
  responsible: spec.flaw === 'nobody' ? personId('nobody') : (RESPONSIBLE[responsible] ?? RIVERA),
  ...(spec.precision === undefined ? {} : { precision: spec.precision }),
});

export const orderOf = (spec: OrderSpec, patient: string, name: string, startedMs: number): Order => {
  const start = isoAt(startedMs - spec.startMinutes * MINUTE);
  return {
    identifier: orderId(name),
    patient: patientId(patient),
    measure: spec.measure,
    status: spec.draft ? 'draft' : 'active',
    requester: RIVERA,
    authoredOn: start,
    period: { start, end: isoAt(startedMs + spec.endMinutes * MINUTE) },
    ...contentOf(spec.content, spec.responsible, spec.measure),
  };
};

/** What of a patient is there to be near to. */
export interface Surroundings {
  readonly nowMs: number;
  readonly orders: readonly Order[];
  /** Instants of the order versions there are, ms. */
  readonly versionsMs: readonly number[];
  readonly readings: readonly Reading[];
}

const pickOf = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

export const msAt = (spec: TimeSpec, around: Surroundings): number => {
  const bases: Readonly<Record<TimeSpec['base'], readonly number[]>> = {
    now: [around.nowMs],
    start: around.orders.map((o) => Date.parse(o.period.start)),
    end: around.orders.map((o) => Date.parse(o.period.end)),
    version: around.versionsMs,
    reading: around.readings.map((r) => Date.parse(r.effective)),
  };
  return (pickOf(bases[spec.base], spec.pick) ?? around.nowMs) + spec.shiftMs;
};

const numberOf = ({ result }: Reading): { value: number; unit: UnitCode } | undefined =>
  result.kind === 'value' ? { value: Number(result.quantity.value), unit: result.quantity.unit } : undefined;

/** The number a value is near to, in mg/dL or kg. */
const target = (spec: ValueSpec, measure: Measure, around: Surroundings): number => {
  const orders = around.orders.filter((o) => o.measure === measure);
  const bounds = orders.flatMap((o) =>
    o.limits.flatMap((l) => [l.low, l.high].flatMap((b) => (b === undefined ? [] : [Number(b) * IN_BASE[o.unit]]))),
  );
  const anything = measure === 'glucose' ? 120 : 80;
  if (spec.near === 'bound') return pickOf(bounds, spec.pick) ?? anything;
  const earlier = around.readings.filter((r) => r.measure === measure).flatMap((r) => numberOf(r) ?? []);
  const from = pickOf(earlier, spec.pick);
  if (spec.near === 'anything' || from === undefined) return anything;
  const amounts = orders.flatMap((o) =>
    o.rules.flatMap((r) => (r.kind === 'change' ? [{ ...r.amount, sign: r.direction === 'gain' ? 1 : -1 }] : [])),
  );
  const amount = pickOf(amounts, spec.pick);
  const by = amount === undefined ? 0 : amount.sign * Number(amount.value) * IN_BASE[amount.unit];
  return from.value * IN_BASE[from.unit] + by;
};

type ReadingStep = Extract<Step, { kind: 'reading' }>;

const resultOf = (step: ReadingStep, unit: UnitCode, measure: Measure, around: Surroundings): ReadingResult => {
  if (step.odd === 'HI' || step.odd === 'LO')
    return { kind: 'off-scale', direction: step.odd === 'HI' ? 'high' : 'low' };
  if (step.odd === 'absent') return { kind: 'absent', reason: 'error' };
  const { decimals, steps } = step.value;
  const near = target(step.value, measure, around) / IN_BASE[unit];
  const value = Math.max(0, Number(near.toFixed(decimals)) + steps * 10 ** -decimals).toFixed(decimals);
  return { kind: 'value', quantity: { value, unit } };
};

/** What a meter of that measure would send: `measure` is the one ordered, unless the step is about the other. */
export const readingOf = (
  step: ReadingStep,
  ordered: Measure,
  name: string,
  patient: string,
  around: Surroundings,
): Reading => {
  const measure: Measure = step.foreign ? (ordered === 'glucose' ? 'weight' : 'glucose') : ordered;
  const units = UNITS[measure];
  const unit = pickOf(units, step.value.unit) ?? 'mg/dL';
  const wrong: UnitCode = measure === 'glucose' ? (unit === 'mg/dL' ? 'mmol/L' : 'mg/dL') : 'mg/dL';
  return {
    identifier: readingId(name),
    patient: patientId(patient),
    measure,
    code:
      step.odd === 'control'
        ? CONTROL_SOLUTION
        : LOINC_FOR_UNIT[step.odd === 'unit-mismatch' && measure === 'glucose' ? wrong : unit],
    status: 'final',
    effective: isoAt(msAt(step.time, around), step.time.offsetMinutes),
    result: resultOf(step, step.odd === 'unit-mismatch' && measure === 'weight' ? wrong : unit, measure, around),
    ...(step.device === undefined ? {} : { device: { system: 'urn:example:device', value: `d${step.device}` } }),
  };
};

type AgainStep = Extract<Step, { kind: 'again' }>;

/** An earlier reading once more, the same or with one thing said otherwise. */
export const againOf = (step: AgainStep, of: Reading, fresh: string, otherPatient: string): Reading => {
  const { result } = of;
  const quantity = result.kind === 'value' ? result.quantity : undefined;
  const { value = '0' } = quantity ?? {};
  switch (step.how) {
    case 'same':
      return of;
    case 'other-digits':
      return quantity === undefined
        ? of
        : {
            ...of,
            result: {
              kind: 'value',
              quantity: { ...quantity, value: value.includes('.') ? `${value}0` : `${value}.0` },
            },
          };
    case 'other-value':
      return {
        ...of,
        result:
          quantity === undefined
            ? { kind: 'absent', reason: 'unknown' }
            : { kind: 'value', quantity: { ...quantity, value: `${Number(value) + 1}` } },
      };
    case 'other-identifier': {
      const ms = Date.parse(of.effective);
      const effective = step.pick % 2 === 0 ? of.effective : isoAt(ms - (((ms % 1000) + 1000) % 1000) + 999);
      return { ...of, identifier: readingId(fresh), effective };
    }
    case 'alike-elsewhere':
      return { ...of, identifier: readingId(fresh), patient: patientId(otherPatient) };
    case 'other-patient':
      return { ...of, patient: patientId(otherPatient) };
  }
};
