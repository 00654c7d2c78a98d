import { compose } from './compose.ts';
import { isTechnicalLane } from './technical-lane.ts';
import type { LaneVerdict, Verdict } from './types.ts';

/** What was counted for one lane. */
export interface LaneCounted {
  readonly ops: number;
  readonly readings: number;
  readonly refused: number;
  readonly items: number;
  readonly must: number;
  readonly mustNot: number;
  readonly broken: number;
  /** Of those: what only a SHOULD forbids. */
  readonly brokenShould: number;
  readonly undecided: number;
  readonly warned: number;
}

/**
 * Colour of one lane: of everything that was found in it, whatever was selected. A lane in which something was done and
 * nothing was judged, neither what had to happen nor what must not, is open; the harness's own lanes are there to be played.
 */
export const laneVerdict = (
  lane: string,
  { warned, brokenShould, mustNot, ...counts }: LaneCounted,
  skipped: readonly Verdict[],
): LaneVerdict => {
  const own: Verdict[] =
    counts.broken > brokenShould
      ? ['FAIL']
      : counts.undecided > 0
        ? ['INCONCLUSIVE']
        : warned + brokenShould > 0
          ? ['WARN']
          : counts.ops > 0
            ? [counts.must + mustNot > 0 || isTechnicalLane(lane) ? 'PASS' : 'INCONCLUSIVE']
            : [];
  return { lane, verdict: compose([...own, ...skipped]), counts };
};
