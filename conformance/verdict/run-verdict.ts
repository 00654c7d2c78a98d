import { compose } from './compose.ts';
import type { GateVerdict, LaneVerdict, RequirementVerdict, Verdict } from './types.ts';

/** Everything that a run's verdict is made of. */
export interface RunParts {
  readonly requirements: readonly Pick<RequirementVerdict, 'requirement' | 'verdict'>[];
  readonly lanes: readonly Pick<LaneVerdict, 'verdict'>[];
  readonly gates: readonly Pick<GateVerdict, 'verdict'>[];
  /** What the history's end says of the run as a whole. */
  readonly whole: readonly Verdict[];
  /** Requirement ids that the run set out to judge; none: whatever its lanes exercise. */
  readonly selected: readonly string[];
}

/** The harness failed as a whole: nothing that was found is confirmed. */
export const isVoid = ({ gates, whole }: Pick<RunParts, 'gates' | 'whole'>): boolean =>
  whole.includes('HARNESS_ERROR') || gates.some((g) => g.verdict === 'HARNESS_ERROR');

/**
 * The verdict on the run: of the requirements it set out to judge, of its gates, and of its lanes, so that what was
 * broken outside the selection still fails it. A harness error of the whole run voids everything.
 */
export const runVerdict = (parts: RunParts): Verdict => {
  if (isVoid(parts)) return 'HARNESS_ERROR';
  const { requirements, lanes, gates, whole, selected } = parts;
  const known = new Set(requirements.map((r) => r.requirement));
  const open = selected.length === 0;
  const judged: readonly Verdict[] = [
    ...requirements
      .filter(
        (r) => selected.includes(r.requirement) || r.verdict === 'FAIL' || (open && r.verdict === 'HARNESS_ERROR'),
      )
      .map((r) => r.verdict),
    ...lanes.map((l) => l.verdict).filter((v) => open || v === 'FAIL'),
  ];
  // A gate makes no run green by itself: where nothing was judged it can only say what is worse.
  const isNothing = judged.every((v) => v === 'NOT_APPLICABLE');
  return compose([
    ...judged,
    ...gates.map((g) => g.verdict).filter((v) => !isNothing || (v !== 'PASS' && v !== 'WARN')),
    ...whole,
    ...(selected.some((id) => !known.has(id)) ? (['NOT_RUN'] as const) : []),
  ]);
};
