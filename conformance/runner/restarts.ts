import { NS_PER_MS, type RunClock } from '../history/clock.ts';
import type { Mono } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import { FAULT_OF, type Outage, type ProcessPort, ProcessProblem } from '../sut/process/process-port.ts';
import { readyAgain } from '../sut/process/ready-again.ts';
import { pause } from './pause.ts';

/** What is asked of one outage. */
export interface OutageRequest {
  readonly how: Outage;
  /** How long it stays down at least, ms. */
  readonly downMs: number;
}

/** Brings the system down and up again, and says in the history when nobody could be served. */
export interface Restarts {
  /**
   * Settles when the system answers again. Throws ProcessProblem where it could not be brought down, or did not come
   * back; the history says from when until when in any case.
   */
  take(request: OutageRequest): Promise<void>;
  /** When it answered again the last time; undefined: it was never brought down. */
  readonly until: Mono | undefined;
  /** Why nothing more can be asked of the system; undefined while it came back each time. */
  readonly lost: string | undefined;
}

export interface RestartParts {
  readonly port: ProcessPort;
  /** Rejects while the system does not answer. */
  readonly ask: () => Promise<unknown>;
  readonly clock: RunClock;
  readonly history: Pick<HistoryWriter, 'fault'>;
}

/** How it was done, for a person who reads the history. */
const detailOf = (downNs: number, upNs: number, via: ProcessPort['via']): string =>
  `by ${via}; started again after ${Math.round(downNs / NS_PER_MS)} ms, answered ${Math.round(upNs / NS_PER_MS)} ms later`;

export const restarts = ({ port, ask, clock, history }: RestartParts): Restarts => {
  let lost: string | undefined;
  let until: Mono | undefined;

  return {
    take: async ({ how, downMs }) => {
      const from = clock.now();
      let isDown = false;
      const note = (detail: string): void => {
        until = clock.now();
        history.fault({ fault: FAULT_OF[how], from, until, detail });
      };
      try {
        await port.down(how);
        isDown = true;
        await pause(downMs);
        const upAt = clock.now();
        await port.up(how);
        await readyAgain(ask, port.readyWithinMs, clock);
        note(detailOf(upAt - from, clock.now() - upAt, port.via));
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        note(why);
        if (isDown) lost = why;
        throw error instanceof ProcessProblem ? error : new ProcessProblem(why, { cause: error });
      }
    },
    get until() {
      return until;
    },
    get lost() {
      return lost;
    },
  };
};
