import fc from 'fast-check';
import { first } from '../choices.test-helper.ts';

/** Small numbers that decide about one move; 0 is always the plainest choice. */
interface PlannedMove {
  readonly picks: readonly number[];
}

/** What a history is made from. Shrinks to fewer moves and plainer ones. */
export interface Plan {
  readonly theme: number;
  readonly opening: readonly number[];
  readonly moves: readonly PlannedMove[];
  /** How long after its raising the n-th item comes into sight. */
  readonly lags: readonly number[];
  /** How long the history goes on after the last move. */
  readonly rest: number;
}

const small = fc.nat({ max: 119 });

export const MOST_MOVES = 7;

/** Without a bias towards small numbers, which would make most histories alike. */
export const plans: fc.Arbitrary<Plan> = fc.noBias(
  fc.record({
    theme: fc.nat({ max: 999 }),
    opening: fc.array(small, { minLength: 16, maxLength: 16 }),
    moves: fc.array(fc.record({ picks: fc.array(small, { minLength: 14, maxLength: 14 }) }), {
      minLength: 2,
      maxLength: MOST_MOVES,
      size: 'max',
    }),
    lags: fc.array(small, { minLength: 4, maxLength: 4 }),
    rest: small,
  }),
);

/** Takes numbers one by one and turns each into a choice. Past the last it takes the plainest. */
export class Picks {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  #next(): number {
    this.#at += 1;
    return this.#numbers[this.#at - 1] ?? 0;
  }

  of<T>(list: readonly T[]): T {
    const at = this.#next() % Math.max(1, list.length);
    return first(list.slice(at));
  }

  /** True in `percent` of a hundred, never for the plainest number. */
  chance(percent: number): boolean {
    return this.#next() >= 120 - percent * 1.2;
  }
}
