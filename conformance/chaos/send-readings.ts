import type { Reading } from '../../contract/domain/index.ts';
import { randomStream } from '../../simulator/random.ts';
import { NS_PER_MS } from '../history/clock.ts';
import type { OpLine } from '../history/lines.ts';
import type { DrivenParts } from '../runner/driven.ts';
import { pause } from '../runner/pause.ts';
import type { Driver } from '../sut/driver.ts';
import { deliver } from './deliver.ts';
import type { Troubles } from './troubles.ts';

const GATEWAY = { role: 'gateway' } as const;
/** A reading that nobody took this long after all trouble was over is lost for the sender (contract: Deadlines). */
export const RECOVERY_MS = 60_000;
/** What was taken is sent once more this often: an answer that got lost looks to a sender like one that never came. */
const SENT_AGAIN = 0.15;
/** A sender waits twice as long after each attempt, up to this, and never in step with the others. */
const FIRST_BETWEEN_MS = 100;
const MOST_BETWEEN_MS = 2000;

/** What is sent, how, and through what trouble. */
export interface Sending {
  readonly lane: string;
  /** Draws how long is waited between two attempts, and what is sent once more. */
  readonly seed: number;
  readonly ratePerSecond: number;
  readonly readings: readonly Reading[];
  /** Taken in turn. */
  readonly wires: readonly Driver[];
  readonly troubles: Troubles;
  /** Settles when all trouble is over. */
  readonly over: Promise<unknown>;
}

/** What came of it: every attempt, and how many readings nobody answered for good. */
export interface Sent {
  readonly ops: readonly OpLine[];
  readonly lost: number;
}

type Parts = Pick<DrivenParts, 'recorder' | 'clock' | 'signal' | 'driver'>;

/** Sends one reading once, and writes it down. Whoever swallows an answer cannot ask for it, and says so. */
const attemptOf =
  ({ lane, troubles }: Sending, { recorder, driver }: Parts, wire: Driver, reading: Reading) =>
  async (): Promise<OpLine> => {
    const act = { op: 'reading.submit', reading } as const;
    const { answer, ...performed } = await wire.perform(act, GATEWAY);
    const swallowed = performed.outcome === 'unknown' && troubles.between(performed.sent, performed.settled);
    const outage = swallowed ? ({ outage: true } as const) : {};
    const op = recorder.record(lane, wire.via, GATEWAY, act, { ...performed, answer: { ...answer, ...outage } });
    if (op.answer.id !== undefined) driver.learn(op.answer.id, reading.identifier);
    return op;
  };

/** Sends all readings by their schedule, which waits for no answer; each until it is answered for good. */
export const sendReadings = async (sending: Sending, parts: Parts): Promise<Sent> => {
  const { seed, ratePerSecond, readings, wires, over } = sending;
  const { clock, signal } = parts;
  let giveUpAt = Number.POSITIVE_INFINITY;
  const noteOver = (): void => {
    giveUpAt = clock.now() + RECOVERY_MS * NS_PER_MS;
  };
  void over.then(noteOver, noteOver);
  const start = clock.now();
  const ops: OpLine[] = [];
  let lost = 0;
  const sendOne = async (reading: Reading, index: number): Promise<void> => {
    const wire = wires[index % wires.length];
    const early = (index / ratePerSecond) * 1000 - (clock.now() - start) / NS_PER_MS;
    if (early > 0) await pause(early, signal);
    if (signal.aborted || wire === undefined) return;
    const draw = randomStream(seed, 'chaos', 'sender', index);
    const attempt = attemptOf(sending, parts, wire, reading);
    const until = (): number => giveUpAt;
    const betweenMs = (tries: number): number =>
      Math.min(MOST_BETWEEN_MS, FIRST_BETWEEN_MS * 2 ** tries) * draw.between(0.5, 1);
    const { attempts, settled } = await deliver(attempt, { clock, signal, until, betweenMs });
    ops.push(...attempts);
    if (!settled) lost += 1;
    else if (draw.bernoulli(SENT_AGAIN))
      ops.push(...(await deliver(attempt, { clock, signal, until, betweenMs })).attempts);
  };
  await Promise.all(readings.map(sendOne));
  return { ops, lost };
};
