import type {
  Engagement,
  HypoHabit,
  MealHabit,
  MealHabits,
  MealName,
  ReactiveTests,
  SpellHabits,
  TestHabit,
  UsualTime,
} from './glucose-behaviour.ts';

/** Parts of days that kinds of people share. Hours near AIM-94's electronic meters, amounts by realism facts 2. */
const usual = (hour: number, personSdHours: number, daySdMinutes: number): UsualTime => ({
  hour,
  personSdHours,
  daySdMinutes,
});
const meal = (name: MealName, at: UsualTime, grams: number, probability: number): MealHabit => ({
  name,
  usual: at,
  grams,
  probability,
});

/** Meals of people who do not inject for them. */
export const MEALS: MealHabits = {
  list: [
    meal('breakfast', usual(7, 0.7, 51), 40, 0.9),
    meal('lunch', usual(12.1, 0.45, 45), 55, 0.97),
    meal('snack', usual(15.3, 0.6, 68), 30, 0.85),
    meal('dinner', usual(19.2, 0.65, 62), 65, 0.98),
    meal('bedtime', usual(22, 0.75, 62), 30, 0.25),
  ],
  mealSigma: 0.518,
  personSigma: 0.204,
  appetite: 0.585,
  weekendAppetite: 1.15,
  weekendLaterMinutes: 55,
  regularitySigma: 0.2,
};

/** Later suppers and large snacks, by the dense records of realism facts 7.2. */
export const TYPE_2_MEALS: MealHabits = {
  ...MEALS,
  list: [
    meal('breakfast', usual(7, 0.7, 71), 36, 0.9),
    meal('lunch', usual(12.1, 0.45, 66), 55, 0.97),
    meal('snack', usual(15.3, 0.6, 103), 50, 0.85),
    meal('dinner', usual(19.9, 0.65, 92), 68, 0.98),
    meal('bedtime', usual(22, 0.75, 92), 50, 0.2),
  ],
  mealSigma: 0.386,
  personSigma: 0.574,
};

/**
 * Those of people of whom tablets are all the treatment: a small breakfast, and whoever rests higher eats more [assumed]. Own means
 * then lie as far apart, and own CVs as near each other, as those of realism facts 7.2.
 */
export const TABLET_MEALS: MealHabits = {
  ...MEALS,
  list: [
    meal('breakfast', usual(7.41, 0.7, 74.6), 18.6, 0.9),
    meal('lunch', usual(12.13, 0.45, 66), 62.7, 0.97),
    meal('snack', usual(15.3, 0.6, 103), 41.1, 0.85),
    meal('dinner', usual(20.03, 0.65, 92), 75.5, 0.98),
    meal('bedtime', usual(22, 0.75, 92), 46.1, 0.19),
  ],
  mealSigma: 0.365,
  personSigma: 0.194,
  appetite: 0.622,
  appetiteOfRest: { atMgDl: 145, power: 1.27 },
};

/** Meals of people who inject for them: at the hours of AIM-94's electronic meters. */
export const TYPE_1_MEALS: MealHabits = {
  list: [
    meal('breakfast', usual(7.25, 0.52, 32), 45, 0.97),
    meal('lunch', usual(12.2, 0.7, 27), 70, 0.97),
    meal('snack', usual(15.3, 0.6, 40), 20, 0.8),
    meal('dinner', usual(18.1, 0.74, 20), 80, 0.98),
    meal('bedtime', usual(22.3, 0.42, 45), 20, 0.36),
  ],
  mealSigma: 0.35,
  personSigma: 0.08,
  appetite: 1.07,
  weekendAppetite: 1.15,
  weekendLaterMinutes: 20,
  regularitySigma: 0.41,
};

/** Those of people who keep a log of it for a study. */
export const LOG_MEALS: MealHabits = {
  list: [
    meal('breakfast', usual(7.15, 0.62, 30), 60.5, 0.97),
    meal('lunch', usual(12.21, 0.4, 25), 40.4, 0.97),
    meal('snack', usual(15.3, 0.6, 40), 30.7, 0.8),
    meal('dinner', usual(17.95, 0.9, 20), 82.9, 0.98),
    meal('bedtime', usual(22.4, 0.7, 20), 20, 0.36),
  ],
  mealSigma: 0.323,
  personSigma: 0.252,
  appetite: 0.926,
  weekendAppetite: 1.13,
  weekendLaterMinutes: 26,
  regularitySigma: 0.572,
};

const atMeal = (occasion: TestHabit['occasion'], name: MealName, minutes: number, probability: number): TestHabit => ({
  occasion,
  meal: name,
  afterMinutes: minutes,
  probability,
});

/** The log of people who inject: before each meal and at bedtime (realism facts 2: 3.45 a day, four on most). */
export const LOG_TESTS: readonly TestHabit[] = [
  atMeal('pre-breakfast', 'breakfast', -2, 1),
  atMeal('pre-lunch', 'lunch', -2, 0.967),
  atMeal('pre-dinner', 'dinner', -2, 0.922),
  atMeal('bedtime', 'bedtime', -2, 0.989),
  atMeal('post-lunch', 'lunch', 120, 0.03),
  atMeal('post-dinner', 'dinner', 120, 0.042),
];

/** The same of people who are unlike each other in it: most test at all four times, some never at noon or hardly at bedtime. */
export const OWN_LOG_TESTS: readonly TestHabit[] = [
  atMeal('pre-breakfast', 'breakfast', -2, 1),
  { ...atMeal('pre-lunch', 'lunch', -2, 0.95), personSd: 2 },
  { ...atMeal('pre-dinner', 'dinner', -2, 0.998), personSd: 1.34 },
  { ...atMeal('bedtime', 'bedtime', -2, 0.998), personSd: 0.953 },
  atMeal('post-lunch', 'lunch', 120, 0.03),
  atMeal('post-dinner', 'dinner', 120, 0.042),
];

/**
 * 1.5 tests a day after misses, most before breakfast and after dinner (Montero 2021: 48,111
 * readings of 359 adults with type 2 diabetes and connected meters).
 */
export const CONNECTED_TESTS: readonly TestHabit[] = [
  atMeal('pre-breakfast', 'breakfast', -12, 0.9),
  atMeal('pre-lunch', 'lunch', -10, 0.25),
  atMeal('pre-dinner', 'dinner', -10, 0.25),
  atMeal('post-dinner', 'dinner', 150, 0.6),
];

/** Twice a week of somebody who needs it little: fasting, before a meal, or an hour after one to see what it did (assumed). */
export const OCCASIONAL_TESTS: readonly TestHabit[] = [
  atMeal('pre-breakfast', 'breakfast', -12, 0.19),
  atMeal('pre-lunch', 'lunch', -10, 0.04),
  atMeal('pre-dinner', 'dinner', -10, 0.05),
  atMeal('post-lunch', 'lunch', 60, 0.037),
  atMeal('post-dinner', 'dinner', 60, 0.037),
];

/** Fasting, and an hour after each main meal. */
export const PREGNANCY_TESTS: readonly TestHabit[] = [
  atMeal('pre-breakfast', 'breakfast', -8, 1),
  atMeal('post-breakfast', 'breakfast', 60, 1),
  atMeal('post-lunch', 'lunch', 60, 1),
  atMeal('post-dinner', 'dinner', 60, 1),
];

/** As many of the same tests as a factor says. */
export const testsTimes = (tests: readonly TestHabit[], factor: number): readonly TestHabit[] =>
  tests.map((test) => ({ ...test, probability: Math.min(1, test.probability * factor) }));

/** Five sixths of days engaged, half a month at a time. */
export const GLUCOSE_ENGAGEMENT: Engagement = {
  missEngaged: 0.12,
  missLapsed: 0.75,
  lapsePerDay: 0.02,
  returnPerDay: 0.1,
  personSigma: 0.2,
};

/** Who keeps a log for a study: few gaps, and people who differ much in them. */
export const LOG_ENGAGEMENT: Engagement = {
  missEngaged: 0.05,
  missLapsed: 0.65,
  lapsePerDay: 0.0156,
  returnPerDay: 0.11,
  personSigma: 1.11,
};

/** The same, and now and then away from the meter for days. */
export const OWN_LOG_ENGAGEMENT: Engagement = {
  missEngaged: 0.034,
  missLapsed: 0.644,
  lapsePerDay: 0.01,
  returnPerDay: 0.0359,
  personSigma: 0.871,
  absences: { perDay: 0.0002, personSigma: 1.85, goesOn: 0.6 },
};

/** Realism facts 2 [assumed there]. */
export const REACTIVE: ReactiveTests = { symptoms: 0.5, recheckLow: 0.6, recheckHigh: 0.3 };
/** In a log of planned tests others are rare: 5 % of AIM-94's days have more than four. */
export const LOG_REACTIVE: ReactiveTests = { symptoms: 0.02, recheckLow: 0.017, recheckHigh: 0.01 };
export const HYPO: HypoHabit = {
  feltBelow: 65,
  feltSd: 6,
  noticedAwake: 0.5,
  noticedAsleep: 0.15,
  grams: 15,
  overTreats: 0.4,
  overGrams: 35,
};
/** Felt late: years of lows dull the signs. */
export const UNAWARE: HypoHabit = {
  ...HYPO,
  feltBelow: 54.5,
  feltSd: 9.4,
  noticedAwake: 0.44,
  noticedAsleep: 0.07,
  overTreats: 0.49,
  overGrams: 29,
};
export const SPELLS: SpellHabits = { illnessesPerYear: 2.2, exercisePerWeek: 3 };
