import type { RequirementVerdict, Verdict } from '../../conformance/verdict/types.ts';
import { isPartly, showReason } from './show-reason.ts';

/** Requirements that share a verdict and the reason for it, in one entry. */
export interface OpenGroup {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly ids: readonly string[];
}

/** So many with one reason, and a row for each would only hide the others. */
const MANY = 4;

/**
 * Requirements that did not run, folded by their reason where many share one (not built yet, not
 * selected, never came up), and all others, which keep a row of their own. Both in the order given.
 */
export function foldNotRun(requirements: readonly RequirementVerdict[]): {
  readonly rows: readonly RequirementVerdict[];
  readonly groups: readonly OpenGroup[];
} {
  const byReason = new Map<string, RequirementVerdict[]>();
  for (const r of requirements) {
    if ((r.verdict !== 'NOT_RUN' && r.verdict !== 'NOT_APPLICABLE') || isPartly(r.reason)) continue;
    const key = JSON.stringify([r.verdict, showReason(r.reason)]);
    byReason.set(key, [...(byReason.get(key) ?? []), r]);
  }
  const many = [...byReason.values()].filter((members) => members.length >= MANY);
  const folded = new Set(many.flat());
  const groups = many.flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    return [{ verdict: first.verdict, reason: showReason(first.reason), ids: members.map((r) => r.requirement) }];
  });
  return { rows: requirements.filter((r) => !folded.has(r)), groups };
}
