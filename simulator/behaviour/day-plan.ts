import type { RandomStream } from '../random.ts';
import type { GlucoseBehaviour, MealName, Occasion } from './glucose-behaviour.ts';
import type { Ways } from './ways.ts';

export interface PlannedMeal {
  readonly name: MealName;
  /** Whole minutes after local midnight. */
  readonly minute: number;
  readonly grams: number;
}
export interface PlannedTest {
  readonly occasion: Occasion;
  readonly meal: MealName;
  readonly minute: number;
}
/** Nothing of one date happens before or after these, so that dates never overlap. */
export const FIRST_MINUTE = 4 * 60 + 15;
export const LAST_MINUTE = 23 * 60 + 57;

/** Lateness of a test: log-logistic with shape 2, so no power is needed. */
const LATENESS_MEDIAN_MINUTES = 6;
const LATENESS_MAX_MINUTES = 75;

const within = (minute: number): number => Math.round(Math.min(LAST_MINUTE, Math.max(FIRST_MINUTE, minute)));

/** A day now and then runs quite otherwise: shift work, a journey, a long sleep. */
const ODD_PROBABILITY = 0.12;
const ODD_SCALE = 3;

/** When each meal would be, eaten or not. */
export type MealMinutes = ReadonlyMap<MealName, number>;

export function mealMinutes(b: GlucoseBehaviour, ways: Ways, weekend: boolean, random: RandomStream): MealMinutes {
  const later = weekend ? b.meals.weekendLaterMinutes : 0;
  const minutes = new Map<MealName, number>();
  for (const { name, usual } of b.meals.list) {
    const odd = random.bernoulli(ODD_PROBABILITY) ? ODD_SCALE : 1;
    const strayed = random.normal(0, usual.daySdMinutes * odd * ways.strays);
    // Who sleeps in on a weekend still goes to bed at the usual hour, more or less.
    const shift = name === 'breakfast' ? later : later / 3;
    minutes.set(name, within((ways.hours.get(name) ?? usual.hour) * 60 + shift + strayed));
  }
  return minutes;
}

/** More carbohydrate than this nobody eats at once [assumed]. */
const LARGEST_MEAL_GRAMS = 160;

export function planMeals(
  b: GlucoseBehaviour,
  ways: Ways,
  at: MealMinutes,
  weekend: boolean,
  appetite: number,
  random: RandomStream,
): readonly PlannedMeal[] {
  const factor = ways.appetite * appetite * (weekend ? b.meals.weekendAppetite : 1);
  const meals: PlannedMeal[] = [];
  for (const { name, grams, probability } of b.meals.list) {
    const eaten = random.bernoulli(probability);
    const amount = Math.min(LARGEST_MEAL_GRAMS, random.logNormal(grams * factor, b.meals.mealSigma));
    if (eaten) meals.push({ name, minute: at.get(name) ?? FIRST_MINUTE, grams: amount });
  }
  return meals;
}

const lateness = (random: RandomStream): number => {
  const u = Math.min(0.999, random.uniform());
  return Math.min(LATENESS_MAX_MINUTES, LATENESS_MEDIAN_MINUTES * Math.sqrt(u / (1 - u)));
};

/** Before a meal lateness turns into being early: late, it would be after it. */
export function planTests(
  b: GlucoseBehaviour,
  ways: Ways,
  at: MealMinutes,
  missed: number,
  eager: number,
  random: RandomStream,
): readonly PlannedTest[] {
  const tests: PlannedTest[] = [];
  for (const [i, { occasion, meal, afterMinutes }] of b.tests.entries()) {
    const late = lateness(random);
    const planned = random.bernoulli(Math.min(1, (ways.plans[i] ?? 0) * eager));
    const done = !random.bernoulli(missed);
    const minute = (at.get(meal) ?? FIRST_MINUTE) + afterMinutes + (afterMinutes < 0 ? -late / 2 : late);
    if (planned && done) tests.push({ occasion, meal, minute: within(minute) });
  }
  return tests;
}
