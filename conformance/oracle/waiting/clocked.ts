import type { Choices } from '../course/choices.ts';
import { notAfter, type Span, type Tri } from '../time/span.ts';

/** A pure look at one course in the SUT's time, where what its intervals leave open is answered by choices. */
export class Clocked {
  readonly #choices: Choices;

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

  pick<T>(alternatives: readonly T[]): T | undefined {
    return alternatives[this.#choices.pick(alternatives.length)];
  }
}
