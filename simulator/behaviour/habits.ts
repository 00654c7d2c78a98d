import type { RandomStream } from '../random.ts';

/** A usual hour of the day and how far a single day strays from it, in minutes. */
export interface UsualTime {
  readonly hour: number;
  readonly daySdMinutes: number;
}

/** One meal of a kind of day. `grams` is the median amount of carbohydrate. */
export interface MealHabit {
  readonly name: 'breakfast' | 'lunch' | 'dinner' | 'snack';
  readonly usual: UsualTime;
  readonly grams: number;
  readonly probability: number;
}

/** A test of blood glucose hung on a meal: so many minutes after its usual time (negative: before). */
export interface TestHabit {
  readonly occasion: 'pre-breakfast' | 'pre-lunch' | 'pre-dinner' | 'post-dinner';
  readonly meal: MealHabit['name'];
  readonly afterMinutes: number;
  /** Planned on a day, before anything is missed. */
  readonly probability: number;
}

/** Times by AIM-94's electronic meters, amounts by realism facts 2. */
export const TYPE_2_MEALS: readonly MealHabit[] = [
  { name: 'breakfast', usual: { hour: 7.2, daySdMinutes: 35 }, grams: 40, probability: 0.9 },
  { name: 'lunch', usual: { hour: 12.2, daySdMinutes: 29 }, grams: 55, probability: 1 },
  { name: 'dinner', usual: { hour: 17.9, daySdMinutes: 44 }, grams: 65, probability: 1 },
  { name: 'snack', usual: { hour: 21.5, daySdMinutes: 30 }, grams: 15, probability: 0.3 },
];

/**
 * 1.5 tests a day after misses, most before breakfast and after dinner (Montero 2021: 48,111
 * readings of 359 adults with type 2 diabetes and connected meters).
 */
export const TYPE_2_TESTS: readonly TestHabit[] = [
  { occasion: 'pre-breakfast', meal: 'breakfast', afterMinutes: -12, probability: 0.85 },
  { occasion: 'pre-lunch', meal: 'lunch', afterMinutes: -10, probability: 0.2 },
  { occasion: 'pre-dinner', meal: 'dinner', afterMinutes: -10, probability: 0.2 },
  { occasion: 'post-dinner', meal: 'dinner', afterMinutes: 115, probability: 0.69 },
];

/** Whether a patient keeps it up: two states, with daily chances to change and a chance to miss in each. */
export interface Engagement {
  readonly missEngaged: number;
  readonly missLapsed: number;
  readonly lapsePerDay: number;
  readonly returnPerDay: number;
}
export const GLUCOSE_ENGAGEMENT: Engagement = {
  missEngaged: 0.12,
  missLapsed: 0.75,
  lapsePerDay: 0.02,
  returnPerDay: 0.1,
};

/** Tomorrow's state. */
export const staysEngaged = (engaged: boolean, e: Engagement, random: RandomStream): boolean =>
  engaged ? !random.bernoulli(e.lapsePerDay) : random.bernoulli(e.returnPerDay);
