import { createProgress, type Progress as Reporter } from '../reports/terminal/progress.ts';
import type { ProgressEvent } from '../conformance/runner/progress.ts';
import type { Io } from './io.ts';

/** A live reporter for this terminal, on standard error where standard output is not one. */
export const terminalProgress = (io: Io): Reporter =>
  createProgress({
    write: (text) => io.live(text),
    isTTY: io.liveIsTty,
    columns: () => io.columns,
    now: () => performance.now(),
    env: io.env,
  });

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
