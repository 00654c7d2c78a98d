import type { RandomStream } from '../random.ts';
import type { SpellHabits, SteroidCourse } from './glucose-behaviour.ts';

/** Illness: 4 to 8 days, less sensitive, less hungry, more careful. Realism facts 2. */
const ILLNESS = { shortest: 4, days: 5, sensitivity: 0.6, appetite: 0.7, tests: 1.5 };
/** A bout of exercise: muscles take up more at once, and listen better for half a day. */
const EXERCISE = { minutes: 45, uptake: 1.6, sensitivity: 1.5, holdHours: 6, fadeHours: 12 };

/** What holds of a whole day. */
export interface DaySpells {
  /** Days of illness left, today included; 0 when well. */
  readonly illDays: number;
  /** Minute after midnight at which exercise begins. Absent: none. */
  readonly exerciseMinute?: number;
}

/** Draws today's, given how many days of illness were left yesterday. Nobody exercises ill. */
export function spellsOf(habits: SpellHabits, illYesterday: number, random: RandomStream): DaySpells {
  const fallsIll = random.bernoulli(habits.illnessesPerYear / 365);
  const length = ILLNESS.shortest + random.int(ILLNESS.days);
  const exercises = random.bernoulli(habits.exercisePerWeek / 7);
  const exerciseMinute = Math.round(random.normal(17 * 60, 150));
  const illDays = illYesterday > 1 ? illYesterday - 1 : fallsIll ? length : 0;
  const active = exercises && illDays === 0;
  return { illDays, ...(active ? { exerciseMinute: Math.max(360, Math.min(1300, exerciseMinute)) } : {}) };
}

export const EXERCISE_MINUTES = EXERCISE.minutes;
export const illSensitivity = (illDays: number): number => (illDays > 0 ? ILLNESS.sensitivity : 1);
export const illAppetite = (illDays: number): number => (illDays > 0 ? ILLNESS.appetite : 1);
export const illTests = (illDays: number): number => (illDays > 0 ? ILLNESS.tests : 1);

/** Factor of glucose uptake, so many minutes after exercise began. */
export const exerciseUptake = (since: number): number => (since >= 0 && since < EXERCISE.minutes ? EXERCISE.uptake : 1);

/** Factor of sensitivity after exercise: held for hours, then fading. */
export function exerciseSensitivity(since: number): number {
  if (since < 0) return 1;
  const faded = Math.max(0, since / 60 - EXERCISE.holdHours) / EXERCISE.fadeHours;
  return 1 + (EXERCISE.sensitivity - 1) * Math.max(0, 1 - faded);
}

/** Steroids in the morning act on the afternoon and evening: share of the full effect by hour. */
const steroidWeight = (hour: number): number => {
  if (hour < 8) return 0.25;
  if (hour < 13) return 0.25 + (0.75 * (hour - 8)) / 5;
  return hour < 21 ? 1 : 1 - (0.75 * (hour - 21)) / 3;
};

/** Factor of sensitivity on a day of a tapered course, day 0 the first. */
export function steroidSensitivity(course: SteroidCourse | undefined, day: number, hour: number): number {
  if (course === undefined || day >= course.days) return 1;
  const dose = day < 0 ? 1 : 1 - day / course.days;
  return 1 - (1 - course.sensitivity) * dose * steroidWeight(hour);
}

/** The liver makes more under steroids, in step with the loss of sensitivity [assumed]. */
const STEROID_ON_LIVER = 0.6;

/** Factor of the liver's production at such a sensitivity of a course of steroids. */
export const steroidProduction = (sensitivity: number): number => 1 + STEROID_ON_LIVER * (1 - sensitivity);
