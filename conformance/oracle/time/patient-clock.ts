import type { FaultLine, OpLine } from '../../history/lines.ts';
import { instant, type Instant, SECOND } from './instant.ts';
import { RunningClock, type RunningStretch } from './running.ts';
import { hull, widen, type Span } from './span.ts';
import { type Step, stepOf, wrongBy } from './step.ts';

/** One advance of a clock: it took effect between `sent` and `settled`, or perhaps never (`unknown`). */
interface Advance {
  readonly to: bigint;
  readonly sent: bigint;
  readonly settled: bigint;
  readonly certain: boolean;
}

/** How far the SUT's clock may lie from what the harness makes of it, beyond the bounds it knows (contract: SUT clock). */
export const CLOCK_TOLERANCE = SECOND;

/** A monotonic stretch, ns since the run began; below zero before it. The instant meant lies in it. */
export interface MonoStretch {
  readonly from: number;
  readonly to: number;
}

/** Where the deadline of something due begins. */
export interface Due extends MonoStretch {
  /** The clock had been advanced by then. */
  readonly virtual: boolean;
}

/** The three clocks that bound it: the least and the most it can show, and the most if an advance took effect when it was ready. */
interface Bounds {
  readonly least: RunningClock;
  readonly most: RunningClock;
  readonly mostWhenReady: RunningClock;
}

/**
 * What a SUT's clock can have shown for one patient at a monotonic instant of the harness. Before any
 * advance it is wall time; after an advance to T that took effect in [sent, settled] it is T plus what
 * has passed since. All within one second. While the SUT's own clock was stepped it may have shown either.
 */
export class PatientClock {
  readonly #started: bigint;
  readonly #tolerance: bigint;
  readonly #advances: Advance[] = [];
  readonly #steps: Step[] = [];
  #bounds: Bounds | undefined;

  /** `started`: wall time at monotonic zero. `tolerance`: zero for histories that are exact, as worked cases are. */
  constructor(started: string, tolerance: bigint = CLOCK_TOLERANCE) {
    this.#started = instant(started);
    this.#tolerance = tolerance;
  }

  /** Takes a `clock.advance` line, in any order; refused ones moved nothing. */
  add(op: OpLine): void {
    if (op.act.op !== 'clock.advance' || op.outcome === 'refused') return;
    this.#advances.push({
      to: instant(op.act.to),
      sent: BigInt(op.sent),
      settled: BigInt(op.settled),
      certain: op.outcome === 'ok',
    });
    this.#bounds = undefined;
    this.#advances.sort((a, b) => Number(a.sent - b.sent));
  }

  /** Takes a fault of the system: where its own clock was stepped, what it showed meanwhile is known no better. */
  stepped(fault: FaultLine): void {
    const step = stepOf(fault);
    if (step === undefined) return;
    this.#steps.push(step);
    this.#bounds = undefined;
  }

  get used(): boolean {
    return this.#advances.length > 0;
  }

  /** Virtual time at monotonic `mono` (ns since the run began). */
  at(mono: number): Span {
    return this.over(mono, mono);
  }

  /** What clocks on the wall showed over a monotonic stretch, wherever the test clock was advanced to. */
  wall(from: number, to: number): Span {
    const [first, last] = [BigInt(from), BigInt(to)];
    return this.#wrong({ low: this.#started + first, high: this.#started + last }, first, last);
  }

  /** Virtual time at some moment of [from, to]: what an operation of that span can have met. */
  over(from: number, to: number): Span {
    // Nobody touched it, as in nearly every history: it shows wall time.
    if (this.#advances.length === 0 && this.#steps.length === 0 && from <= to)
      return {
        low: this.#started + BigInt(from) - this.#tolerance,
        high: this.#started + BigInt(to) + this.#tolerance,
      };
    const [first, last] = [BigInt(from), BigInt(to)];
    return widen(this.#wrong(hull(this.#bare(first), this.#bare(last)), first, last), this.#tolerance);
  }

  /**
   * The inverse: the stretch in which it first showed `at`. An advance passes everything up to its target at one
   * moment between sent and settled; after one that was never answered it is open whether that was so.
   */
  reached(at: Instant): MonoStretch {
    const { least, most } = this.#bound();
    return { from: Number(most.firstAt(at - this.#tolerance)), to: Number(least.firstAt(at + this.#tolerance)) };
  }

  /**
   * Where the deadline of what falls due at `at` begins: when that instant was reached; in an advance, when the SUT
   * was ready after it (`settled`). `never`: not by `until`, the end of what is asked about. Source: contract, Test clock.
   */
  due(at: Instant, until = Number.POSITIVE_INFINITY): Due | 'never' {
    const { least, mostWhenReady } = this.#bound();
    const from = Number(mostWhenReady.firstAt(at - this.#tolerance));
    if (from > until) return 'never';
    let to = least.firstAt(at + this.#tolerance);
    for (const { sent, settled, certain } of this.#advances) if (certain && sent <= to && to < settled) to = settled;
    return { from, to: Number(to), virtual: this.#sentBy(to) > 0 };
  }

  #bound(): Bounds {
    if (this.#bounds !== undefined) return this.#bounds;
    const starts = this.#advances.flatMap(({ sent, settled, certain }) => (certain ? [sent, settled] : [sent]));
    const turns = this.#steps.flatMap(({ from, until }) => [from, until + 1n]);
    const order = [...new Set([0n, ...starts, ...turns])].toSorted((a, b) => (a < b ? -1 : 1));
    const clock = (shown: (mono: bigint) => bigint): RunningClock => {
      // Before the run began nothing was advanced: the first stretch reaches back beyond it.
      const first: RunningStretch = { from: -1n, shows: this.#started - 1n };
      return new RunningClock([first, ...order.map((from) => ({ from, shows: shown(from) }))]);
    };
    this.#bounds = {
      least: clock((mono) => this.#wrong(this.#bare(mono), mono, mono).low),
      most: clock((mono) => this.#wrong(this.#bare(mono), mono, mono).high),
      mostWhenReady: clock((mono) => this.#wrong(this.#bare(mono, true), mono, mono).high),
    };
    return this.#bounds;
  }

  /** `whenReady`: as if an answered advance took effect when it was answered. */
  #bare(mono: bigint, whenReady = false): Span {
    const sent = this.#sentBy(mono);
    // The last that has settled, else the first; without any it is −1, and the slice is empty.
    let base = sent - 1;
    while (base > 0 && !this.#hasSettled(this.#advances[base], mono)) base -= 1;
    let span: Span = { low: this.#started + mono, high: this.#started + mono };
    for (const advance of this.#advances.slice(base, sent)) {
      const high = advance.to + (mono - advance.sent);
      if (this.#hasSettled(advance, mono)) span = { low: advance.to + (mono - advance.settled), high };
      // Forward only: on its way or never answered, it can have moved the clock on, not back.
      else if (!(whenReady && advance.certain)) span = { low: span.low, high: high > span.high ? high : span.high };
    }
    return span;
  }

  /** What it can have shown at some moment of [from, to], if it would have shown `span` without its steps. */
  #wrong(span: Span, from: bigint, to: bigint): Span {
    if (this.#steps.length === 0) return span;
    const by = wrongBy(this.#steps, this.#advances, from, to);
    return { low: span.low + by.low, high: span.high + by.high };
  }

  #hasSettled(advance: Advance | undefined, mono: bigint): boolean {
    return advance !== undefined && advance.certain && advance.settled <= mono;
  }

  /** How many advances had been sent by `mono`. */
  #sentBy(mono: bigint): number {
    let low = 0;
    let high = this.#advances.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const advance = this.#advances[middle];
      if (advance !== undefined && advance.sent <= mono) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
