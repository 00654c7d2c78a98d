import { isTechnicalLane } from '../../conformance/verdict/technical-lane.ts';
import type { LaneVerdict } from '../../conformance/verdict/types.ts';
import { WORST_FIRST } from './wording.ts';

/** People are set up, the inbox is watched, the end is waited for there; no scenario runs in them. */
export const isTechnical = isTechnicalLane;

/** Lanes for a list: those of scenarios before technical ones, in their order otherwise. */
export const technicalLast = (lanes: readonly LaneVerdict[]): readonly LaneVerdict[] => [
  ...lanes.filter((l) => !isTechnical(l.lane)),
  ...lanes.filter((l) => isTechnical(l.lane)),
];

const isCheck = (lane: string): boolean => lane.startsWith('check:');

/** The same, the worst first within both; of one verdict, scenarios before the short checks of single requirements. */
export const worstLanesFirst = (lanes: readonly LaneVerdict[]): readonly LaneVerdict[] =>
  technicalLast(
    [...lanes].sort(
      (a, b) =>
        WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict) ||
        Number(isCheck(a.lane)) - Number(isCheck(b.lane)),
    ),
  );
