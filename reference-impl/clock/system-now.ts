/** The wall clock in ms since the epoch: what a reference runs on unless it is given another. The one place that reads it. */
export const systemNow = (): number => Date.now();

/** Real time that only goes forward, ms, from an instant that means nothing: for lengths of time. */
export const monotonicNow = (): number => performance.now();
