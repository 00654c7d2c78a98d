import { compose } from './compose.ts';
import type { LaneVerdict, Verdict } from './types.ts';

/** What was counted for one lane. */
export interface LaneCounted {
  readonly ops: number;
  readonly readings: number;
  readonly refused: number;
  readonly items: number;
  readonly must: number;
  readonly broken: number;
  /** Of those: what only a SHOULD forbids. */
  readonly brokenShould: number;
  readonly undecided: number;
  readonly warned: number;
}

/** Colour of one lane: of everything that was found in it, whatever was selected. */
export const laneVerdict = (
  lane: string,
  { warned, brokenShould, ...counts }: LaneCounted,
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
            ? ['PASS']
            : [];
  return { lane, verdict: compose([...own, ...skipped]), counts };
};
