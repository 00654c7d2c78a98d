import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import type { Verdict } from './types.ts';

const BY_VERDICT: Readonly<Record<Verdict, ExitCode>> = {
  PASS: EXIT.passed,
  WARN: EXIT.passed,
  NOT_APPLICABLE: EXIT.nothingMatched,
  NOT_RUN: EXIT.undecided,
  INCONCLUSIVE: EXIT.undecided,
  UNSTABLE: EXIT.undecided,
  UNTESTABLE: EXIT.failed,
  FAIL: EXIT.failed,
  HARNESS_ERROR: EXIT.harness,
};

/**
 * Exit code of a run. `executed`: how many operations were judged; a run of none matched nothing (3),
 * unless something was broken all the same.
 * 64, 65, 69 and 75 never come from a verdict: they say that there is none.
 */
export const exitCodeFor = (verdict: Verdict, executed: number): ExitCode =>
  executed === 0 && verdict !== 'HARNESS_ERROR' && verdict !== 'FAIL' ? EXIT.nothingMatched : BY_VERDICT[verdict];

/** The same for those who take a reservation for a failure (`--strict`): WARN exits 1. Everything else is as it was. */
export const strictly = (verdict: Verdict, exitCode: number): number =>
  verdict === 'WARN' && exitCode === EXIT.passed ? EXIT.failed : exitCode;
