import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../clock.ts';
import { METER_MODELS, type MeterModel } from './meter-model.ts';
import {
  anyLevels,
  constant,
  daily,
  EXACT,
  EXACT_METER,
  inSteps,
  measured,
  METER,
  samplingAt,
  shownNumber,
  START_MS,
  streamsOf,
  ZONE,
} from './meter.test-helper.ts';
import { meterRecords } from './meter-records.ts';

const biased = (lots: number, meters: number): MeterModel => ({
  ...EXACT_METER,
  error: { ...EXACT, lotBiasSdPercent: lots, meterBiasSdPercent: meters },
});

describe('a meter', () => {
  test('without errors shows what is there, at its time, with its truth', () => {
    const samplings = inSteps([20, 70, 99, 100, 180, 600]);
    const records = measured(EXACT_METER, samplings);
    expect(records.map(shownNumber)).toEqual([20, 70, 99, 100, 180, 600]);
    records.forEach((record, i) => {
      expect(record.shownMs).toBe(samplings[i]?.atMs);
      expect(record.truth).toBe(samplings[i]?.truth);
    });
  });

  test.each([
    ['mg/dL', [20, 600], 600.6, 'high', '600'],
    ['mg/dL', [20, 600], 19.4, 'low', '20'],
    ['mg/dL', [10, 600], 9.4, 'low', '10'],
    ['mmol/L', [20, 600], 605, 'high', '33.3'],
    ['mmol/L', [10, 600], 9, 'low', '0.6'],
    ['mg/dL', [20, 500], 501, 'high', '500'],
  ] as const)('in %s with a range of %j shows no number for %d', (unit, range, value, direction, bound) => {
    const [record] = measured({ ...EXACT_METER, unit, range }, inSteps([value]));
    expect(record?.result).toEqual({ kind: 'off-scale', direction, bound: { value: bound, unit } });
    expect(record?.unit).toBe(unit);
  });

  test('of a wide range shows numbers down to 10', () => {
    const values = [10, 15, 19.4];
    expect(measured({ ...EXACT_METER, range: [10, 600] }, inSteps(values)).map(shownNumber)).toEqual([10, 15, 19]);
  });

  test('numbers its records one by one and starts again after 65,535', () => {
    const numbers = measured(EXACT_METER, inSteps(constant(100, 66_000), 60_000)).map((r) => r.sequenceNumber);
    numbers.slice(1).forEach((n, i) => expect(n).toBe(((numbers[i] ?? 0) + 1) % 65_536));
    expect(numbers).toContain(65_535);
    expect(numbers).toContain(0);
  });

  test('a lot of 50 strips shares its bias, the next lot has another', () => {
    const values = measured(biased(5, 0), inSteps(constant(400, 150))).map(shownNumber);
    const lots = [values.slice(0, 50), values.slice(50, 100), values.slice(100)].map((lot) => new Set(lot));
    for (const lot of lots) expect(lot.size).toBe(1);
    expect(new Set(values).size).toBe(3);
  });

  test('a meter keeps its own bias for life; meters differ', () => {
    const of = (seed: number) => new Set(measured(biased(0, 5), inSteps(constant(400, 120)), seed).map(shownNumber));
    const all = [1, 2, 3, 4].map(of);
    for (const values of all) expect(values.size).toBe(1);
    expect(new Set(all.flatMap((values) => [...values])).size).toBeGreaterThan(2);
  });

  test('biases have their deviations', () => {
    const percent = Array.from({ length: 1500 }, (_, seed) => {
      const [record] = measured(biased(2, 1), inSteps([400]), seed);
      return record === undefined ? Number.NaN : shownNumber(record) / 4 - 100;
    });
    const deviation = Math.sqrt(percent.reduce((sum, p) => sum + p * p, 0) / percent.length);
    expect(Math.abs(deviation - Math.sqrt(5))).toBeLessThan(0.15);
  });

  test('a test that is left out changes no other within the lot', () => {
    const model = METER_MODELS.good;
    const all = inSteps(anyLevels(40));
    const some = all.filter((_, i) => i % 4 !== 0);
    const expected = measured(model, all).filter((_, i) => i % 4 !== 0);
    expect(measured(model, some).map(({ result }) => result)).toEqual(expected.map(({ result }) => result));
  });

  test('another patient has another meter, whoever else is there', () => {
    const samplings = inSteps(anyLevels(100));
    const one = measured(METER_MODELS.average, samplings, 1, 1);
    expect(measured(METER_MODELS.average, samplings, 1, 2)).not.toEqual(one);
    expect(measured(METER_MODELS.average, samplings, 1, 1)).toEqual(one);
  });

  test('stores records one by one, for ever, as they are asked for', () => {
    let asked = 0;
    function* endless() {
      for (;;) yield samplingAt(START_MS + asked++ * DAY_MS, 120);
    }
    const setting = { device: METER, zone: ZONE, startMs: START_MS, streamOf: streamsOf(1) };
    const records = meterRecords(EXACT_METER, endless(), setting);
    expect(asked).toBe(0);
    for (let given = 1; given <= 2000; given++) {
      expect(records.next().done).toBe(false);
      expect(asked).toBe(given);
    }
  });
});

describe('what a meter marks', () => {
  const control = samplingAt(START_MS, 110, { specimen: 'control' });
  const beforeMeal = samplingAt(START_MS, 140, { mealContext: 'pre-meal' });

  test('control solution, or not, as its model has it', () => {
    expect(measured(EXACT_METER, [control])[0]?.control).toBe(true);
    expect(measured({ ...EXACT_METER, marksControl: false }, [control])[0]).not.toHaveProperty('control');
    expect(measured(EXACT_METER, [beforeMeal])[0]).not.toHaveProperty('control');
    expect(measured(METER_MODELS.legacy, [control])[0]).not.toHaveProperty('control');
  });

  test('meals, or not', () => {
    expect(measured(EXACT_METER, [beforeMeal])[0]?.mealContext).toBe('pre-meal');
    expect(measured({ ...EXACT_METER, marksMeals: false }, [beforeMeal])[0]).not.toHaveProperty('mealContext');
    expect(measured(EXACT_METER, [control])[0]).not.toHaveProperty('mealContext');
  });

  test('a battery that is low, for two weeks before each change', () => {
    const records = measured(EXACT_METER, daily(120, 3650));
    const low = records.filter(({ status }) => status?.includes('battery-low'));
    // 20 changes in ten years, 14 days each.
    expect(low.length).toBeGreaterThan(230);
    expect(low.length).toBeLessThan(330);
  });
});

test('a strip that fails gives no reading, is used up and takes no number', () => {
  const model: MeterModel = { ...biased(5, 0), strips: { perLot: 50, failureChance: 0.3 } };
  const all = measured(model, inSteps(constant(400, 2000)));
  expect(Math.abs(all.length / 2000 - 0.7)).toBeLessThan(0.04);
  all.slice(1).forEach((r, i) => expect(r.sequenceNumber).toBe((all[i]?.sequenceNumber ?? 0) + 1));
  expect(new Set(all.map(shownNumber)).size).toBeGreaterThan(20);
  const firstLot = all.filter(({ truth }) => truth.trueTimeMs < START_MS + (50 * DAY_MS) / 3);
  expect(new Set(firstLot.map(shownNumber)).size).toBe(1);
  expect(firstLot.length).toBeLessThan(50);
});
