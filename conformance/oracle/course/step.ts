import { keyOf } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import { after, exactly, notAfter, type Span, type Tri } from '../time/span.ts';
import type { Ambience } from './ambience.ts';
import type { Choices } from './choices.ts';
import type { Course } from './course.ts';
import type { Moment } from './moment.ts';
import { type OrderVersion, withBeginning, withTaking } from './version.ts';

/**
 * One operation taking effect in one course. Questions that its interval leaves open are answered by
 * the choices; an answer about the SUT's clock narrows it for the rest of the step.
 */
export class Step {
  readonly course: Course;
  readonly ambience: Ambience;
  readonly op: OpLine;
  #from: number;
  #to: number;
  readonly #choices: Choices;
  #now: Span | undefined;
  #moment: Moment | undefined;

  /**
   * `low`: it comes after everything that bears on it. `to`: it has taken effect by then; infinite: or never.
   * `now`: what the SUT's clock can show then, where something that took effect together with it has told.
   * `sent`: when the first was sent of several attempts that are as good as one.
   */
  constructor(
    course: Course,
    ambience: Ambience,
    op: OpLine,
    low: number,
    to: number,
    choices: Choices,
    now?: Span,
    sent: number = op.sent,
  ) {
    this.course = course;
    this.ambience = ambience;
    this.op = op;
    this.#from = Math.max(sent, low);
    this.#to = Math.max(this.#from, to);
    this.#choices = choices;
    this.#now = now;
  }

  get from(): number {
    return this.#from;
  }

  get to(): number {
    return this.#to;
  }

  /** What the SUT's clock can show at the effect. */
  get now(): Span {
    this.#now ??= this.ambience.clock.over(this.from, Math.min(this.to, Math.max(this.from, this.ambience.horizon)));
    return this.#now;
  }

  /** Monotonic: an item that nobody saw is raised by then, or never. */
  get raisedBy(): number {
    return this.op.outcome === 'ok' ? Math.max(this.to, this.op.settled) : this.to;
  }

  get moment(): Moment {
    this.#moment ??= { step: this.course.steps, from: this.from, to: this.to, now: this.now };
    return this.#moment;
  }

  pick<T>(alternatives: readonly [T, ...T[]] | readonly T[]): T {
    if (alternatives.length === 0) throw new RangeError('nothing to pick from');
    return alternatives[this.#choices.pick(alternatives.length)] as T;
  }

  decide(tri: Tri): boolean {
    return tri === 'maybe' ? this.#choices.pick(2) === 0 : tri === 'yes';
  }

  /** Whether a version holds from an instant that is not after `at`: the course decides once and for all. */
  beganBy(version: OrderVersion, at: bigint): boolean {
    // What is open of it the course may have closed since.
    if (version.from.high <= at || version.from.low > at) return version.from.high <= at;
    const known = this.#known(version);
    const tri = notAfter(known.from, exactly(at));
    const began = this.decide(tri);
    if (tri === 'maybe') this.#put(withBeginning(known, at + 1n, began));
    return began;
  }

  /** Whether a version was taken before `at`: the course decides once and for all. */
  takenBefore(version: OrderVersion, at: bigint): boolean {
    const known = this.#known(version);
    const tri = after(exactly(at), known.moment.now);
    const taken = this.decide(tri);
    if (tri === 'maybe') this.#put(withTaking(known, at, taken));
    return taken;
  }

  /** Whether a version that was overtaken holds all the same: the course decides once and for all. */
  holdsStill(version: OrderVersion): boolean {
    const known = this.#known(version);
    const holdsStill = known.holdsStill ?? this.pick([true, false]);
    if (known.holdsStill === undefined) this.#put({ ...known, holdsStill });
    return holdsStill;
  }

  /** The version as the course now has it. */
  #known(version: OrderVersion): OrderVersion {
    const state = this.course.state.orders.get(keyOf(version.order.identifier));
    return state?.versions.find((v) => v.op === version.op) ?? version;
  }

  #put(version: OrderVersion): void {
    const { orders } = this.course.state;
    const state = orders.get(keyOf(version.order.identifier));
    if (state === undefined) return;
    orders.set(state.key, { ...state, versions: state.versions.map((v) => (v.op === version.op ? version : v)) });
  }

  /** Is the SUT's clock past `at`? */
  isPast(at: bigint): boolean {
    const tri = after(this.now, exactly(at));
    const past = this.decide(tri);
    if (tri === 'maybe') {
      this.#now = past ? { low: at + 1n, high: this.now.high } : { low: this.now.low, high: at };
      this.#moment = undefined;
      const reached = this.ambience.clock.reached(at + 1n);
      if (past) this.#from = Math.min(this.#to, Math.max(this.#from, reached.from));
      else this.#to = Math.max(this.#from, Math.min(this.#to, reached.to));
    }
    return past;
  }
}
