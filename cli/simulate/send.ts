import type { Performed } from '../../conformance/sut/driver.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import type { TimedBatch } from '../../simulator/by-time.ts';
import type { EpochMs } from '../../simulator/clock.ts';
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

export interface SendOptions {
  /** Does one delivery; never throws for what the receiver does. */
  readonly deliver: (delivery: Delivery) => Promise<Pick<Performed, 'outcome' | 'answer'>>;
  /** Told what became of each delivery in the end. */
  readonly settled?: (outcome: Performed['outcome']) => void;
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
/** So many in a row of which nothing is known, each after all its attempts: nobody is there any more. One, if nobody ever was. */
const GIVE_UP_AFTER = 5;

const count = (map: Map<string, number>, why: string): void => void map.set(why, (map.get(why) ?? 0) + 1);

/** Nothing is known of it, or it was asked to come again: the same bytes may do. */
export const isOpen = ({ outcome, answer }: Pick<Performed, 'outcome' | 'answer'>): boolean =>
  outcome === 'unknown' || answer.refusal === 'unavailable';

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
  /** The last delivery of each patient that is under way: one patient's are sent one after the other. */
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

  /** Starts a delivery as soon as fewer than `inFlight` are under way. */
  async add(position: number, delivery: Delivery): Promise<void> {
    while (this.#running >= this.#options.inFlight)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#running++;
    const before = this.#lastOf.get(position) ?? Promise.resolve();
    const sent = before
      .then(() => this.#send(delivery))
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

  async #send(delivery: Delivery): Promise<void> {
    const { deliver, sleep, signal, isPatient = false } = this.#options;
    let result = await deliver(delivery);
    for (let attempt = 0; isOpen(result) && !signal.aborted && !this.hasGivenUp; attempt++) {
      const wait = RETRY_MS[attempt] ?? (isPatient ? RETRY_MS.at(-1) : undefined);
      if (wait === undefined) break;
      await sleep(wait, signal).catch(() => undefined);
      if (isPatient && signal.aborted) break;
      this.tally.retried++;
      result = await deliver(delivery);
    }
    const { outcome, answer } = result;
    const why = answer.refusal ?? answer.code ?? answer.text ?? '';
    if (outcome === 'ok') this.tally.accepted++;
    else count(outcome === 'refused' ? this.tally.refused : this.tally.unknown, why);
    this.#options.settled?.(outcome);
    this.#wasAnswered ||= outcome !== 'unknown';
    this.#unknownInARow = outcome === 'unknown' ? this.#unknownInARow + 1 : 0;
  }
}

/**
 * Sends everything in the order of time, a patient's deliveries one after the other, at most `inFlight` at once,
 * and each again under the same keys where nothing is known of it. Ends early on an interrupt, and where nobody
 * answers; what was under way is waited for.
 */
export const sendAll = async (batches: AsyncIterable<TimedBatch>, options: SendOptions): Promise<Tally> => {
  const sender = new Sender(options);
  const { until, signal } = options;
  try {
    for await (const { sentMs, position, deliveries } of batches) {
      await until(sentMs, signal);
      for (const delivery of deliveries) {
        sender.tally.isGivenUp = sender.hasGivenUp;
        if (signal.aborted || sender.hasGivenUp) return sender.tally;
        await sender.add(position, delivery);
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
