import type { RandomStream } from '../../random.ts';

/** A scale gives a weighing to nobody when it fits no profile (Weight Measurement, user id 255). */
export const UNKNOWN_USER = 255;
const NEAR_KG = 3;
/** How much of a new weighing goes into the profile that it was given to. */
const LEARNING = 0.3;

/** The people a scale knows, by the weight it expects of each. */
export interface ScaleUsers {
  /** Whose weighing it takes this to be: an index into the profiles, or 255. One draw each time. */
  assign(measuredKg: number, random: RandomStream): number;
}

/**
 * Assignment by the nearest profile within 3 kg. Where two or more are that near, the scale cannot tell
 * and takes one of them: with two, the wrong one half of the time. A scale for one user does not look.
 */
export function scaleUsers(profilesKg: readonly number[], most: number): ScaleUsers {
  const expected = profilesKg.slice(0, most);
  return {
    assign: (measuredKg, random) => {
      const draw = random.uniform();
      if (most === 1) return 0;
      const near: number[] = [];
      for (let user = 0; user < expected.length; user++) {
        if (Math.abs(measuredKg - (expected[user] ?? 0)) < NEAR_KG) near.push(user);
      }
      const user = near[Math.floor(draw * near.length)];
      if (user === undefined) return UNKNOWN_USER;
      const before = expected[user] ?? measuredKg;
      expected[user] = before + LEARNING * (measuredKg - before);
      return user;
    },
  };
}
