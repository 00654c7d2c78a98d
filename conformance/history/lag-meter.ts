import { NS_PER_MS, type RunClock } from './clock.ts';
import type { Mono } from './lines.ts';

/** How late the harness itself has been: the worst delay of its event loop since the start. */
export interface LagMeter {
  worst(): Mono;
  stop(): void;
}

const PERIOD_MS = 20;

/**
 * Sets a timer again and again and compares when it fired with when it was due. While the loop is
 * blocked no timer fires, so the delay of the next one is the length of the block.
 */
export const lagMeter = (clock: RunClock): LagMeter => {
  let due = clock.now() + PERIOD_MS * NS_PER_MS;
  let worst = 0;
  const timer = setInterval(() => {
    const now = clock.now();
    worst = Math.max(worst, now - due);
    due = now + PERIOD_MS * NS_PER_MS;
  }, PERIOD_MS);
  timer.unref();
  return { worst: () => Math.max(worst, clock.now() - due, 0), stop: () => clearInterval(timer) };
};
