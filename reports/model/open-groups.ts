import type { EndLine } from '../../conformance/history/lines.ts';
import type { RequirementVerdict, Verdict } from '../../conformance/verdict/types.ts';
import { isPartly, showReason } from './show-reason.ts';

/** Requirements, or lanes, that share a verdict and the reason for it, in one entry. */
export interface OpenGroup {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly ids: readonly string[];
}

/** So many with one reason, and a row for each would only hide the others. */
const MANY = 4;

/** Rows of which many share a verdict and its reason, put together; the others keep a row of their own. All in the order given. */
const foldMany = <T extends { readonly verdict: Verdict }>(
  all: readonly T[],
  reasonOf: (row: T) => string | undefined,
  nameOf: (row: T) => string,
): { readonly rows: readonly T[]; readonly groups: readonly OpenGroup[] } => {
  const byReason = new Map<string, { readonly verdict: Verdict; readonly reason: string; readonly members: T[] }>();
  for (const row of all) {
    const reason = reasonOf(row);
    if (reason === undefined || (row.verdict !== 'NOT_RUN' && row.verdict !== 'NOT_APPLICABLE')) continue;
    const key = JSON.stringify([row.verdict, reason]);
    const group = byReason.get(key);
    if (group === undefined) byReason.set(key, { verdict: row.verdict, reason, members: [row] });
    else group.members.push(row);
  }
  const many = [...byReason.values()].filter(({ members }) => members.length >= MANY);
  const folded = new Set(many.flatMap(({ members }) => members));
  const groups = many.map(({ verdict, reason, members }) => ({ verdict, reason, ids: members.map(nameOf) }));
  return { rows: all.filter((row) => !folded.has(row)), groups };
};

/**
 * Requirements that did not run, folded by their reason where many share one (not built yet, not
 * selected, never came up), and all others.
 */
export const foldNotRun = (
  requirements: readonly RequirementVerdict[],
): { readonly rows: readonly RequirementVerdict[]; readonly groups: readonly OpenGroup[] } =>
  foldMany(
    requirements,
    ({ reason }) => (isPartly(reason) ? undefined : showReason(reason)),
    (r) => r.requirement,
  );

type Skipped = EndLine['skipped'][number];

/** The same of lanes that never ran: where a wire is not spoken, every scenario has one. */
export const foldLanes = (
  skipped: readonly Skipped[],
): { readonly rows: readonly Skipped[]; readonly groups: readonly OpenGroup[] } =>
  foldMany(
    skipped,
    ({ reason }) => reason,
    ({ lane }) => lane,
  );
