import type { Different } from './defect.ts';

/** What is said of a system that does otherwise what the contract leaves free, of whatever role. Nothing may fail. */
export interface VariantFacts {
  readonly name: string;
  /** What it does otherwise, and what leaves it free. */
  readonly freedom: string;
  /** Ids of requirements whose checks exercise that freedom; they are played in every run of it. */
  readonly exercisedBy: readonly string[];
  /** Ids of requirements whose checks find nothing to demand of it, by what it declares. */
  readonly leavesOut?: readonly string[];
}

/** A receiver that does otherwise. */
export interface Variant extends VariantFacts, Different {}
