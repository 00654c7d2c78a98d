import { describe, expect, test } from 'vitest';
import { randomStream, type StreamKey } from '../../random.ts';
import { METER_ERROR_MODELS, type MeterErrorModel } from './error-model.ts';
import { glucometer } from './glucometer.ts';

const streams =
  (seed: number) =>
  (...keys: readonly StreamKey[]) =>
    randomStream(seed, ...keys);
const meter = (model: MeterErrorModel, seed = 1, firstSequence = 0) =>
  glucometer({ model, unit: 'mg/dL', firstSequence, streamOf: streams(seed) });
const EXACT: MeterErrorModel = {
  name: 'good',
  thresholdMgDl: 100,
  absolute: { xi: 0, omega: 0, alpha: 0 },
  relative: { xi: 0, omega: 0, alpha: 0 },
  lotBiasSdPercent: 0,
  meterBiasSdPercent: 0,
};
const shown = (record: ReturnType<ReturnType<typeof meter>['measure']>): number =>
  record.result.kind === 'value' ? Number(record.result.quantity.value) : Number.NaN;

describe('a glucometer', () => {
  test('without errors shows what is there', () => {
    const exact = meter(EXACT);
    for (const glucose of [20, 70, 99, 100, 180, 600]) expect(shown(exact.measure(glucose))).toBe(glucose);
  });

  test('counts its records and starts again after 65,535', () => {
    const device = meter(EXACT, 1, 65_534);
    const sequence = [0, 1, 2, 3].map(() => device.measure(100).sequenceNumber);
    expect(sequence).toEqual([65_534, 65_535, 0, 1]);
  });

  test('a lot of 50 strips shares its bias, the next lot has another', () => {
    const device = meter({ ...EXACT, lotBiasSdPercent: 5 });
    const values = Array.from({ length: 150 }, () => shown(device.measure(400)));
    const lots = [values.slice(0, 50), values.slice(50, 100), values.slice(100)].map((lot) => new Set(lot));
    for (const lot of lots) expect(lot.size).toBe(1);
    expect(new Set(values).size).toBe(3);
  });

  test('a meter keeps its own bias for life; meters differ', () => {
    const biased = { ...EXACT, meterBiasSdPercent: 5 };
    const of = (seed: number) => {
      const device = meter(biased, seed);
      return new Set(Array.from({ length: 120 }, () => shown(device.measure(400))));
    };
    const all = [1, 2, 3, 4].map(of);
    for (const values of all) expect(values.size).toBe(1);
    expect(new Set(all.flatMap((values) => [...values])).size).toBeGreaterThan(2);
  });

  test('biases have their deviations', () => {
    const values = Array.from({ length: 1500 }, (_, seed) =>
      shown(meter({ ...EXACT, lotBiasSdPercent: 2, meterBiasSdPercent: 1 }, seed).measure(400)),
    );
    const percent = values.map((value) => value / 4 - 100);
    const deviation = Math.sqrt(percent.reduce((sum, p) => sum + p * p, 0) / percent.length);
    expect(Math.abs(deviation - Math.sqrt(5))).toBeLessThan(0.15);
  });

  test('a test has its own stream: what was measured before changes nothing', () => {
    const one = meter(METER_ERROR_MODELS.good);
    const other = meter(METER_ERROR_MODELS.good);
    one.measure(80);
    other.measure(300);
    expect(one.measure(150)).toEqual(other.measure(150));
  });

  test('last digits of an electronic meter are even: no digit is preferred', () => {
    const device = meter(METER_ERROR_MODELS.average);
    const random = randomStream(1, 'levels');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 5000; i++) {
      const digit = shown(device.measure(random.between(80, 300))) % 10;
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
    // 99.9 % of even digits stay below 27.9 (9 degrees of freedom).
    expect(chiSquare).toBeLessThan(27.9);
  });
});
