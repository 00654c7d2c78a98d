import type { Verdict } from '../../conformance/verdict/types.ts';

/** What JUnit can say of a case. `passed` is the only green one. */
export type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

/**
 * JUnit's word for each verdict. Undecided is an error, because a build server shows skipped cases
 * as harmless. A warning passes and stands in system-out: JUnit has no word for it.
 */
export const OUTCOME: Readonly<Record<Verdict, Outcome>> = {
  PASS: 'passed',
  WARN: 'passed',
  FAIL: 'failure',
  HARNESS_ERROR: 'error',
  INCONCLUSIVE: 'error',
  UNSTABLE: 'error',
  UNTESTABLE: 'error',
  NOT_RUN: 'skipped',
  NOT_APPLICABLE: 'skipped',
};
