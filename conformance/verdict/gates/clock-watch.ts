import type { ClockStep } from './clock-steady.ts';

const NS_PER_MS = 1_000_000;
/** Readings of both clocks that are looked at together: one that was torn apart by a pause does not count. */
const TOGETHER = 8;
/** A clock that is being adjusted runs at most so much faster or slower. */
const SLEW = 500e-6;
/** Wall time has whole milliseconds. */
const RESOLUTION_NS = NS_PER_MS;

/**
 * Finds steps of the wall clock in the pairs of wall and monotonic time that a history holds. Wall is read just after
 * the monotonic clock, now and then much later; the least difference of a few pairs is the true one.
 */
export class ClockWatch {
  readonly #startedMs: number;
  #block: { least: number; from: number; pairs: number } | undefined;
  #last: { readonly offset: number; readonly at: number } | undefined;
  #largest: ClockStep | undefined;

  /** `started`: wall time at monotonic zero. */
  constructor(started: string) {
    this.#startedMs = Date.parse(started);
  }

  pair(mono: number, wall: string): void {
    const offset = (Date.parse(wall) - this.#startedMs) * NS_PER_MS - mono;
    if (Number.isNaN(offset)) return;
    const block = (this.#block ??= { least: offset, from: mono, pairs: 0 });
    block.least = Math.min(block.least, offset);
    block.pairs += 1;
    if (block.pairs === TOGETHER) this.#close();
  }

  /** The largest step so far. */
  largest(): ClockStep | undefined {
    this.#close();
    return this.#largest;
  }

  #close(): void {
    const block = this.#block;
    if (block === undefined) return;
    this.#block = undefined;
    const before = this.#last ?? { offset: 0, at: 0 };
    this.#last = { offset: block.least, at: block.from };
    const moved = block.least - before.offset;
    const allowed = RESOLUTION_NS + Math.abs(block.from - before.at) * SLEW;
    const by = Math.sign(moved) * Math.max(0, Math.abs(moved) - allowed);
    if (by !== 0 && Math.abs(by) > Math.abs(this.#largest?.by ?? 0)) this.#largest = { by, at: block.from };
  }
}
