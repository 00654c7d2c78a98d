import type { Different } from './defect.ts';

/** A system that does none of the work and answers as if it did. */
export interface Liar extends Different {
  readonly name: string;
  readonly lie: string;
  /** Ids of the requirements that must fail, every one of them. */
  readonly requirements: readonly string[];
}
