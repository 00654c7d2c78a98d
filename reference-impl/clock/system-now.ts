/** The wall clock in ms since the epoch: what a reference runs on unless it is given another. The one place that reads it. */
export const systemNow = (): number => Date.now();

/** A clock that no one sets, in ms from no particular instant: for pauses. */
export const systemTicks = (): number => performance.now();
