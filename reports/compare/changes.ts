import type { RequirementVerdict, Verdict } from '../../conformance/verdict/types.ts';
import { byCodeUnits } from '../model/tally.ts';
import { standingIn, type RunView, type Standing } from './run-view.ts';

/**
 * What became of a requirement from one run to another. `broke`: fails and did not before. `mended`: failed, and was met.
 * `lost`: was judged, and is not any more. `reserved` and `eased`: met with a reservation that it had not, or no more.
 * `gained`: met, where it was not judged before. `failing`, `same`: as before. `open`: not judged in either.
 */
export const CHANGES = ['broke', 'mended', 'lost', 'reserved', 'gained', 'eased', 'failing', 'same', 'open'] as const;
export type Change = (typeof CHANGES)[number];

export interface RequirementChange {
  readonly requirement: string;
  readonly statement: string;
  readonly level: string;
  readonly change: Change;
  /** Undefined: that run knows no such requirement. */
  readonly before: Verdict | undefined;
  readonly now: Verdict | undefined;
  readonly reasonBefore: string;
  readonly reasonNow: string;
}

/** A FAIL that is not judged any more is no mended one. */
export const changeOf = (before: Standing, now: Standing): Change => {
  if (before === now) return before === 'failed' ? 'failing' : before === 'open' ? 'open' : 'same';
  if (now === 'failed') return 'broke';
  if (now === 'open') return 'lost';
  if (before === 'failed') return 'mended';
  if (before === 'open') return 'gained';
  return now === 'reserved' ? 'reserved' : 'eased';
};

const NEVER = 'not known to that run';

/** Every requirement that either run knows, what changed first. */
export const requirementChanges = (a: RunView, b: RunView): readonly RequirementChange[] => {
  const by = ({ verdicts }: RunView): ReadonlyMap<string, RequirementVerdict> =>
    new Map(verdicts.requirements.map((r) => [r.requirement, r]));
  const [before, now] = [by(a), by(b)];
  const ids = [...new Set([...before.keys(), ...now.keys()])].toSorted(byCodeUnits);
  const rows = ids.map((requirement): RequirementChange => {
    const [was, is] = [before.get(requirement), now.get(requirement)];
    return {
      requirement,
      statement: (is ?? was)?.statement ?? '',
      level: (is ?? was)?.level ?? '',
      change: changeOf(standingIn(a.verdicts, was), standingIn(b.verdicts, is)),
      before: was?.verdict,
      now: is?.verdict,
      reasonBefore: was?.reason ?? NEVER,
      reasonNow: is?.reason ?? NEVER,
    };
  });
  return rows.toSorted((x, y) => CHANGES.indexOf(x.change) - CHANGES.indexOf(y.change));
};

/** A lane whose verdict changed, or that one run alone played. */
export interface LaneChange {
  readonly lane: string;
  readonly before: Verdict | undefined;
  readonly now: Verdict | undefined;
}

/** Lanes that ended otherwise, then those of one run alone. */
export const laneChanges = (a: RunView, b: RunView): readonly LaneChange[] => {
  const by = ({ verdicts }: RunView): ReadonlyMap<string, Verdict> =>
    new Map(verdicts.lanes.map((l) => [l.lane, l.verdict]));
  const [before, now] = [by(a), by(b)];
  const all = [...new Set([...before.keys(), ...now.keys()])]
    .map((lane): LaneChange => ({ lane, before: before.get(lane), now: now.get(lane) }))
    .filter((l) => l.before !== l.now);
  const isOfBoth = (l: LaneChange): boolean => l.before !== undefined && l.now !== undefined;
  return [...all.filter(isOfBoth), ...all.filter((l) => !isOfBoth(l))];
};
