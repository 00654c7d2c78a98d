import type { RunVerdicts, Verdict } from '../../conformance/verdict/types.ts';

const hide = (verdict: Verdict): Verdict => (verdict === 'PASS' || verdict === 'WARN' ? 'HARNESS_ERROR' : verdict);
/** How the reason of a failure begins in a run that is void. */
export const UNCONFIRMED = 'unconfirmed, the run is void';

const say = (verdict: Verdict, reason: string): string =>
  verdict === 'FAIL' ? `${UNCONFIRMED}: ${reason}` : `the run is void; without that: ${verdict}, ${reason}`;

/**
 * A run that is void as a whole proves nothing: what passed in it must not look green, and what
 * failed is not confirmed. A run in which single requirements met a harness error is not void.
 */
export function withoutVoidPasses(run: RunVerdicts): RunVerdicts {
  if (!run.isVoid) return run;
  return {
    ...run,
    requirements: run.requirements.map((r) => ({ ...r, verdict: hide(r.verdict), reason: say(r.verdict, r.reason) })),
    gates: run.gates.filter((g) => g.verdict !== 'PASS'),
    lanes: run.lanes.map((l) => ({ ...l, verdict: hide(l.verdict) })),
  };
}
