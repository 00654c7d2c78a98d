import type { RequirementVerdict, RunVerdicts, Verdict } from '../../conformance/verdict/types.ts';
import { NOT_JUDGED, WORST_FIRST } from './wording.ts';

/** How many have each verdict, worst first, verdicts that nobody has left out. */
export function tally(verdicts: readonly Verdict[]): readonly (readonly [Verdict, number])[] {
  const counts = new Map<Verdict, number>();
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return WORST_FIRST.flatMap((verdict) => {
    const count = counts.get(verdict);
    return count === undefined ? [] : [[verdict, count] as const];
  });
}

/** The requirements of a run on which nothing was decided, worst first, then by id. */
export const notJudged = (run: RunVerdicts): readonly RequirementVerdict[] =>
  worstFirst(run.requirements.filter((r) => NOT_JUDGED.has(r.verdict)));

/** Requirements ordered by how bad their verdict is, then by id. */
export const worstFirst = (requirements: readonly RequirementVerdict[]): readonly RequirementVerdict[] =>
  [...requirements].sort(
    (a, b) =>
      WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict) || byCodeUnits(a.requirement, b.requirement),
  );

/** Order that does not depend on a locale. */
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
