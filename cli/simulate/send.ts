import type { Performed } from '../../conformance/sut/driver.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import type { TimedBatch } from '../../simulator/by-time.ts';
import type { EpochMs } from '../../simulator/clock.ts';
import { inBundles } from '../../simulator/formats/fhir-bundle.ts';
import type { Delivery } from '../../simulator/layers.ts';

/** What became of what was sent. `refused` and `unknown`: how many, by reason. */
export interface Tally {
  accepted: number;
  readonly refused: Map<string, number>;
  readonly unknown: Map<string, number>;
  /** Attempts beyond the first. */
  retried: number;
  isInterrupted: boolean;
  /** Nobody answered any more, and the rest was not sent. */
  isGivenUp: boolean;
}

/** What became of one delivery. */
export type Sent = Pick<Performed, 'outcome' | 'answer' | 'retryAfterMs'>;

export interface SendOptions {
  /** Does one delivery; never throws for what the receiver does. */
  readonly deliver: (delivery: Delivery) => Promise<Sent>;
  /** Does deliveries of one bundle in one exchange: what became of each, in their order. Absent: each goes by itself. */
  readonly together?: ((deliveries: readonly Delivery[]) => Promise<readonly Sent[]>) | undefined;
  /** Told what became of each delivery in the end. */
  readonly settled?: (outcome: Performed['outcome']) => void;
  /** Exchanges under way at once. */
  readonly inFlight: number;
  /** Waits until it is time for what leaves at a simulated instant. */
  readonly until: (atMs: EpochMs, signal: AbortSignal) => Promise<void>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** Tries what stays unknown until it is known, and never gives up: a phone keeps what nobody took. Absent: it does not. */
  readonly isPatient?: boolean;
}

/** Waits between attempts: a receiver that restarts has time to. */
const RETRY_MS = [250, 1000, 4000];
/** Where a receiver asks for a longer wait it has that, but no longer one than this. */
export const LONGEST_RETRY_MS = 60_000;
/** So many exchanges in a row of which nothing is known, each after all its attempts: nobody is there any more. One, if nobody ever was. */
const GIVE_UP_AFTER = 5;

const count = (map: Map<string, number>, why: string): void => void map.set(why, (map.get(why) ?? 0) + 1);

/** A receiver that answers fewer than it was sent has said nothing of the rest. */
const UNANSWERED: Sent = { outcome: 'unknown', answer: { text: 'no answer' } };

/** A delivery that is under way, and what is known of it. */
interface Attempt {
  readonly delivery: Delivery;
  readonly sent: Sent;
}

/** Nothing is known of it, or it was asked to come again: the same bytes may do. */
export const isOpen = ({ outcome, answer }: Sent): boolean => outcome === 'unknown' || answer.refusal === 'unavailable';

class Sender {
  readonly tally: Tally = {
    accepted: 0,
    refused: new Map(),
    unknown: new Map(),
    retried: 0,
    isInterrupted: false,
    isGivenUp: false,
  };
  readonly #options: SendOptions;
  /** The last exchange of each patient that is under way: one patient's are sent one after the other. */
  readonly #lastOf = new Map<number, Promise<void>>();
  #running = 0;
  #wake: (() => void) | undefined;
  #unknownInARow = 0;
  #wasAnswered = false;

  constructor(options: SendOptions) {
    this.#options = options;
  }

  get hasGivenUp(): boolean {
    return this.#options.isPatient !== true && this.#unknownInARow >= (this.#wasAnswered ? GIVE_UP_AFTER : 1);
  }

  /** Starts an exchange as soon as fewer than `inFlight` are under way. */
  async add(position: number, deliveries: readonly Delivery[]): Promise<void> {
    while (this.#running >= this.#options.inFlight)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#running++;
    const before = this.#lastOf.get(position) ?? Promise.resolve();
    const sent = before
      .then(() => this.#send(deliveries))
      .finally(() => {
        this.#running--;
        if (this.#lastOf.get(position) === sent) this.#lastOf.delete(position);
        this.#wake?.();
      });
    this.#lastOf.set(position, sent);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#lastOf.values());
  }

  async #attempt(deliveries: readonly Delivery[]): Promise<readonly Attempt[]> {
    const { deliver, together } = this.#options;
    const sent = await (together === undefined ? Promise.all(deliveries.map(deliver)) : together(deliveries));
    return deliveries.map((delivery, i) => ({ delivery, sent: sent[i] ?? UNANSWERED }));
  }

  /** Waits before the next attempt at what is open; false: there is none. */
  async #mayRetry(attempt: number, open: readonly Attempt[]): Promise<boolean> {
    const { sleep, signal, isPatient = false } = this.#options;
    if (open.length === 0 || signal.aborted || this.hasGivenUp) return false;
    const wait = RETRY_MS[attempt] ?? (isPatient ? RETRY_MS.at(-1) : undefined);
    if (wait === undefined) return false;
    const asked = Math.max(...open.map(({ sent }) => sent.retryAfterMs ?? 0));
    await sleep(Math.max(wait, Math.min(asked, LONGEST_RETRY_MS)), signal).catch(() => undefined);
    return !(isPatient && signal.aborted);
  }

  /** Sends what goes in one exchange, then again what of it is still open. */
  async #send(deliveries: readonly Delivery[]): Promise<void> {
    let isKnown = false;
    const settle = (attempts: readonly Attempt[]): void => {
      for (const { sent } of attempts) {
        this.#settle(sent);
        isKnown ||= sent.outcome !== 'unknown';
      }
    };
    let open: readonly Attempt[] = [];
    const attempt = async (waiting: readonly Delivery[]): Promise<void> => {
      const attempts = await this.#attempt(waiting);
      open = attempts.filter(({ sent }) => isOpen(sent));
      settle(attempts.filter(({ sent }) => !isOpen(sent)));
    };
    await attempt(deliveries);
    for (let again = 0; await this.#mayRetry(again, open); again++) {
      this.tally.retried += open.length;
      await attempt(open.map(({ delivery }) => delivery));
    }
    settle(open);
    this.#wasAnswered ||= isKnown;
    this.#unknownInARow = isKnown ? 0 : this.#unknownInARow + 1;
  }

  #settle({ outcome, answer }: Sent): void {
    const why = answer.refusal ?? answer.code ?? answer.text ?? '';
    if (outcome === 'ok') this.tally.accepted++;
    else count(outcome === 'refused' ? this.tally.refused : this.tally.unknown, why);
    this.#options.settled?.(outcome);
  }
}

/**
 * Sends everything in the order of time, a patient's exchanges one after the other, at most `inFlight` at once,
 * and each delivery again under the same keys where nothing is known of it, after as long as the receiver asks for. Ends early on an interrupt, and where nobody
 * answers; what was under way is waited for.
 */
export const sendAll = async (batches: AsyncIterable<TimedBatch>, options: SendOptions): Promise<Tally> => {
  const sender = new Sender(options);
  const { until, signal, together } = options;
  try {
    for await (const { sentMs, position, deliveries } of batches) {
      await until(sentMs, signal);
      for (const exchange of together === undefined ? deliveries.map((each) => [each]) : inBundles(deliveries)) {
        sender.tally.isGivenUp = sender.hasGivenUp;
        if (signal.aborted || sender.hasGivenUp) return sender.tally;
        await sender.add(position, exchange);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await sender.settled();
    sender.tally.isInterrupted = signal.aborted;
  }
  return sender.tally;
};

const total = (map: ReadonlyMap<string, number>): number => [...map.values()].reduce((sum, n) => sum + n, 0);

const reasons = (title: string, map: ReadonlyMap<string, number>): string[] =>
  [...map].toSorted(([, a], [, b]) => b - a).map(([why, n]) => `${title.padEnd(9)} ${String(n).padStart(8)}  ${why}`);

/** The tally for people, a few lines. */
export const tallyText = ({ accepted, refused, unknown, retried }: Tally): string =>
  [
    `accepted  ${String(accepted).padStart(8)}`,
    `refused   ${String(total(refused)).padStart(8)}`,
    ...reasons('', refused),
    `unknown   ${String(total(unknown)).padStart(8)}`,
    ...reasons('', unknown),
    ...(retried === 0 ? [] : [`sent again ${String(retried).padStart(7)}`]),
  ].join('\n');

/** Throws an InputProblem (exit 69) where of some deliveries nothing is known: whether they were taken, nobody can say. */
export const requireKnown = ({ unknown, isGivenUp }: Tally, receiver: string): void => {
  if (unknown.size === 0) return;
  throw new InputProblem(
    `of ${total(unknown)} deliveries it is not known whether they were taken${isGivenUp ? ', and the rest was not sent, because nobody answered any more' : ''}`,
    { file: receiver },
    'an answer to each',
    { exitCode: EXIT.unreachable, advice: 'send the same again: the keys are the same, so nothing is filed twice' },
  );
};
