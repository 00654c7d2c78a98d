import { atLocalTime, weekday, type EpochMs } from '../clock.ts';
import type { RandomStream } from '../random.ts';
import type { Engagement, MealHabit, TestHabit } from './habits.ts';

export interface Meal {
  readonly atMs: EpochMs;
  readonly carbohydrateGrams: number;
}
export interface FingerTest {
  readonly atMs: EpochMs;
  readonly occasion: TestHabit['occasion'];
}
/** What one patient does on one local date: each list in order of time. */
export interface GlucoseDay {
  readonly meals: readonly Meal[];
  readonly tests: readonly FingerTest[];
}

/** One patient's own ways, drawn once. */
export interface GlucoseHabits {
  readonly meals: readonly MealHabit[];
  readonly tests: readonly TestHabit[];
  readonly engagement: Engagement;
  /** Factor of every meal. */
  readonly appetite: number;
  /** Minutes by which this patient's day is later than the usual one. */
  readonly laterMinutes: number;
}

const MEAL_SIGMA = 0.35;
const WEEKEND_APPETITE = 1.15;
const WEEKEND_LATER_MINUTES = 55;
const SATURDAY = 5;
const LATEST_HOUR = 23.75;
const EARLIEST_HOUR = 4.5;
/** Lateness of a test: log-logistic, median 6 minutes. */
const LATENESS_MEDIAN_MINUTES = 6;
const LATENESS_SHAPE = 2;
const LATENESS_MAX_MINUTES = 90;

const part = (n: number): string => String(n).padStart(2, '0');

/** `HH:MM:SS` of an hour with a fraction, kept inside the day so that days never overlap. */
export function clockText(hour: number): string {
  const seconds = Math.round(Math.min(LATEST_HOUR, Math.max(EARLIEST_HOUR, hour)) * 3600);
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
}

const lateness = (random: RandomStream): number => {
  const u = Math.min(0.999, Math.max(0.001, random.uniform()));
  return Math.min(LATENESS_MAX_MINUTES, LATENESS_MEDIAN_MINUTES * (u / (1 - u)) ** (1 / LATENESS_SHAPE));
};

/**
 * Plans a day. Every habit has its own stream (`streamOf(name)`), so that a habit more or less moves
 * no other.
 */
export function planGlucoseDay(
  date: string,
  zone: string,
  habits: GlucoseHabits,
  engaged: boolean,
  streamOf: (name: string) => RandomStream,
): GlucoseDay {
  const weekend = weekday(date) >= SATURDAY;
  const hours = new Map<MealHabit['name'], number>();
  const meals: Meal[] = [];
  for (const habit of habits.meals) {
    const random = streamOf(habit.name);
    const later = habits.laterMinutes + (weekend ? WEEKEND_LATER_MINUTES : 0);
    const hour = habit.usual.hour + (later + random.normal(0, habit.usual.daySdMinutes)) / 60;
    const grams = random.logNormal(habit.grams, MEAL_SIGMA) * habits.appetite * (weekend ? WEEKEND_APPETITE : 1);
    hours.set(habit.name, hour);
    if (random.bernoulli(habit.probability)) {
      meals.push({ atMs: atLocalTime(zone, date, clockText(hour)), carbohydrateGrams: grams });
    }
  }
  const missed = engaged ? habits.engagement.missEngaged : habits.engagement.missLapsed;
  const tests: FingerTest[] = [];
  for (const habit of habits.tests) {
    const random = streamOf(habit.occasion);
    const hour = (hours.get(habit.meal) ?? 12) + (habit.afterMinutes + signedLateness(habit, random)) / 60;
    const done = random.bernoulli(habit.probability) && !random.bernoulli(missed);
    if (done) tests.push({ atMs: atLocalTime(zone, date, clockText(hour)), occasion: habit.occasion });
  }
  return {
    meals: meals.toSorted((a, b) => a.atMs - b.atMs),
    tests: distinct(tests.toSorted((a, b) => a.atMs - b.atMs)),
  };
}

/** Late before a meal would be after it: there, lateness turns into being early. */
const signedLateness = (habit: TestHabit, random: RandomStream): number =>
  habit.afterMinutes < 0 ? -lateness(random) : lateness(random);

/** A meter takes a minute for a test, so two tests within one are one. */
const distinct = (tests: readonly FingerTest[]): FingerTest[] =>
  tests.filter((test, i) => i === 0 || test.atMs - (tests[i - 1]?.atMs ?? 0) >= 60_000);
