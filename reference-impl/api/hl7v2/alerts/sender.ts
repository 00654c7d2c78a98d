import type { AlertOutbox } from '../../../alerts/outbox.ts';
import type { WaitingAlert } from '../../../alerts/alert.ts';
import type { Link } from './link.ts';
import { controlIdOf } from './message.ts';
import { verdictOf } from './verdict.ts';

/** How long to wait before an alert is sent again. Each pause is twice the one before. */
export interface Pauses {
  readonly firstMs: number;
  readonly mostMs: number;
  /** Resolves after so long, or at once when the signal is given. Never rejects. */
  wait(ms: number, stopped: AbortSignal): Promise<void>;
}

/** Acknowledgements that are not written down yet. */
const MOST_UNWRITTEN = 64;

export interface AlertSender {
  /** Sends nothing new, gives up what waits for an answer, and settles. What was not acknowledged is sent after the next start. */
  close(): Promise<void>;
}

/**
 * Sends the alerts of the outbox one after the other, in order, each until it is acknowledged; off the
 * path of every commit. An alert that cannot be written or that the other side refuses for good is
 * parked, so that it holds up no other. The next one is sent while the acknowledgement of the one before is
 * being written down: what a crash then forgets is sent again, and known by its id.
 */
export const startAlertSender = (
  outbox: AlertOutbox,
  link: Link,
  write: (alert: WaitingAlert) => string,
  pauses: Pauses,
): AlertSender => {
  const stop = new AbortController();
  const { signal } = stop;
  let wake: () => void = () => {};
  outbox.onNoted(() => wake());
  signal.addEventListener('abort', () => wake());

  const unwritten = new Set<Promise<void>>();
  let doneUpTo = 0;
  let isUnnoted = false;
  const note = async (alert: WaitingAlert): Promise<void> => {
    try {
      await outbox.sent(alert);
      if (!isUnnoted) pauseMs = pauses.firstMs;
    } catch {
      doneUpTo = Math.min(doneUpTo, alert.seq - 1);
      isUnnoted = true;
      wake();
    }
  };
  /** Notes that an alert was taken. One that cannot be noted is sent again. */
  const taken = (alert: WaitingAlert): void => {
    doneUpTo = alert.seq;
    const written = note(alert).finally(() => unwritten.delete(written));
    unwritten.add(written);
  };

  const noted = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      // It may have been stopped while something else was waited for: nobody would wake it any more.
      if (signal.aborted) resolve();
    });

  /** True when the alert is done with. */
  const deliver = async (alert: WaitingAlert): Promise<boolean> => {
    let message: string;
    try {
      message = write(alert);
    } catch (error) {
      await outbox.park(alert, `cannot be written: ${error instanceof Error ? error.message : 'unknown'}`);
      return true;
    }
    await outbox.whenKept();
    const ack = await link.exchange(message, controlIdOf(alert));
    if (ack === undefined) return false;
    const verdict = verdictOf(ack, alert.tries);
    if (verdict.kind === 'taken') taken(alert);
    else if (verdict.kind === 'parked') await outbox.park(alert, verdict.why);
    else await outbox.again(alert);
    return verdict.kind !== 'again';
  };

  let pauseMs = pauses.firstMs;
  const rest = async (): Promise<void> => {
    await pauses.wait(pauseMs, signal);
    pauseMs = Math.min(pauses.mostMs, 2 * pauseMs);
  };

  /** The next alert, or whatever has to be waited for before there is one. */
  const step = async (): Promise<void> => {
    if (isUnnoted) {
      isUnnoted = false;
      await rest();
    }
    // A store that is slow to note is not run away from.
    if (unwritten.size >= MOST_UNWRITTEN) await Promise.race(unwritten);
    const alert = outbox.next(doneUpTo);
    if (alert === undefined) return noted();
    // A store that cannot note what became of it now will be asked again; the other side knows the message by its id.
    if (!(await deliver(alert).catch(() => false))) return rest();
    // Of one that was taken it is known once that is written down.
    if (!isUnnoted && unwritten.size === 0) pauseMs = pauses.firstMs;
  };

  const run = async (): Promise<void> => {
    // oxlint-disable-next-line no-await-in-loop -- one alert after the other
    while (!signal.aborted) await step();
  };

  const running = run();
  return {
    close: async () => {
      stop.abort();
      link.close();
      await running;
      await Promise.all(unwritten);
    },
  };
};
