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

export interface AlertSender {
  /** Sends nothing new, gives up what waits for an answer, and settles. What was not acknowledged is sent after the next start. */
  close(): Promise<void>;
}

/**
 * Sends the alerts of the outbox one after the other, in order, each until it is acknowledged; off the
 * path of every commit. An alert that cannot be written or that the other side refuses for good is
 * parked, so that it holds up no other.
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

  const noted = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
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
    const ack = await link.exchange(message, controlIdOf(alert));
    if (ack === undefined) return false;
    const verdict = verdictOf(ack, alert.tries);
    if (verdict.kind === 'taken') await outbox.sent(alert);
    else if (verdict.kind === 'parked') await outbox.park(alert, verdict.why);
    else await outbox.again(alert);
    return verdict.kind !== 'again';
  };

  const run = async (): Promise<void> => {
    let pauseMs = pauses.firstMs;
    while (!signal.aborted) {
      const alert = outbox.next();
      if (alert === undefined) {
        // oxlint-disable-next-line no-await-in-loop -- one alert after the other
        await noted();
        continue;
      }
      // A store that cannot note what became of it now will be asked again; the other side knows the message by its id.
      // oxlint-disable-next-line no-await-in-loop -- one alert after the other
      const isDone = await deliver(alert).catch(() => false);
      // oxlint-disable-next-line no-await-in-loop -- the same
      if (!isDone) await pauses.wait(pauseMs, signal);
      pauseMs = isDone ? pauses.firstMs : Math.min(pauses.mostMs, 2 * pauseMs);
    }
  };

  const running = run();
  return {
    close: async () => {
      stop.abort();
      link.close();
      await running;
    },
  };
};
