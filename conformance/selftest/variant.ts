import type { Different } from './defect.ts';

/** A system that does otherwise what the contract leaves free. Nothing may fail. */
export interface Variant extends Different {
  readonly name: string;
  /** What it does otherwise, and what leaves it free. */
  readonly freedom: string;
  /** Ids of requirements whose checks exercise that freedom; they are played in every run of it. */
  readonly exercisedBy: readonly string[];
  /** Ids of requirements whose checks find nothing to demand of it, by what it declares. */
  readonly leavesOut?: readonly string[];
}
