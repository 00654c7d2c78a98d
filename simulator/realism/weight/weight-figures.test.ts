import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../clock.ts';
import { randomSpace } from '../../random.ts';
import { changesOver, gapsOf, WEIGHT_FIGURES, weekdayPercent } from './weight-figures.ts';
import { seriesOfReadings, weightSeries } from './weight-series.ts';

const REAL = '../shared/data/weight/arielf_lifestyle.csv';
const MONDAY = dayOf('2026-03-02');
const seriesOf = (kg: readonly number[]) => weightSeries(new Map(kg.map((value, i) => [MONDAY + i, value])));
const noise = (days: number, sd: number): number[] =>
  Array.from({ length: days }, (_, i) => 80 + randomSpace(5).at(i).normal(0, sd));

describe('figures of a real person, as realism facts 4.1 have them', () => {
  test.skipIf(!existsSync(REAL)).each<[keyof typeof WEIGHT_FIGURES, number, number]>([
    ['meanKg', 82.6, 0.05],
    ['coverage', 81, 0.5],
    ['daySd', 0.395, 0.0005],
    ['daySdPercent', 0.48, 0.005],
    ['dayP5', -0.54, 0.005],
    ['dayP95', 0.62, 0.005],
    ['detrendedSd', 0.327, 0.0005],
    ['lag1', 0.24, 0.005],
    ['successive', -0.26, 0.005],
    ['weeklyAmplitude', 0.29, 0.005],
    ['twoPoundsInDay', 2.9, 0.05],
    ['fivePoundsInWeek', 0, 0],
    ['twoKgInThreeDays', 0, 0],
  ])('%s is %d (skipped without shared data)', (figure, real, rounding) => {
    const kg = new Map<number, number>();
    for (const line of readFileSync(REAL, 'utf8').split('\n')) {
      const [date = '', pounds = ''] = line.split(',');
      if (/^\d{4}-/.test(date) && pounds !== '') kg.set(dayOf(date), Number(pounds) * 0.45359237);
    }
    expect(kg.size).toBe(114);
    expect(Math.abs(WEIGHT_FIGURES[figure](weightSeries(kg)) - real)).toBeLessThanOrEqual(rounding + 1e-9);
  });
});

describe('figures of series that are known', () => {
  test('white noise: changes of √2, half a correlation between successive ones, none of the days', () => {
    const series = seriesOf(noise(3000, 0.4));
    expect(Math.abs(WEIGHT_FIGURES.daySd(series) - 0.4 * Math.SQRT2)).toBeLessThan(0.02);
    expect(Math.abs(WEIGHT_FIGURES.successive(series) + 0.5)).toBeLessThan(0.04);
    expect(Math.abs(WEIGHT_FIGURES.lag1(series) + 1 / 14)).toBeLessThan(0.05);
    expect(Math.abs(WEIGHT_FIGURES.weekSd(series) - 0.4 * Math.SQRT2)).toBeLessThan(0.02);
    expect(WEIGHT_FIGURES.coverage(series)).toBe(100);
  });

  test('a steady gain has no residual and no spread, and sets off what it should', () => {
    const series = seriesOf(Array.from({ length: 60 }, (_, i) => 80 + 0.9 * i));
    expect(WEIGHT_FIGURES.daySd(series)).toBeCloseTo(0, 9);
    expect(WEIGHT_FIGURES.twoPoundsInDay(series)).toBe(0);
    expect(WEIGHT_FIGURES.twoKgInThreeDays(series)).toBe(100);
    expect(WEIGHT_FIGURES.fivePoundsInWeek(series)).toBe(100);
    const faster = seriesOf(Array.from({ length: 60 }, (_, i) => 80 + 0.91 * i));
    expect(WEIGHT_FIGURES.twoPoundsInDay(faster)).toBe(100);
  });

  test('the week is found, Monday first', () => {
    const series = seriesOf(Array.from({ length: 140 }, (_, i) => 80 + (i % 7 === 0 ? 0.7 : 0)));
    const week = weekdayPercent(series);
    expect(week.indexOf(Math.max(...week))).toBe(0);
    expect(Math.abs(WEIGHT_FIGURES.weeklyAmplitude(series) - (100 * 0.7) / 80.1)).toBeLessThan(0.08);
  });

  test('days that are missing are no pairs', () => {
    const series = weightSeries(
      new Map([
        [1, 80],
        [2, 80.5],
        [4, 81],
        [8, 79],
      ]),
    );
    expect(changesOver(1, series)).toEqual([0.5]);
    expect(changesOver(2, series)).toEqual([0.5]);
    expect(gapsOf(series)).toEqual([1, 2, 4]);
    expect(WEIGHT_FIGURES.coverage(series)).toBe(50);
  });

  test('of too few weights nothing is said', () => {
    const series = seriesOf([80, 81, 80]);
    expect(WEIGHT_FIGURES.lag1(series)).toBeNaN();
    expect(WEIGHT_FIGURES.successive(series)).toBeNaN();
    expect(WEIGHT_FIGURES.twoPoundsInDay(series)).toBeNaN();
    expect(series.residualKg.size).toBe(0);
  });
});

describe('series of readings', () => {
  const reading = (effective: string, value: string, unit: 'kg' | '[lb_av]', personId: string) => ({
    reading: {
      identifier: { system: 's', value: effective },
      patient: { system: 's', value: 'P' },
      measure: 'weight' as const,
      code: { system: 's', code: 'c', display: 'd' },
      status: 'final' as const,
      effective,
      result: { kind: 'value' as const, quantity: { value, unit } },
    },
    truth: { trueValue: 80, trueUnit: 'kg' as const, trueTimeMs: 0, faultIds: [], personId },
  });

  test('the first of a local day counts, in kilograms, of the person alone', () => {
    const series = seriesOfReadings(
      [
        reading('2026-03-02T07:00:00-05:00', '180.0', '[lb_av]', 'P'),
        reading('2026-03-02T23:30:00-05:00', '190.0', '[lb_av]', 'P'),
        reading('2026-03-03T07:00:00-05:00', '60.0', 'kg', 'P-2'),
        reading('2026-03-04T07:00:00-05:00', '81.5', 'kg', 'P'),
      ],
      'P',
    );
    expect([...series.kg]).toEqual([
      [MONDAY, expect.closeTo(81.6466, 3)],
      [MONDAY + 2, 81.5],
    ]);
  });
});
