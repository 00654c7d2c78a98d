import { setTimeout as pause } from 'node:timers/promises';
import type { EpochMs } from '../../simulator/clock.ts';

/** Real time, so that tests can step it. `now`: monotonic milliseconds. */
export interface RealTime {
  now(): number;
  /** Rejects with an AbortError when the signal does. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const REAL_TIME: RealTime = {
  now: () => performance.now(),
  sleep: async (ms, signal) => void (await pause(ms, undefined, { signal })),
};

/** A timer takes no longer (2^31 milliseconds); a longer wait is several. */
const LONGEST_SLEEP_MS = 86_400_000;

/**
 * Waits until it is time for what happens at a simulated instant: `originMs` is now, and simulated time runs `pace`
 * times as fast as real time. What is late goes at once, so that a slow reader delays and loses nothing.
 */
export const pacer = (originMs: EpochMs, pace: number, time: RealTime = REAL_TIME) => {
  const began = time.now();
  return async (atMs: EpochMs, signal: AbortSignal): Promise<void> => {
    const due = began + (atMs - originMs) / pace;
    for (let left = due - time.now(); left > 0; left = due - time.now())
      await time.sleep(Math.min(left, LONGEST_SLEEP_MS), signal);
  };
};
