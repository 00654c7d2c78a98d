import { wantsRedraw } from '../../reports/terminal/paint.ts';
import type { Io } from '../io.ts';
import type { Chunk } from './work.ts';

/** Shorter work says nothing of itself. */
const FIRST_MS = 2000;
const REDRAW_MS = 500;
const HEARTBEAT_MS = 10_000;
const ERASE = '\r\u001b[K';

/** Tells on standard error how far long work is. */
export interface SimulateProgress {
  add(chunk: Pick<Chunk, 'patients' | 'deliveries'>): void;
  end(): void;
}

const lengthOf = (seconds: number): string =>
  seconds < 90
    ? `${Math.ceil(seconds)} s`
    : seconds < 5400
      ? `${Math.ceil(seconds / 60)} min`
      : `${(seconds / 3600).toFixed(1)} h`;

/**
 * Progress over `patients`: redrawn in place on a terminal, a line every ten seconds elsewhere. `now`: monotonic
 * milliseconds. What is left is told from how fast it went so far.
 */
export const simulateProgress = (
  patients: number,
  io: Pick<Io, 'live' | 'liveIsTty' | 'env'>,
  now: () => number = () => performance.now(),
): SimulateProgress => {
  const redraws = wantsRedraw(io.env, io.liveIsTty);
  const began = now();
  let due = began + (redraws ? FIRST_MS : HEARTBEAT_MS);
  let shown = false;
  let done = 0;
  let readings = 0;
  const line = (elapsedMs: number): string => {
    const left = done === 0 ? '' : `, about ${lengthOf((elapsedMs / 1000) * (patients / done - 1))} left`;
    return `simulated ${done} of ${patients} patients, ${readings} readings${left}`;
  };
  return {
    add: (chunk) => {
      done += chunk.patients;
      readings += chunk.deliveries;
      const at = now();
      if (at < due) return;
      due = at + (redraws ? REDRAW_MS : HEARTBEAT_MS);
      shown = true;
      io.live(redraws ? `${ERASE}${line(at - began)}` : `${line(at - began)}\n`);
    },
    end: () => {
      if (shown && redraws) io.live(ERASE);
    },
  };
};
