import { NS_PER_MS, type RunClock } from './clock.ts';
import type { EndLine } from './lines.ts';
import { Quantile } from './quantile.ts';

/** How late the harness itself has been: the delays of its event loop since the start, as an end line says them. */
export interface LagMeter {
  measured(): Pick<EndLine, 'lag' | 'lagP999'>;
  /** From now on something is sent by a schedule: what was late before, while things were made ready, counts for the worst alone. */
  beginSchedule(): void;
  /** Nothing is sent by a schedule any more: what is late from now on counts for the worst delay alone. */
  endSchedule(): void;
  /** What comes after this is measured no more: nothing that is judged is under way then. */
  stop(): void;
}

const PERIOD_MS = 20;
/** Of a thousand delays this many stay under the figure; with fewer than a thousand there is none to tell. */
const PERMILLE = 999;

/**
 * Sets a timer again and again and compares when it fired with when it was due. While the loop is
 * blocked no timer fires, so the delay of the next one is the length of the block.
 */
export const lagMeter = (clock: RunClock): LagMeter => {
  let due = clock.now() + PERIOD_MS * NS_PER_MS;
  let worst = 0;
  let delays = new Quantile();
  let stoppedAt: number | undefined;
  let isScheduled = true;
  const timer = setInterval(() => {
    const now = clock.now();
    const delay = Math.max(0, now - due);
    worst = Math.max(worst, delay);
    if (isScheduled) delays.add(delay);
    due = now + PERIOD_MS * NS_PER_MS;
  }, PERIOD_MS);
  timer.unref();
  return {
    measured: () => {
      const lagP999 = delays.permille(PERMILLE);
      const lag = Math.max(worst, (stoppedAt ?? clock.now()) - due, 0);
      return { lag, ...(lagP999 === undefined ? {} : { lagP999 }) };
    },
    beginSchedule: () => {
      delays = new Quantile();
    },
    endSchedule: () => {
      isScheduled = false;
    },
    stop: () => {
      stoppedAt ??= clock.now();
      clearInterval(timer);
    },
  };
};
