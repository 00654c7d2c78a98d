import type { RefusalName } from '../../../contract/codes/refusals.ts';

/** The circumstance behind a refusal; finer than its code, so that each requirement knows its own. */
export type Cause =
  | 'no-offset'
  | 'bad-number'
  | 'unknown-unit'
  | 'unit-mismatch'
  | 'unknown-code'
  | 'message-type'
  | 'cut-off'
  | 'undecodable'
  | 'foreign-delimiters'
  | 'control-id-reuse'
  | 'several-matches'
  | 'processing-id'
  | 'version'
  | 'unknown-patient'
  | 'other-patient'
  | 'conflict'
  | 'control-solution'
  | 'future'
  | 'no-order'
  | 'other-measure-ordered'
  | 'draft'
  | 'on-hold'
  | 'ended'
  | 'not-begun'
  | 'in-error'
  | 'after-end'
  | 'never-permitted'
  | 'other-type-permitted'
  | 'withdrawn'
  | 'before-grant'
  | 'source'
  | 'sibling';

/** A circumstance of its own within a cause, with a requirement of its own. */
export type Finer =
  /** A conflict: with what was taken back before it came, with a correction that came first, with another patient's reading. */
  | 'tombstone'
  | 'corrected-first'
  | 'another-patient'
  /** A correction to an instant at which it could not be filed. */
  | 'moved-out'
  /** Measured at the very instant at which the period ends. */
  | 'period-end';

export interface Reason {
  readonly cause: Cause;
  readonly finer?: Finer;
  /** Any of these codes says it rightly. */
  readonly codes: readonly RefusalName[];
  readonly why: string;
}

/**
 * What may become of one attempt. `accept` without reasons: it must be accepted. Reasons without
 * `accept`: it must be refused, for one of them. Both: either is right.
 */
export interface Expectation {
  readonly accept: boolean;
  /** The gates can let it in by itself, not only as a replay of something filed. */
  readonly files: boolean;
  /** Accepted as one that is filed already: same answer, no second effect. */
  readonly replay: boolean;
  /** An accepting answer is right although nothing is to be written (FHIR conditional create on a conflict). */
  readonly storedAnswer: boolean;
  /** It may be answered kindly and kept apart, where it counts nowhere (declared policies). */
  readonly apart: boolean;
  /** Why it may be kept apart. */
  readonly apartBecause: readonly Reason[];
  readonly reasons: readonly Reason[];
}

export const mustAccept = (e: Expectation): boolean => e.accept && e.reasons.length === 0;
export const mustRefuse = (e: Expectation): boolean => !e.accept && e.reasons.length > 0;
