import { setTimeout as pause } from 'node:timers/promises';
import { NS_PER_MS, type RunClock } from '../../history/clock.ts';
import { type Act, AGAIN_MS } from '../../history/lines.ts';
import { AlertBook } from '../../sight/alerts/alert-book.ts';
import { type AlertListener, startAlertListener } from '../../sight/alerts/alert-listener.ts';
import type { Performed } from '../driver.ts';
import type { SutProfile } from '../profile.ts';

/** Nothing has come for so many of the longest deadline: then nothing stands behind what came any more. */
const QUIET_DEADLINES = 2;
const ASK_AGAIN_MS = 20;

type AlertAct = Extract<Act, { op: 'alerts.listen' | 'alerts.read' }>;

export const isAlertAct = (act: Act): act is AlertAct => act.op === 'alerts.listen' || act.op === 'alerts.read';

/** The alerts of one run, as its driver keeps them. */
export interface AlertDesk {
  /** Settles when the system can send. Rejects with InputProblem where the port cannot be had. */
  readonly ready: Promise<void>;
  perform(act: AlertAct): Promise<Performed>;
  close(): Promise<void>;
}

/**
 * Listens at the port that the profile names, or with the listener of who started the system. `alerts.read` waits until
 * all that was not taken came again, or its time for that is over, and nothing more has come for a while.
 */
export const alertDesk = (
  { namespaces, deadlines }: SutProfile,
  port: number,
  clock: RunClock,
  own?: AlertListener,
): AlertDesk => {
  const againMs = deadlines.again ?? AGAIN_MS;
  const book = new AlertBook(clock, namespaces, againMs);
  const listening = own === undefined ? startAlertListener(port) : Promise.resolve(own);
  const ready = listening.then((listener) => listener.attend(book, clock));
  // It is told where `ready` is awaited; where it is not, nothing is asked of the listener.
  ready.catch(() => undefined);

  const quietNs = QUIET_DEADLINES * Math.max(deadlines.critical, deadlines.other) * NS_PER_MS;
  const untilQuiet = async (): Promise<void> => {
    const until = clock.now() + 2 * againMs * NS_PER_MS + quietNs;
    const isQuiet = (): boolean => clock.now() >= (book.busyUntil ?? -quietNs) + quietNs;
    while (!isQuiet() && clock.now() < until) await pause(ASK_AGAIN_MS);
  };

  return {
    ready,
    perform: async (act) => {
      await ready;
      const [sent, wall] = [clock.now(), clock.wall()];
      if (act.op === 'alerts.listen') {
        book.listen(act.patient, act.replies);
        return { sent, settled: clock.now(), wall, outcome: 'ok', answer: {} };
      }
      await untilQuiet();
      const { alerts, texts } = book.read(act.patient);
      return {
        sent,
        settled: clock.now(),
        wall,
        outcome: 'ok',
        answer: {},
        output: { alerts },
        ...(texts.length === 0 ? {} : { wire: { response: texts.join('\n') } }),
      };
    },
    close: async () => {
      const listener = await listening.catch(() => undefined);
      listener?.attend(undefined);
      if (own === undefined) await listener?.close();
    },
  };
};
