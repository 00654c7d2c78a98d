import type { Role } from '../../contract/requirements/requirement.ts';
import type { LiarResult } from './run-liar.ts';
import type { MutantResult } from './run-mutant.ts';
import type { VariantResult } from './run-variant.ts';

export const KINDS = ['mutant', 'liar', 'variant'] as const;

/** One thing to play, by its name. Plain data: it goes from thread to thread. */
export interface SelftestTask {
  readonly role: Role;
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly seed: number;
  /** It keeps a processor busy: nothing else is played beside it in its thread, and all else has ended before. */
  readonly isLoad: boolean;
}

/** What came of it. `broken`: the self-test itself failed. */
export type SelftestResult =
  | { readonly kind: 'mutant'; readonly result: MutantResult }
  | { readonly kind: 'liar'; readonly result: LiarResult }
  | { readonly kind: 'variant'; readonly result: VariantResult }
  | { readonly kind: 'broken'; readonly task: SelftestTask; readonly why: string };

/** What a thread is started with. */
export interface ThreadStart {
  /** Where runs are kept while they are played. */
  readonly folder: string;
}
