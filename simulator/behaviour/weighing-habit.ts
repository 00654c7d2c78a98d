import type { RandomStream } from '../random.ts';

/**
 * On which days somebody weighs: the chance to leave a day out after so many days left out in a row,
 * the last holding for longer runs. Missing is what makes missing likelier.
 */
export interface Adherence {
  readonly missAfter: readonly number[];
}

/** How a kind of people weighs. */
export interface WeighingHabit {
  readonly usualHour: number;
  /** How people differ in their hour, and one person from day to day. */
  readonly personSdMinutes: number;
  readonly daySdMinutes: number;
  /** Share of weighings in the evening. */
  readonly eveningShare: number;
  /** Light clothes that are kept on, kg: between these in the mean of a person, and from day to day. */
  readonly clothesKg: readonly [low: number, high: number];
  readonly clothesSdKg: number;
  readonly adherence: Adherence;
  /** Where weighing is given up by and by: how it is a year after the start. Between them it changes steadily. */
  readonly afterYear?: Adherence;
  /** How people differ in how often they miss: log-scale deviation. */
  readonly missSigma: number;
}

/** Share of days with a weighing in the long run. */
export function coverageOf({ missAfter }: Adherence): number {
  let meanGap = 1;
  let survives = 1;
  for (let run = 0; run < missAfter.length - 1; run++) {
    survives *= missAfter[run] ?? 0;
    meanGap += survives;
  }
  const last = missAfter.at(-1) ?? 0;
  return 1 / (meanGap + (survives * last) / (1 - last));
}

/** A heart-failure programme, 0.85 of days: gaps of a day or two, now and then of a week. */
const PROGRAMME: Adherence = { missAfter: [0.12, 0.28, 0.33, 0.38] };
/** Somebody who is reminded at dialysis, 0.9 of days. */
const REMINDED: Adherence = { missAfter: [0.08, 0.26, 0.3] };
/** Frail and often too tired, 0.8 of days. */
const FRAIL: Adherence = { missAfter: [0.16, 0.3, 0.36, 0.4] };
/**
 * People who weigh because they want to. The runs are those of ten years of one person (realism facts
 * 4.1: gaps of 1 d 70.7 %, 2 d 13.3, 3 d 5.5, 4 d 3.1, above 7 d 2 %, up to 42 d), half as often again.
 */
export const WELLNESS: Adherence = { missAfter: [0.47, 0.59, 0.66, 0.7, 0.68, 0.65, 0.65, 0.85] };
/** The same after the will has gone: 0.15 of days for the person in the middle, 0.2 in the mean of people. */
export const GIVING_UP: Adherence = { missAfter: [0.76, 0.81, 0.84, 0.86, 0.86, 0.86, 0.86, 0.9] };
/** The very gaps of that person, 0.53 of days. */
export const TEN_YEARS: Adherence = { missAfter: [0.293, 0.546, 0.656, 0.7, 0.68, 0.65, 0.65, 0.85] };

/** Mornings, taught to weigh undressed. */
const MORNING = {
  usualHour: 7,
  personSdMinutes: 40,
  daySdMinutes: 25,
  eveningShare: 0,
  clothesKg: [0, 0.2],
  clothesSdKg: 0.04,
  missSigma: 0.3,
} as const;

export const HEART_FAILURE_WEIGHING: WeighingHabit = { ...MORNING, adherence: PROGRAMME };
export const FRAIL_WEIGHING: WeighingHabit = { ...MORNING, usualHour: 7.8, adherence: FRAIL };
export const DIALYSIS_WEIGHING: WeighingHabit = { ...MORNING, usualHour: 6.6, adherence: REMINDED };
export const WELLNESS_WEIGHING: WeighingHabit = {
  ...MORNING,
  personSdMinutes: 55,
  daySdMinutes: 45,
  eveningShare: 0.03,
  clothesKg: [0, 0.5],
  clothesSdKg: 0.08,
  adherence: WELLNESS,
};
export const FALLING_WEIGHING: WeighingHabit = { ...WELLNESS_WEIGHING, afterYear: GIVING_UP };

/** One person's way of weighing, in the mean. */
export interface PersonalHabit {
  readonly hour: number;
  readonly clothesKg: number;
  /** Factor of every chance to miss a day. */
  readonly missFactor: number;
}

export const drawHabit = (habit: WeighingHabit, random: RandomStream): PersonalHabit => ({
  hour: habit.usualHour + random.normal(0, habit.personSdMinutes) / 60,
  clothesKg: random.between(...habit.clothesKg),
  // 1 in the mean.
  missFactor: random.logNormal(Math.exp(-0.5 * habit.missSigma * habit.missSigma), habit.missSigma),
});
