import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { exitCodeFor } from '../verdict/exit-code.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import type { Conclusion } from './conclude.ts';

/**
 * Exit code of a certificate: 0 where it certifies; else that of the run; and where the run itself was green, 2 if
 * something of the scope was never judged, 1 if something stands against it (attempts, waivers, expiry).
 */
export const certificateExit = (verdicts: RunVerdicts, conclusion: Conclusion, expired = false): ExitCode => {
  if (conclusion.certified) return expired ? EXIT.failed : EXIT.passed;
  const code = exitCodeFor(verdicts.verdict, verdicts.exitCode === EXIT.nothingMatched ? 0 : 1);
  if (code !== EXIT.passed) return code;
  return conclusion.failed.length > 0 ? EXIT.undecided : EXIT.failed;
};
