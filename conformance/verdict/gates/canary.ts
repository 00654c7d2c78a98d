import type { Role } from '../../../contract/requirements/requirement.ts';
import type { GateVerdict, RunVerdicts } from '../types.ts';

/** What came of the canary of a run: its verdicts, and the requirements that it was to break. */
export interface CanaryOutcome {
  /** As what it was played; unsaid: a receiver. */
  readonly role?: Role | undefined;
  readonly selected: readonly string[];
  readonly verdicts: Pick<RunVerdicts, 'requirements' | 'isVoid'>;
}

/**
 * A system with a known defect was played beside, by the same harness, and was failed for it. A harness that lets it
 * pass has proven nothing of any other system, and one that fails receivers nothing of senders. Undefined: the run had
 * none, as those of older versions. `runs`: the role of the system of the run.
 */
export const canaryFailed = (canary: CanaryOutcome | undefined, runs: Role = 'receiver'): GateVerdict => {
  const gate = 'canary';
  if (canary === undefined) return { gate, verdict: 'NOT_APPLICABLE', reason: 'the run played no canary' };
  const { role = 'receiver', selected, verdicts } = canary;
  if (role !== runs)
    return {
      gate,
      verdict: 'HARNESS_ERROR',
      reason: `the canary was a ${role}, and the system of this run is a ${runs}`,
    };
  const [wanted] = selected;
  const found = verdicts.requirements.find((r) => r.requirement === wanted);
  if (found?.verdict === 'FAIL' && !verdicts.isVoid)
    return { gate, verdict: 'PASS', reason: `a ${role} that is known to break ${wanted} was failed for it` };
  const became = verdicts.isVoid ? 'the canary itself is void' : `it was judged ${found?.verdict ?? 'by nothing'}`;
  return {
    gate,
    verdict: 'HARNESS_ERROR',
    reason: `a ${role} that is known to break ${wanted ?? 'a requirement'} was not failed for it: ${became}`,
  };
};
