import type { Span } from '../time/span.ts';

/** When something took effect in one course. */
export interface Moment {
  /** Place in the order of effects, from 0. */
  readonly step: number;
  /** Monotonic stretch; `to` is infinite while nothing proves that it took effect. */
  readonly from: number;
  readonly to: number;
  /** What the SUT's clock showed then. */
  readonly now: Span;
  /** Where two courses that came to the same are told as one: the last place that it may have had. */
  readonly last?: number;
}

/** The last place in the order of effects that it can have had. */
export const lastPlace = ({ step, last }: Moment): number => last ?? step;

/** It comes no earlier than what had taken effect before it. */
export const notBefore = (moment: Moment, other: Pick<Moment, 'from' | 'now'>): Moment => {
  const from = Math.max(moment.from, other.from);
  const low = other.now.low > moment.now.low ? other.now.low : moment.now.low;
  const high = low > moment.now.high ? low : moment.now.high;
  return { ...moment, from, to: Math.max(from, moment.to), now: { low, high } };
};
