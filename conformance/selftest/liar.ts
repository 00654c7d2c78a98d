import type { Different } from './defect.ts';

/** What is said of a system that does none of the work and answers as if it did, of whatever role. */
export interface LiarFacts {
  readonly name: string;
  readonly lie: string;
  /** Ids of the requirements that must fail, every one of them. */
  readonly requirements: readonly string[];
}

/** A receiver that lies. */
export interface Liar extends LiarFacts, Different {}
