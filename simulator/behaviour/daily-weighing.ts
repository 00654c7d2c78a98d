import { atLocalTime, type EpochMs } from '../clock.ts';
import type { RandomStream } from '../random.ts';
import { clockText } from './glucose-day.ts';

/** How a patient in a heart-failure programme weighs: mornings, most days, misses in runs. */
export interface WeighingHabit {
  readonly usualHour: number;
  readonly daySdMinutes: number;
  readonly missAfterWeighing: number;
  readonly missAfterMiss: number;
}

/** 0.85 of days in the long run (0.12 / (0.12 + 0.68) missed), with gaps of several days now and then. */
export const HEART_FAILURE_WEIGHING: WeighingHabit = {
  usualHour: 7,
  daySdMinutes: 25,
  missAfterWeighing: 0.12,
  missAfterMiss: 0.32,
};

/** The instant of today's weighing, or undefined on a missed day. */
export function planWeighing(
  date: string,
  zone: string,
  habit: WeighingHabit,
  weighedYesterday: boolean,
  random: RandomStream,
): EpochMs | undefined {
  const hour = habit.usualHour + random.normal(0, habit.daySdMinutes) / 60;
  const missed = random.bernoulli(weighedYesterday ? habit.missAfterWeighing : habit.missAfterMiss);
  return missed ? undefined : atLocalTime(zone, date, clockText(hour));
}
