import type { ArrivalStage } from './arrival.ts';

/** A way that sends seldom sends much at once, which takes long: so many users it has all the same. */
const LEAST_USERS = 64;

const peakOf = (stages: readonly ArrivalStage[]): number =>
  Math.max(0, ...stages.flatMap(({ from, to }) => [from, to]));

/**
 * Users of each channel, made beforehand: `most` for the one whose peak is highest, of the others as much less as they send less
 * often. A user that is hardly ever needed keeps a connection open all the same, and a system takes only so many.
 */
export const usersOf = (stages: readonly (readonly ArrivalStage[])[], most: number): readonly number[] => {
  const peaks = stages.map(peakOf);
  const highest = Math.max(...peaks);
  return peaks.map((peak) =>
    peak === 0 ? 0 : Math.min(most, Math.max(LEAST_USERS, Math.ceil((most * peak) / highest))),
  );
};
