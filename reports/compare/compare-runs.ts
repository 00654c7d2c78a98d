import { requirementChanges, laneChanges, type Change, type LaneChange, type RequirementChange } from './changes.ts';
import { differencesOf, type Difference } from './differences.ts';
import { latencyChanges, neverSeen, type LatencyChange } from './latency-changes.ts';
import type { RunView } from './run-view.ts';

/**
 * What a comparison comes to. `worse`: something fails that did not. `unsure`: nothing such, but something that was judged
 * is not any more, or a run is void. `reserved`: something is met with a reservation that it had not. `nothing`: no
 * requirement was judged in both. `no-worse`: none of these; what failed before may fail still.
 */
export type Outcome = 'worse' | 'unsure' | 'reserved' | 'nothing' | 'no-worse';

export interface Comparison {
  readonly before: RunView;
  readonly now: RunView;
  readonly outcome: Outcome;
  readonly differences: readonly Difference[];
  readonly requirements: readonly RequirementChange[];
  readonly lanes: readonly LaneChange[];
  /** Empty where a run is void: its delays prove nothing. */
  readonly latencies: readonly LatencyChange[];
  /** Items that had to come and were never seen. */
  readonly neverSeen: { readonly before: number; readonly now: number };
}

const JUDGED_IN_BOTH: ReadonlySet<Change> = new Set(['broke', 'mended', 'reserved', 'eased', 'failing', 'same']);

const outcomeOf = (changes: readonly RequirementChange[], isVoid: boolean): Outcome => {
  const has = (change: Change): boolean => changes.some((c) => c.change === change);
  if (has('broke')) return 'worse';
  if (isVoid || has('lost')) return 'unsure';
  if (!changes.some((c) => JUDGED_IN_BOTH.has(c.change))) return 'nothing';
  return has('reserved') ? 'reserved' : 'no-worse';
};

/** What changed from one run to another. Both were judged by one and the same oracle. */
export const compareRuns = (before: RunView, now: RunView): Comparison => {
  const isVoid = before.verdicts.isVoid || now.verdicts.isVoid;
  const requirements = requirementChanges(before, now);
  return {
    before,
    now,
    outcome: outcomeOf(requirements, isVoid),
    differences: differencesOf(before, now),
    requirements,
    lanes: laneChanges(before, now),
    latencies: isVoid ? [] : latencyChanges(before, now),
    neverSeen: { before: neverSeen(before.latencies), now: neverSeen(now.latencies) },
  };
};
