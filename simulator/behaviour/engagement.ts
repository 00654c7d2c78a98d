import type { RandomStream } from '../random.ts';
import type { Engagement } from './glucose-behaviour.ts';

const MOST_LAPSES_PER_DAY = 0.3;
const MOST_MISSED = 0.95;

/** Tomorrow's state; who misses more also lapses more often. */
export const staysEngaged = (engaged: boolean, e: Engagement, misses: number, random: RandomStream): boolean =>
  random.bernoulli(engaged ? 1 - Math.min(MOST_LAPSES_PER_DAY, e.lapsePerDay * misses) : e.returnPerDay);

/** Whether today belongs to an absence. */
export const isAbsent = (absentYesterday: boolean, e: Engagement, perDay: number, random: RandomStream): boolean =>
  random.bernoulli(absentYesterday ? (e.absences?.goesOn ?? 0) : perDay);

/** Chance to miss a planned test today. */
export const missChance = (engaged: boolean, e: Engagement, misses: number): number =>
  engaged ? Math.min(MOST_MISSED, e.missEngaged * misses) : e.missLapsed;
