import type { RandomStream } from '../random.ts';
import type { PersonalHabit, WeighingHabit } from './weighing-habit.ts';

const YEAR_DAYS = 365;
const EARLIEST_HOUR = 4;
const LATEST_HOUR = 23.9;
const EVENING_HOUR = 20.5;
const EVENING_SD_HOURS = 1;
const MOST_LIKELY_MISS = 0.97;
const SECONDS_PER_HOUR = 3600;

/** One person's weighings, day after day. */
export interface Weigher {
  /** Lives the next day, from day 0 on. Draws the same number of times every day, so that days stay aligned. True when they weigh. */
  live(day: number, random: RandomStream): boolean;
  /** Of the day just lived: the hour on the clock, on a whole second. */
  hour(): number;
  /** Clothes that are kept on, kg. */
  clothesKg(): number;
}

/** The weighings of somebody with this habit. The run of missed days is all that one day leaves to the next. */
export function weigher(habit: WeighingHabit, person: PersonalHabit): Weigher {
  const { missAfter } = habit.adherence;
  const later = (habit.afterYear ?? habit.adherence).missAfter;
  const at = (chances: readonly number[], run: number): number => chances[Math.min(run, chances.length - 1)] ?? 0;
  const daySdHours = habit.daySdMinutes / 60;
  let missedInRow = 0;
  let hour = 0;
  let clothes = 0;
  return {
    live: (day, random) => {
      const gone = Math.min(1, day / YEAR_DAYS);
      const chance = (1 - gone) * at(missAfter, missedInRow) + gone * at(later, missedInRow);
      const missed = random.bernoulli(Math.min(MOST_LIKELY_MISS, chance * person.missFactor));
      const evening = random.bernoulli(habit.eveningShare);
      const deviate = random.normal(0, 1);
      const planned = evening ? EVENING_HOUR + EVENING_SD_HOURS * deviate : person.hour + daySdHours * deviate;
      hour = Math.round(Math.min(LATEST_HOUR, Math.max(EARLIEST_HOUR, planned)) * SECONDS_PER_HOUR) / SECONDS_PER_HOUR;
      clothes = Math.max(0, random.normal(person.clothesKg, habit.clothesSdKg));
      missedInRow = missed ? missedInRow + 1 : 0;
      return !missed;
    },
    hour: () => hour,
    clothesKg: () => clothes,
  };
}
