import { randomStream } from '../random.ts';
import type { PatientStream } from './observation.ts';

/** Deviation of a step as a share of that of all values, and how far the walk is drawn back to its mean. */
const STEP = 0.45;
const PULL = 0.1;

/**
 * The usual toy: glucose that walks at random about a mean, at given times. What the classifier must see
 * through at once. Whole mg/dL, never below 20.
 */
export function randomWalks(
  patients: number,
  wallTimes: readonly number[],
  level: { readonly mean: number; readonly sd: number },
  seed: number,
): PatientStream[] {
  return Array.from({ length: patients }, (_, i) => {
    const random = randomStream(seed, 'random-walk', i);
    let value = random.normal(level.mean, level.sd);
    const observations = wallTimes.map((wallMs) => {
      value += PULL * (level.mean - value) + random.normal(0, STEP * level.sd);
      return { wallMs, mgDl: Math.max(20, Math.round(value)) };
    });
    return { id: `walk-${i}`, observations };
  });
}
