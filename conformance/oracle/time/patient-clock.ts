import type { OpLine } from '../../history/lines.ts';
import { instant, SECOND } from './instant.ts';
import { hull, widen, type Span } from './span.ts';

/** One advance of a clock: it took effect between `sent` and `settled`, or perhaps never (`unknown`). */
interface Advance {
  readonly to: bigint;
  readonly sent: bigint;
  readonly settled: bigint;
  readonly certain: boolean;
}

/** How far the SUT's clock may lie from what the harness makes of it, beyond the bounds it knows (contract: SUT clock). */
export const CLOCK_TOLERANCE = SECOND;

/**
 * What a SUT's clock can have shown for one patient at a monotonic instant of the harness. Before any
 * advance it is wall time; after an advance to T that took effect in [sent, settled] it is T plus what
 * has passed since. All within one second.
 */
export class PatientClock {
  readonly #started: bigint;
  readonly #tolerance: bigint;
  readonly #advances: Advance[] = [];

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
    this.#advances.sort((a, b) => (a.sent < b.sent ? -1 : a.sent > b.sent ? 1 : 0));
  }

  get used(): boolean {
    return this.#advances.length > 0;
  }

  /** Virtual time at monotonic `mono` (ns since the run began). */
  at(mono: number): Span {
    return this.over(mono, mono);
  }

  /** Virtual time at some moment of [from, to]: what an operation of that span can have met. */
  over(from: number, to: number): Span {
    return widen(hull(this.#bare(BigInt(from)), this.#bare(BigInt(to))), this.#tolerance);
  }

  #bare(mono: bigint): Span {
    const sent = this.#sentBy(mono);
    let base = sent - 1;
    while (base >= 0 && !this.#hasSettled(this.#advances[base], mono)) base -= 1;
    let span: Span = { low: this.#started + mono, high: this.#started + mono };
    for (const advance of this.#advances.slice(Math.max(base, 0), sent)) {
      const passed = mono > advance.settled && advance.certain ? mono - advance.settled : 0n;
      const moved: Span = { low: advance.to + passed, high: advance.to + (mono - advance.sent) };
      span = this.#hasSettled(advance, mono) ? moved : hull(span, moved);
    }
    return span;
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
