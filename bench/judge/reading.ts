import { LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import type { Identifier, InboxItem, Reading } from '../../contract/domain/index.ts';
import type { RandomStream } from '../../simulator/random.ts';
import type { BenchPatient, GlucoseLimits } from './patient.ts';
import { localAt } from './setting.ts';

/** What a conforming system makes of a reading. */
export type Call = Pick<InboxItem, 'kind' | 'interpretation' | 'limit' | 'baseline' | 'delta' | 'rule' | 'priority'>;

export interface Measured {
  readonly reading: Reading;
  /** Undefined: within the limits. */
  readonly call: Call | undefined;
}

const tenths = (n: number): string => `${Math.trunc(n / 10)}.${n % 10}`;

const glucoseCall = (mgDl: number, limits: GlucoseLimits): Call | undefined => {
  const call = (kind: 'critical' | 'abnormal', interpretation: 'HH' | 'LL' | 'H' | 'L', limit: number): Call => ({
    kind,
    rule: 'limits',
    interpretation: [interpretation],
    limit: { value: String(limit), unit: 'mg/dL' },
    priority: kind === 'critical' ? 'stat' : 'urgent',
  });
  if (mgDl > limits.criticalHigh) return call('critical', 'HH', limits.criticalHigh);
  if (mgDl < limits.criticalLow) return call('critical', 'LL', limits.criticalLow);
  if (mgDl > limits.high) return call('abnormal', 'H', limits.high);
  if (mgDl < limits.low) return call('abnormal', 'L', limits.low);
  return undefined;
};

/** mg/dL: 85 of 100 within the limits, bounds included, 11 abnormal, 4 critical. */
const glucoseMgDl = (limits: GlucoseLimits, random: RandomStream): number => {
  const draw = random.int(100);
  if (draw < 2) return random.pick([limits.low, limits.high]);
  if (draw < 85) return limits.low + random.int(limits.high - limits.low + 1);
  if (draw < 93) return limits.high + 1 + random.int(limits.criticalHigh - limits.high);
  if (draw < 96) return limits.criticalLow + random.int(limits.low - limits.criticalLow);
  return draw < 99 ? limits.criticalHigh + 1 + random.int(150) : limits.criticalLow - 1 - random.int(15);
};

/** One mmol/L is 18.0156 mg/dL, rounded half up to whole mg/dL; all in whole numbers. */
const mgDlOfMolesTenths = (molesTenths: number): number => Math.floor((molesTenths * 180_156 + 50_000) / 100_000);

const glucose = (p: BenchPatient, random: RandomStream): { result: Reading['result']; call: Call | undefined } => {
  const mgDl = glucoseMgDl(p.limits, random);
  if (!p.inMoles)
    return {
      result: { kind: 'value', quantity: { value: String(mgDl), unit: 'mg/dL' } },
      call: glucoseCall(mgDl, p.limits),
    };
  const moles = Math.round((mgDl * 100_000) / 180_156);
  return {
    result: { kind: 'value', quantity: { value: tenths(moles), unit: 'mmol/L' } },
    call: glucoseCall(mgDlOfMolesTenths(moles), p.limits),
  };
};

const weight = (
  p: BenchPatient,
  identifier: Identifier,
  random: RandomStream,
): { result: Reading['result']; call: Call | undefined } => {
  const { lowest, lowestOf } = p;
  const gained = lowest !== undefined && random.int(100) < 15;
  const value = gained ? lowest + 21 + random.int(5) : 880 + random.int(20);
  if (lowest === undefined || value < lowest) {
    p.lowest = value;
    p.lowestOf = identifier;
  }
  return {
    result: { kind: 'value', quantity: { value: tenths(value), unit: 'kg' } },
    call:
      gained && lowestOf !== undefined
        ? {
            kind: 'change',
            rule: 'change',
            interpretation: ['U'],
            limit: { value: '2', unit: 'kg' },
            baseline: lowestOf,
            delta: { value: tenths(value - lowest), unit: 'kg' },
            priority: 'urgent',
          }
        : undefined,
  };
};

/** Readings of one patient lie a second apart, beginning two minutes before the first upload at `firstMs`. */
const effectiveMs = (firstMs: number, count: number): number =>
  Math.floor(firstMs / 1000) * 1000 - 120_000 + count * 1000;

/** The next reading of a patient and what has to come of it. */
export const nextReading = (p: BenchPatient, firstMs: number, random: RandomStream): Measured => {
  p.count += 1;
  const identifier: Identifier = {
    system: 'urn:example:meter-readings',
    value: `R${p.key.value.slice(3)}-${p.count}`,
  };
  const { result, call } = p.measure === 'glucose' ? glucose(p, random) : weight(p, identifier, random);
  return {
    reading: {
      identifier,
      patient: p.key,
      measure: p.measure,
      code: LOINC_FOR_UNIT[p.measure === 'weight' ? 'kg' : p.inMoles ? 'mmol/L' : 'mg/dL'],
      status: 'final',
      effective: localAt(effectiveMs(firstMs, p.count)),
      result,
      device: p.device.identifier,
      sequenceNumber: p.count % 65_536,
    },
    call,
  };
};
