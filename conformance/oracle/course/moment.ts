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
