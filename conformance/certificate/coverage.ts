import type { RunVerdicts } from '../verdict/types.ts';
import type { Conclusion } from './conclude.ts';
import { type Claimed, roleOf, scopeOf } from './scope.ts';

/** What was exercised and how often, and what was not covered and why. A function of the verdicts alone. */
export const coverageOf = (verdicts: RunVerdicts, conclusion: Conclusion, run: Claimed) => ({
  format: 1,
  role: roleOf(run),
  scope: scopeOf(run),
  exercised: verdicts.requirements
    .filter((r) => r.counts.must + r.counts.mustNot + r.counts.may > 0)
    .map((r) => ({ requirement: r.requirement, verdict: r.verdict, counts: r.counts })),
  lanes: verdicts.lanes.map((l) => ({ lane: l.lane, verdict: l.verdict })),
  notCovered: conclusion.notCovered,
});
