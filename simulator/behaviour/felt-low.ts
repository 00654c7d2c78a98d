import type { RandomStream } from '../random.ts';
import type { HypoHabit } from './glucose-behaviour.ts';

const WAKES_HOUR = 6;
const SLEEPS_HOUR = 23;

/** Whether a low is noticed in this quarter of an hour. Draws only while glucose is low. */
export function notices(
  hypo: HypoHabit,
  feltBelowMgDl: number,
  mgDl: number,
  hour: number,
  random: RandomStream,
): boolean {
  if (mgDl >= feltBelowMgDl) return false;
  const awake = hour >= WAKES_HOUR && hour < SLEEPS_HOUR;
  return random.bernoulli(awake ? hypo.noticedAwake : hypo.noticedAsleep);
}

/** Carbohydrate taken against a low, g: by the rule, or too much of it. */
export const rescueGrams = (hypo: HypoHabit, random: RandomStream): number =>
  random.bernoulli(hypo.overTreats) ? hypo.overGrams : hypo.grams;
