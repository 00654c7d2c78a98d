import type { Device } from '../../../contract/domain/index.ts';
import { DAY_MS, MINUTE_MS } from '../../clock.ts';
import type { DeviceRecord, Sampling, StreamOf } from '../../layers.ts';
import { randomSpace, randomStream } from '../../random.ts';
import type { MeterErrorModel } from './error-model.ts';
import { METER_MODELS, type MeterModel } from './meter-model.ts';
import { meterRecords } from './meter-records.ts';

export const ZONE = 'America/New_York';
/** Local midnight of Monday 2026-03-02: six days before the clocks go forward. */
export const START_MS = Date.parse('2026-03-02T05:00:00Z');

export const streamsOf = (seed: number, patient = 0): StreamOf => {
  const space = randomSpace(seed, 'test', patient);
  return (...keys) => space.stream(...keys);
};

/** A meter that is never off. */
export const EXACT: MeterErrorModel = {
  name: 'good',
  thresholdMgDl: 100,
  absolute: { xi: 0, omega: 0, alpha: 0 },
  relative: { xi: 0, omega: 0, alpha: 0 },
  lotBiasSdPercent: 0,
  meterBiasSdPercent: 0,
};
export const EXACT_METER: MeterModel = { ...METER_MODELS.good, error: EXACT };

export const METER: Device = {
  identifier: { system: 'urn:test', value: 'meter' },
  patient: { system: 'urn:test', value: 'MRN1' },
  kind: 'glucometer',
  manufacturer: 'Test',
  model: 'Test',
};

export const samplingAt = (atMs: number, presented: number, more: Partial<Sampling> = {}): Sampling => ({
  atMs,
  presented,
  specimen: 'capillary',
  truth: { trueValue: presented, trueUnit: 'mg/dL', trueTimeMs: atMs, faultIds: [], personId: 'MRN1' },
  ...more,
});

/** Tests of one value after the other, evenly in time. */
export const inSteps = (values: readonly number[], stepMs = 8 * 60 * MINUTE_MS): Sampling[] =>
  values.map((value, i) => samplingAt(START_MS + i * stepMs, value));
export const constant = (value: number, count: number): number[] => Array.from({ length: count }, () => value);
export const anyLevels = (count: number, seed = 1): number[] => {
  const random = randomStream(seed, 'levels');
  return Array.from({ length: count }, () => random.between(80, 300));
};
export const daily = (value: number, days: number): Sampling[] => inSteps(constant(value, days), DAY_MS);

export const measured = (model: MeterModel, samplings: Iterable<Sampling>, seed = 1, patient = 0): DeviceRecord[] => [
  ...meterRecords(model, samplings, {
    device: METER,
    zone: ZONE,
    startMs: START_MS,
    streamOf: streamsOf(seed, patient),
  }),
];

export const shownNumber = ({ result }: DeviceRecord): number =>
  result.kind === 'value' ? Number(result.quantity.value) : Number.NaN;

/** Chi-square of the last digits of whole numbers against even ones: 9 degrees of freedom. */
export function lastDigitChiSquare(numbers: readonly number[]): number {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const n of numbers) counts[Math.round(n) % 10] = (counts[Math.round(n) % 10] ?? 0) + 1;
  const even = numbers.length / 10;
  return counts.reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
}
