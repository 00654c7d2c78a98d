import type { Verdict } from './types.ts';

/**
 * From the gravest to the lightest. A proven FAIL is never hidden by an unknown; a harness error that
 * concerns one check comes after it, one that concerns the whole run voids everything (see judge.ts).
 */
const GRAVITY: readonly Verdict[] = [
  'FAIL',
  'HARNESS_ERROR',
  'UNTESTABLE',
  'UNSTABLE',
  'INCONCLUSIVE',
  'NOT_RUN',
  'WARN',
  'PASS',
];

/** The verdict on a whole from those on its parts. Nothing applicable: NOT_APPLICABLE; no parts at all: NOT_RUN. */
export const compose = (verdicts: Iterable<Verdict>): Verdict => {
  const present = new Set(verdicts);
  return GRAVITY.find((v) => present.has(v)) ?? (present.has('NOT_APPLICABLE') ? 'NOT_APPLICABLE' : 'NOT_RUN');
};
