import type { OpLine } from '../../history/lines.ts';
import { after, exactly, type Span, type Tri } from '../time/span.ts';
import type { Ambience } from './ambience.ts';
import type { Choices } from './choices.ts';
import type { Course } from './course.ts';
import type { Moment } from './moment.ts';

/**
 * One operation taking effect in one course. Questions that its interval leaves open are answered by
 * the choices; an answer about the SUT's clock narrows it for the rest of the step.
 */
export class Step {
  readonly course: Course;
  readonly ambience: Ambience;
  readonly op: OpLine;
  readonly from: number;
  readonly to: number;
  readonly #choices: Choices;
  #now: Span | undefined;
  #moment: Moment | undefined;

  /**
   * `low`: it comes after everything that bears on it. `to`: it has taken effect by then; infinite: or never.
   * `now`: what the SUT's clock can show then, where something that took effect together with it has told.
   */
  constructor(course: Course, ambience: Ambience, op: OpLine, low: number, to: number, choices: Choices, now?: Span) {
    this.course = course;
    this.ambience = ambience;
    this.op = op;
    this.from = Math.max(op.sent, low);
    this.to = Math.max(this.from, to);
    this.#choices = choices;
    this.#now = now;
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
    const taken = alternatives[this.#choices.pick(alternatives.length)];
    if (taken === undefined && alternatives.length === 0) throw new RangeError('nothing to pick from');
    return taken as T;
  }

  decide(tri: Tri): boolean {
    return tri === 'maybe' ? this.#choices.pick(2) === 0 : tri === 'yes';
  }

  /** Is the SUT's clock past `at`? */
  isPast(at: bigint): boolean {
    const tri = after(this.now, exactly(at));
    const past = this.decide(tri);
    if (tri === 'maybe') {
      this.#now = past ? { low: at + 1n, high: this.now.high } : { low: this.now.low, high: at };
      this.#moment = undefined;
    }
    return past;
  }
}
