import type { HistoryLine } from '../history/lines.ts';
import type { BrokenByLane } from '../judge.ts';
import type { LaneRequest } from '../runner/run.ts';
import type { RunVerdicts } from '../verdict/types.ts';

/** Lanes played on the system under test: what was written down, and the verdicts on it. */
export interface Played {
  readonly lines: readonly HistoryLine[];
  readonly verdicts: RunVerdicts;
}

/** Plays lanes again: what broke in each of them. */
export type PlayLanes = (lanes: readonly LaneRequest[], name: string) => Promise<BrokenByLane>;
