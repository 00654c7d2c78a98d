import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { FIRST_MINUTE, LAST_MINUTE, mealMinutes, planMeals, planTests } from './day-plan.ts';
import type { GlucoseBehaviour, MealName, TestHabit } from './glucose-behaviour.ts';
import { CONNECTED_TESTS, GLUCOSE_ENGAGEMENT, MEALS, PREGNANCY_TESTS, REACTIVE, SPELLS } from './habits.ts';
import { waysOf, type Ways } from './ways.ts';

const behaviour = (tests: readonly TestHabit[]): GlucoseBehaviour => ({
  meals: {
    ...MEALS,
    personSigma: 0,
    regularitySigma: 0,
    list: MEALS.list.map((m) => ({ ...m, usual: { ...m.usual, personSdHours: 0 } })),
  },
  tests,
  engagement: { ...GLUCOSE_ENGAGEMENT, personSigma: 0 },
  reactive: REACTIVE,
  spells: SPELLS,
  rhythm: {
    dawn: { median: 0.05, sigma: 0 },
    circadian: 1,
    sensitivitySd: 0,
    sensitivityMemory: 0,
    partSd: 0,
    productionSd: 0,
    personSigma: 0,
  },
});
const B = behaviour(CONNECTED_TESTS);
const WAYS: Ways = waysOf(B, randomStream(1, 'ways'));
const N = 1500;
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

const plans = (weekend: boolean, appetite = 1) =>
  Array.from({ length: N }, (_, i) => {
    const random = randomStream(2, 'meals', i);
    return planMeals(B, WAYS, mealMinutes(B, WAYS, weekend, random), weekend, appetite, random);
  });
const minutesOf = (weekend: boolean, name: MealName) =>
  Array.from({ length: N }, (_, i) => mealMinutes(B, WAYS, weekend, randomStream(2, 'm', i)).get(name) ?? 0);

describe('meals of a day', () => {
  test('come at their usual hours and stay inside the day', () => {
    for (const { name, usual } of MEALS.list) {
      const minutes = minutesOf(false, name);
      expect(Math.abs(mean(minutes) / 60 - usual.hour), name).toBeLessThan(0.15);
      expect(Math.min(...minutes)).toBeGreaterThanOrEqual(FIRST_MINUTE);
      expect(Math.max(...minutes)).toBeLessThanOrEqual(LAST_MINUTE);
      for (const minute of minutes) expect(Number.isInteger(minute)).toBe(true);
    }
  });

  test('are eaten as often as the habit says', () => {
    const eaten = plans(false);
    for (const { name, probability } of MEALS.list) {
      const share = eaten.filter((meals) => meals.some((m) => m.name === name)).length / N;
      expect(Math.abs(share - probability), name).toBeLessThan(0.04);
    }
  });

  test('weekends are larger, and breakfast is 55 minutes later', () => {
    const grams = (weekend: boolean) =>
      mean(
        plans(weekend)
          .flat()
          .map((m) => m.grams),
      );
    expect(grams(true) / grams(false)).toBeCloseTo(1.15, 1);
    expect(Math.abs(mean(minutesOf(true, 'breakfast')) - mean(minutesOf(false, 'breakfast')) - 55)).toBeLessThan(3);
    expect(Math.abs(mean(minutesOf(true, 'dinner')) - mean(minutesOf(false, 'dinner')) - 55 / 3)).toBeLessThan(3);
  });

  test('who is ill eats less of everything, and nobody eats more than 160 g at once', () => {
    const one = plans(false, 1).flat();
    const ill = plans(false, 0.7).flat();
    one.forEach((meal, i) => expect(ill[i]?.grams ?? 0).toBeLessThanOrEqual(meal.grams));
    expect(
      Math.max(
        ...plans(false, 20)
          .flat()
          .map((m) => m.grams),
      ),
    ).toBe(160);
  });
});

const testsOf = (b: GlucoseBehaviour, missed: number, eager = 1) =>
  Array.from({ length: N }, (_, i) => {
    const ways = waysOf(b, randomStream(1, 'ways'));
    const at = mealMinutes(b, ways, false, randomStream(2, 'm', i));
    return { at, tests: planTests(b, ways, at, missed, eager, randomStream(2, 't', i)) };
  });

describe('tests of a day', () => {
  test('most before breakfast and after dinner, as connected meters report', () => {
    const all = testsOf(B, 0.12).flatMap(({ tests }) => tests.map((t) => t.occasion));
    const share = (occasion: string) => all.filter((o) => o === occasion).length / all.length;
    expect(share('pre-breakfast')).toBeGreaterThan(0.38);
    expect(share('post-dinner')).toBeGreaterThan(0.25);
    expect(share('pre-lunch')).toBeLessThan(0.15);
  });

  test('a chance to miss takes its share, and care adds some', () => {
    const perDay = (missed: number, eager: number) => mean(testsOf(B, missed, eager).map(({ tests }) => tests.length));
    expect(perDay(0.75, 1) / perDay(0, 1)).toBeCloseTo(0.25, 1);
    expect(perDay(0, 1.5)).toBeGreaterThan(perDay(0, 1) * 1.2);
  });

  test('before a meal is before it, after it at least so long after it', () => {
    for (const { at, tests } of testsOf(B, 0)) {
      for (const { occasion, meal, minute } of tests) {
        if (occasion.startsWith('pre-')) expect(minute).toBeLessThanOrEqual(at.get(meal) ?? 0);
        const due = Math.min(LAST_MINUTE, (at.get(meal) ?? 0) + 150);
        if (occasion === 'post-dinner') expect(minute).toBeGreaterThanOrEqual(due);
      }
    }
  });

  test('a habit more moves no other', () => {
    const more = behaviour([
      ...PREGNANCY_TESTS,
      { occasion: 'bedtime', meal: 'bedtime', afterMinutes: -2, probability: 1 },
    ]);
    const few = testsOf(behaviour(PREGNANCY_TESTS), 0.1);
    testsOf(more, 0.1).forEach(({ tests }, i) => {
      expect(tests.filter((t) => t.occasion !== 'bedtime')).toEqual(few[i]?.tests);
    });
  });
});
