import type { Mono, OpLine } from '../history/lines.ts';
import type { RunClock } from '../history/clock.ts';
import { pause } from '../runner/pause.ts';

/** What came of sending one thing until it was taken. */
export interface Delivery {
  /** Every attempt, in order; each stands in the history. */
  readonly attempts: readonly OpLine[];
  /** Whether one was answered for good: taken, or refused for what it is. */
  readonly settled: boolean;
}

export interface DeliverParts {
  readonly clock: Pick<RunClock, 'now'>;
  /** When it is given up, asked anew after each attempt: trouble may last longer than planned. */
  readonly until: () => Mono;
  /** How long to wait before the next attempt, ms, after so many. */
  readonly betweenMs: (attempts: number) => number;
  readonly signal?: AbortSignal;
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Sends as a gateway does that loses nothing: the same again, with the same identifier, until it is answered for good. An
 * attempt that was never answered may have been taken all the same, and says so in the history by its outcome.
 */
export const deliver = async (attempt: () => Promise<OpLine>, parts: DeliverParts): Promise<Delivery> => {
  const { clock, until, betweenMs, signal, wait = pause } = parts;
  const attempts: OpLine[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- the next attempt is made because this one failed
    const op = await attempt();
    attempts.push(op);
    if (op.outcome !== 'unknown') return { attempts, settled: true };
    if (signal?.aborted === true || clock.now() >= until()) return { attempts, settled: false };
    // oxlint-disable-next-line no-await-in-loop
    await wait(betweenMs(attempts.length), signal);
  }
};
