/** Abnormal readings of one direction that no standing item of repetition has consumed. */
export interface Unconsumed {
  /** By effective time. */
  readonly free: readonly string[];
  /** Such as lie too far back for every window known when they were put aside. */
  readonly past: readonly string[];
  /** The longest of these windows. */
  readonly reach: bigint;
}

/** Before the first reading. */
export const NONE_UNCONSUMED: Unconsumed = { free: [], past: [], reach: 0n };
