import type { ProgressPort } from '../reports/terminal/live.ts';
import { createProgress, type Progress as Reporter } from '../reports/terminal/progress.ts';
import { type WorkOf, workProgress, type WorkProgress } from '../reports/terminal/work-progress.ts';
import type { ProgressEvent } from '../conformance/runner/progress.ts';
import type { Io } from './io.ts';

/** What progress needs of a terminal. */
export type ProgressIo = Pick<Io, 'live' | 'liveIsTty' | 'columns' | 'env'>;

const portOf = (io: ProgressIo, now: () => number = () => performance.now()): ProgressPort => ({
  write: (text) => io.live(text),
  isTTY: io.liveIsTty,
  columns: () => io.columns,
  now,
  env: io.env,
});

/** A live reporter of a run for this terminal, on standard error where standard output is not one. */
export const terminalProgress = (io: Io): Reporter => createProgress(portOf(io));

/** The same of other long work. `now`: monotonic milliseconds. */
export const progressOf = (work: WorkOf, io: ProgressIo, now?: () => number): WorkProgress =>
  workProgress(portOf(io, now), work);

const TICK_MS = 200;

/** Does work whose progress is drawn again also where nothing happens, and taken away at its end. */
export const ticking = async <T>(
  progress: Pick<WorkProgress, 'tick' | 'finish'>,
  work: () => Promise<T>,
): Promise<T> => {
  const timer = setInterval(() => progress.tick(), TICK_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    progress.finish();
  }
};

/** Feeds what the runner tells into the reporter. */
export const feed =
  (reporter: Reporter, run: { sut: string; seed: number; quietMs: number }) =>
  (event: ProgressEvent): void => {
    switch (event.kind) {
      case 'run':
        return reporter.runStarted({ sut: run.sut, seed: run.seed, lanes: event.lanes });
      case 'lane-started':
        return reporter.laneStarted(event.lane);
      case 'act':
        return reporter.op(event.lane, event.outcome);
      case 'lane-ended':
        return reporter.laneEnded(event.lane);
      case 'lane-skipped':
        return reporter.laneEnded(event.lane, { verdict: event.verdict, reason: event.reason });
      case 'item':
        return reporter.item();
      case 'drain':
        if (event.phase === 'quiet') reporter.drain(run.quietMs);
        return undefined;
      default:
        return event satisfies never;
    }
  };
