import type { Choices } from '../course/choices.ts';
import { type OrderOp, type OrderVersion, withBeginning, withTaking } from '../course/version.ts';
import { after, exactly, notAfter, type Span, type Tri } from '../time/span.ts';

/** A pure look at one course in the SUT's time, where what its intervals leave open is answered by choices. */
export class Clocked {
  readonly #choices: Choices;
  /** Versions as far as this look has decided more of them than their course. */
  readonly #versions = new Map<OrderOp, OrderVersion>();

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  /** Is `a` not after `b`? Open answers are chosen. */
  isBy(a: Span, b: Span): boolean {
    return this.decide(notAfter(a, b));
  }

  decide(tri: Tri): boolean {
    return tri === 'maybe' ? this.#choices.pick(2) === 0 : tri === 'yes';
  }

  /** Does what falls due at `due` come before what happens at `at`? At one instant either is right. */
  comesFirst(due: Span, at: Span): boolean {
    if (due.high < at.low) return true;
    return due.low <= at.high && this.#choices.pick(2) === 0;
  }

  /** Whether a version holds from an instant that is not after `at`. */
  beganBy(version: OrderVersion, at: bigint): boolean {
    const known = this.known(version);
    const tri = notAfter(known.from, exactly(at));
    const began = this.decide(tri);
    if (tri === 'maybe') this.#versions.set(version.op, withBeginning(known, at + 1n, began));
    return began;
  }

  /** Whether a version was taken before `at`. */
  takenBefore(version: OrderVersion, at: bigint): boolean {
    const known = this.known(version);
    const tri = after(exactly(at), known.moment.now);
    const taken = this.decide(tri);
    if (tri === 'maybe') this.#versions.set(version.op, withTaking(known, at, taken));
    return taken;
  }

  /** It was taken when the SUT's clock showed no less and no more than that. */
  takenIn(version: OrderVersion, { low, high }: Span): void {
    const before = withTaking(this.known(version), high + 1n, true);
    const within = withTaking(before, low, false);
    this.#versions.set(version.op, version.byAcceptance ? { ...within, from: within.moment.now } : within);
  }

  /** Whether a version that was overtaken holds all the same, as the course has it or this look decides. */
  holdsStill(version: OrderVersion): boolean {
    const known = this.known(version);
    const holdsStill = known.holdsStill ?? this.#choices.pick(2) === 0;
    if (known.holdsStill === undefined) this.#versions.set(version.op, { ...known, holdsStill });
    return holdsStill;
  }

  /** The version with what this look has decided of it. */
  known(version: OrderVersion): OrderVersion {
    return this.#versions.get(version.op) ?? version;
  }

  /** One moment of the SUT's time, known within bounds; that at which a version was `taken`, if one was. */
  momentIn(within: Span, taken?: OrderVersion): SomeMoment {
    return new SomeMoment(this, within, taken);
  }

  pick<T>(alternatives: readonly T[]): T | undefined {
    return alternatives[this.#choices.pick(alternatives.length)];
  }
}

/** One moment of the SUT's time: each answer about it narrows it, so that no two contradict each other. */
export class SomeMoment {
  readonly #clocked: Clocked;
  readonly #taken: OrderVersion | undefined;
  #span: Span;

  constructor(clocked: Clocked, span: Span, taken: OrderVersion | undefined) {
    this.#clocked = clocked;
    this.#span = span;
    this.#taken = taken;
    this.#tell();
  }

  /** What is asked of the version later is answered by what is known of its moment. */
  #tell(): void {
    if (this.#taken !== undefined) this.#clocked.takenIn(this.#taken, this.#span);
  }

  get span(): Span {
    return this.#span;
  }

  /** Has `at` come? */
  isPast(at: Span): boolean {
    const { low, high } = this.#span;
    const past = this.#clocked.isBy(at, this.#span);
    if (past) this.#span = { low: at.low > low ? at.low : low, high };
    else this.#span = { low, high: at.high <= high ? at.high - 1n : high };
    this.#tell();
    return past;
  }
}
