import type { Socket } from 'node:net';
import { NS_PER_MS, type RunClock } from '../history/clock.ts';
import { EMPTY_LANE, fateOf, type Lane } from './delivery.ts';
import type { Weather } from './weather.ts';

/** More than this under way in one direction, and no more is read: memory is bounded, and the sender feels it as it would. */
const MOST_UNDER_WAY = 1024 * 1024;

/** What a direction asks of the connection it belongs to. */
export interface PipeParts {
  readonly from: Socket;
  readonly to: Socket;
  readonly clock: Pick<RunClock, 'now'>;
  readonly weather: () => Weather;
  /** Numbers in [0, 1). */
  readonly draw: () => number;
  /** Resets both sides. */
  readonly reset: () => void;
}

interface Piece {
  readonly at: number;
  /** Undefined: the other side has ended its half. */
  readonly bytes: Buffer | undefined;
}

/**
 * One direction of one connection. Pieces queue in the order in which they came, each with the instant at which it
 * arrives, and are passed on by one timer. An end of stream is a piece too: it comes behind the last byte.
 */
export class Pipe {
  #lane: Lane = EMPTY_LANE;
  #queue: Piece[] = [];
  #underWay = 0;
  #timer: NodeJS.Timeout | undefined;
  #swallows = false;
  #ended = false;
  readonly #parts: PipeParts;

  constructor(parts: PipeParts) {
    this.#parts = parts;
    parts.from.on('data', (bytes: Buffer) => this.#take(bytes));
    parts.from.on('end', () => this.#put({ at: Math.max(parts.clock.now(), this.#lane.lastAt), bytes: undefined }));
    parts.to.on('drain', () => this.#breathe());
  }

  /** From now on what comes is read and goes nowhere: the other side is gone, and nobody says so. */
  swallow(): void {
    this.#swallows = true;
    this.close();
    this.#parts.from.resume();
  }

  /** The weather has changed: what was held may go. */
  wake(): void {
    this.#pass();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue = [];
    this.#underWay = 0;
  }

  #take(bytes: Buffer): void {
    if (this.#swallows) return;
    const { weather, clock, draw, reset } = this.#parts;
    const fate = fateOf(weather(), this.#lane, clock.now(), bytes.length, draw);
    if (fate.kind === 'reset') {
      reset();
      return;
    }
    this.#lane = fate.lane;
    this.#put({ at: fate.at, bytes });
  }

  #put(piece: Piece): void {
    if (this.#swallows) return;
    this.#queue.push(piece);
    this.#underWay += piece.bytes?.length ?? 0;
    if (this.#underWay > MOST_UNDER_WAY) this.#parts.from.pause();
    this.#pass();
  }

  #pass(): void {
    const { clock, to, weather } = this.#parts;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (weather().road !== 'open' || this.#ended) return;
    const now = clock.now();
    while (this.#queue[0] !== undefined && this.#queue[0].at <= now) {
      const { bytes } = this.#queue.shift() as Piece;
      if (bytes === undefined) {
        this.#ended = true;
        to.end();
        return;
      }
      this.#underWay -= bytes.length;
      to.write(bytes);
    }
    this.#breathe();
    const next = this.#queue[0];
    if (next !== undefined) this.#timer = setTimeout(() => this.#pass(), Math.ceil((next.at - now) / NS_PER_MS));
  }

  #breathe(): void {
    const { from, to } = this.#parts;
    if (this.#underWay <= MOST_UNDER_WAY && !to.writableNeedDrain) from.resume();
    else if (to.writableNeedDrain) from.pause();
  }
}
