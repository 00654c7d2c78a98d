import { describe, expect, test } from 'vitest';
import { localDate, localHour } from '../clock.ts';
import { randomStream } from '../random.ts';
import { clockText, planGlucoseDay, type GlucoseHabits } from './glucose-day.ts';
import { GLUCOSE_ENGAGEMENT, staysEngaged, TYPE_2_MEALS, TYPE_2_TESTS } from './habits.ts';

const ZONE = 'America/New_York';
const HABITS: GlucoseHabits = {
  meals: TYPE_2_MEALS,
  tests: TYPE_2_TESTS,
  engagement: GLUCOSE_ENGAGEMENT,
  appetite: 1,
  laterMinutes: 0,
};
const DAYS = 800;
const MONDAY = '2026-03-02';
const SATURDAY = '2026-03-07';

const plan = (date: string, habits: GlucoseHabits, engaged: boolean, key: string | number) =>
  planGlucoseDay(date, ZONE, habits, engaged, (name) => randomStream(1, key, name));
const plans = (date: string, habits: GlucoseHabits = HABITS, engaged = true) =>
  Array.from({ length: DAYS }, (_, i) => plan(date, habits, engaged, i));
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

const grams = (date: string) => mean(plans(date).flatMap(({ meals }) => meals.map((m) => m.carbohydrateGrams)));

const lunchHour = (date: string) =>
  mean(
    plans(date, { ...HABITS, meals: TYPE_2_MEALS.filter((meal) => meal.name === 'lunch') }).map(({ meals }) =>
      localHour(meals[0]?.atMs ?? 0, ZONE),
    ),
  );

describe('meals of a day', () => {
  test('come at usual times, in order, and stay inside the local day', () => {
    for (const { meals } of plans(MONDAY)) {
      const times = meals.map((meal) => meal.atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const at of times) expect(localDate(at, ZONE)).toBe(MONDAY);
    }
    const dinners = plans(MONDAY, { ...HABITS, meals: TYPE_2_MEALS.filter((meal) => meal.name === 'dinner') });
    const hours = dinners.map(({ meals }) => localHour(meals[0]?.atMs ?? 0, ZONE));
    expect(Math.abs(mean(hours) - 17.9)).toBeLessThan(0.1);
  });

  test('breakfast is skipped on one day in ten, a late snack eaten on three', () => {
    const counts = plans(MONDAY).map(({ meals }) => meals.length);
    expect(Math.abs(mean(counts) - (0.9 + 1 + 1 + 0.3))).toBeLessThan(0.05);
  });

  test('weekends are later and larger', () => {
    expect(grams(SATURDAY) / grams(MONDAY)).toBeCloseTo(1.15, 1);
    expect((lunchHour(SATURDAY) - lunchHour(MONDAY)) * 60).toBeCloseTo(55, 0);
  });

  test('appetite scales every meal', () => {
    const one = plan(MONDAY, HABITS, true, 1).meals;
    const half = plan(MONDAY, { ...HABITS, appetite: 0.5 }, true, 1).meals;
    one.forEach((meal, i) => expect(half[i]?.carbohydrateGrams).toBeCloseTo(meal.carbohydrateGrams / 2, 9));
  });
});

describe('tests of a day', () => {
  test('1.5 to 1.8 a day while engaged, before breakfast and after dinner above all', () => {
    const all = plans(MONDAY).flatMap(({ tests }) => tests.map((t) => t.occasion));
    expect(all.length / DAYS).toBeGreaterThan(1.5);
    expect(all.length / DAYS).toBeLessThan(1.8);
    const share = (occasion: string) => all.filter((o) => o === occasion).length / all.length;
    expect(share('pre-breakfast')).toBeGreaterThan(0.38);
    expect(share('post-dinner')).toBeGreaterThan(0.3);
    expect(share('pre-lunch')).toBeLessThan(0.15);
  });

  test('a lapsed patient tests a quarter as often as planned', () => {
    const lapsed = mean(plans(MONDAY, HABITS, false).map(({ tests }) => tests.length));
    expect(Math.abs(lapsed - 1.94 * 0.25)).toBeLessThan(0.06);
  });

  test('a test before a meal is before it, one after dinner an hour or more after it', () => {
    for (const { meals, tests } of plans(MONDAY, {
      ...HABITS,
      meals: TYPE_2_MEALS.filter((m) => m.name === 'dinner'),
    })) {
      const dinner = meals[0]?.atMs ?? 0;
      for (const t of tests) {
        if (t.occasion === 'pre-dinner') expect(t.atMs).toBeLessThan(dinner);
        if (t.occasion === 'post-dinner') expect(t.atMs - dinner).toBeGreaterThan(3_600_000);
      }
    }
  });

  test('tests are in order and at least a minute apart', () => {
    for (const { tests } of plans(SATURDAY)) {
      const gaps = tests.slice(1).map((t, i) => t.atMs - (tests[i]?.atMs ?? 0));
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(60_000);
    }
  });

  test('a habit less moves no other', () => {
    const fewer = { ...HABITS, tests: TYPE_2_TESTS.filter((t) => t.occasion !== 'pre-breakfast') };
    for (let i = 0; i < 200; i++) {
      const all = plan(MONDAY, HABITS, true, i);
      const less = plan(MONDAY, fewer, true, i);
      expect(less.meals).toEqual(all.meals);
      expect(less.tests).toEqual(all.tests.filter((t) => t.occasion !== 'pre-breakfast'));
    }
  });
});

describe('helpers', () => {
  test.each([
    [7.5, '07:30:00'],
    [18.999999, '19:00:00'],
    [2, '04:30:00'],
    [25, '23:45:00'],
  ])('hour %d is %s: never another day', (hour, text) => {
    expect(clockText(hour)).toBe(text);
  });

  test('engagement lasts five sixths of the days in the long run', () => {
    let engaged = true;
    let days = 0;
    for (let day = 0; day < 20_000; day++) {
      engaged = staysEngaged(engaged, GLUCOSE_ENGAGEMENT, randomStream(1, 'engaged', day));
      if (engaged) days++;
    }
    expect(Math.abs(days / 20_000 - 0.1 / 0.12)).toBeLessThan(0.03);
  });
});
