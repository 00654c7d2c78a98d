import type { LaneVerdict } from '../../conformance/verdict/types.ts';
import { WORST_FIRST } from './wording.ts';

/** Lanes of the harness's own: they set people up, watch the inbox and wait; no scenario runs in them. */
const TECHNICAL: ReadonlySet<string> = new Set(['drain', 'observer', 'people', 'sentinel']);

export const isTechnical = (lane: string): boolean => TECHNICAL.has(lane);

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
