import { describe, expect, test } from 'vitest';
import { randomSpace, randomStream } from '../random.ts';
import { weigher } from './daily-weighing.ts';
import {
  coverageOf,
  DIALYSIS_WEIGHING,
  drawHabit,
  FALLING_WEIGHING,
  FRAIL_WEIGHING,
  GIVING_UP,
  HEART_FAILURE_WEIGHING,
  TEN_YEARS,
  WELLNESS,
  WELLNESS_WEIGHING,
  type WeighingHabit,
} from './weighing-habit.ts';

const AVERAGE = { hour: 7, clothesKg: 0.1, missFactor: 1 };

/** Days on which one person weighs, and the hour and clothes of each. */
const lived = (habit: WeighingHabit, days: number, person = AVERAGE, seed = 4) => {
  const life = weigher(habit, person);
  const space = randomSpace(seed, 'weighing');
  return Array.from({ length: days }, (_, day) =>
    life.live(day, space.at(day)) ? { hour: life.hour(), clothesKg: life.clothesKg() } : undefined,
  );
};
const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.filter(holds).length / items.length;
/** Days from one weighing to the next. */
const gapsOf = (days: readonly (object | undefined)[]): number[] => {
  const at = days.flatMap((day, i) => (day === undefined ? [] : [i]));
  return at.slice(1).map((day, i) => day - (at[i] ?? 0));
};

describe('adherence', () => {
  test.each<[string, WeighingHabit, number]>([
    ['heart-failure programme', HEART_FAILURE_WEIGHING, 0.85],
    ['frail', FRAIL_WEIGHING, 0.8],
    ['at dialysis', DIALYSIS_WEIGHING, 0.9],
    ['wellness', WELLNESS_WEIGHING, 0.42],
  ])('%s: %d of days, as its table says', (_who, habit, expected) => {
    const weighed = share(lived(habit, 20_000), (day) => day !== undefined);
    expect(Math.abs(weighed - coverageOf(habit.adherence))).toBeLessThan(0.02);
    expect(Math.abs(weighed - expected)).toBeLessThan(0.03);
  });

  test('people of a kind differ, and their mean is that of the kind', () => {
    const each = Array.from({ length: 300 }, (_, i) => {
      const person = drawHabit(HEART_FAILURE_WEIGHING, randomStream(3, 'habit', i));
      return share(lived(HEART_FAILURE_WEIGHING, 400, person, i), (day) => day !== undefined);
    });
    expect(Math.abs(each.reduce((a, b) => a + b, 0) / 300 - 0.85)).toBeLessThan(0.02);
    expect(share(each, (s) => s >= 0.7 && s <= 0.93)).toBeGreaterThan(0.85);
    expect(Math.max(...each) - Math.min(...each)).toBeGreaterThan(0.15);
  });

  test('missed days come in runs: the gaps of ten years of one person', () => {
    const gaps = gapsOf(lived({ ...WELLNESS_WEIGHING, adherence: TEN_YEARS }, 60_000));
    for (const [days, percent] of [
      [1, 70.7],
      [2, 13.3],
      [3, 5.5],
      [4, 3.1],
    ] as const) {
      expect(Math.abs(100 * share(gaps, (gap) => gap === days) - percent)).toBeLessThan(1);
    }
    expect(Math.abs(100 * share(gaps, (gap) => gap > 7) - 2)).toBeLessThan(0.8);
    expect(Math.max(...gaps)).toBeGreaterThan(25);
    expect(Math.max(...gaps)).toBeLessThan(90);
    expect(coverageOf(TEN_YEARS)).toBeCloseTo(0.53, 1);
  });

  test('a will that goes: 0.4 of days in the first weeks, 0.2 after a year', () => {
    const weeks = Array.from({ length: 200 }, (_, i) => lived(FALLING_WEIGHING, 500, AVERAGE, i));
    const first = share(
      weeks.flatMap((days) => days.slice(0, 28)),
      (day) => day !== undefined,
    );
    const late = share(
      weeks.flatMap((days) => days.slice(400)),
      (day) => day !== undefined,
    );
    expect(Math.abs(first - 0.42)).toBeLessThan(0.04);
    expect(Math.abs(late - coverageOf(GIVING_UP))).toBeLessThan(0.02);
    expect(coverageOf(WELLNESS)).toBeGreaterThan(coverageOf(GIVING_UP) + 0.15);
  });
});

describe('when and how', () => {
  test('mornings around the hour of the person; whole seconds', () => {
    for (const day of lived(HEART_FAILURE_WEIGHING, 3000)) {
      if (day === undefined) continue;
      expect(Math.abs(day.hour - 7)).toBeLessThan(2.5);
      expect(Math.abs(day.hour * 3600 - Math.round(day.hour * 3600))).toBeLessThan(1e-6);
    }
  });

  test('a share of evenings where the habit has it, always within the day', () => {
    const days = lived({ ...WELLNESS_WEIGHING, eveningShare: 0.2 }, 20_000).filter((day) => day !== undefined);
    expect(Math.abs(share(days, ({ hour }) => hour > 14) - 0.2)).toBeLessThan(0.02);
    for (const { hour } of days) {
      expect(hour).toBeGreaterThanOrEqual(4);
      expect(hour).toBeLessThanOrEqual(23.9);
    }
  });

  test('light clothes as the person keeps them on, never less than none', () => {
    const kept = lived(HEART_FAILURE_WEIGHING, 3000).flatMap((day) => (day === undefined ? [] : [day.clothesKg]));
    expect(Math.abs(kept.reduce((a, b) => a + b, 0) / kept.length - 0.1)).toBeLessThan(0.01);
    expect(Math.min(...kept)).toBe(0);
  });

  test('a day that is missed moves nothing on the days after it but the chance to miss again', () => {
    const [one, other] = [
      lived(HEART_FAILURE_WEIGHING, 300),
      lived(HEART_FAILURE_WEIGHING, 300, { ...AVERAGE, missFactor: 2 }),
    ];
    one.forEach((day, i) => {
      if (day !== undefined && other[i] !== undefined) expect(other[i]).toEqual(day);
    });
  });
});
