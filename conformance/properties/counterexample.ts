import type { Catalogue } from '../../contract/requirements/load.ts';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import type { Scenario } from '../runner/document/scenario.ts';
import { operationsOf } from '../shrink/operations.ts';
import { type Shrunk, shrinkHistory } from '../shrink/shrink-history.ts';
import { alignActs } from './align.ts';
import type { Drawn } from './draw.ts';
import { withActs } from './fewer-acts.ts';
import type { Played, PlayLanes } from './played.ts';
import { brokenLanes, playedSmaller } from './played-smaller.ts';

/** A sequence in which a requirement is broken, as small as it got, and how often it broke again. */
export interface Counterexample {
  readonly requirement: string;
  readonly drawn: Drawn;
  /** The minimal history, by leaving out; lines keep their numbers. */
  readonly shrunk: Shrunk;
  /** What was played again: the acts of the minimal history or, where those alone did not break it, what the system still broke it with. */
  readonly scenario: Scenario;
  readonly reproduced: number;
  readonly tried: number;
}

/** How often a counterexample is played again. */
const TIMES = 5;

const laneOf = ({ scenario }: Drawn): string => `${scenario.name}/${scenario.bindings[0]}`;

/** What broke in each sequence, the first of each requirement. */
export const brokenSequences = (
  drawn: readonly Drawn[],
  { verdicts }: Played,
): readonly { readonly drawn: Drawn; readonly requirement: string }[] =>
  verdicts.requirements.flatMap(({ requirement, findings }) => {
    const lanes = new Set(findings.filter((f) => f.outcome === 'broken').map((f) => f.lane));
    const first = drawn.find((d) => lanes.has(laneOf(d)));
    return first === undefined ? [] : [{ drawn: first, requirement }];
  });

/** The run of one lane: its own lines and those of no lane, so that what other sequences did does not stand in the way. */
const onlyLane = (
  lines: readonly HistoryLine[],
  lane: string,
  technical: ReadonlySet<string>,
): readonly HistoryLine[] =>
  lines.filter((line) => line.kind !== 'op' || line.lane === lane || technical.has(line.lane));

const opsOf = (lines: readonly HistoryLine[], lane: string): readonly OpLine[] =>
  operationsOf(lines).filter((op) => op.lane === lane);

/** So many times in one run, each with people of its own: how often it broke. */
const again = async (scenario: Scenario, requirement: string, play: PlayLanes, name: string): Promise<number> => {
  const copies = Array.from({ length: TIMES }, (_, i) => ({ ...scenario, name: `${scenario.name}:${i + 1}` }));
  return (await brokenLanes(copies, requirement, play, name)).size;
};

/**
 * Makes a broken sequence small: first on its history, where the oracle alone is asked, then by playing what is left on the
 * system, five times. Where that does not break it even once, acts are left out of the whole sequence as long as the system goes on breaking it.
 * Undefined: the oracle does not find
 * it broken when the lane stands by itself.
 */
export const counterexample = async (
  drawn: Drawn,
  requirement: string,
  { lines }: Played,
  catalogue: Catalogue,
  play: PlayLanes,
): Promise<Counterexample | undefined> => {
  const lane = laneOf(drawn);
  const others = new Set(
    lines.flatMap((line) => (line.kind === 'op' && !line.lane.startsWith('property:') ? [line.lane] : [])),
  );
  const shrunk = shrinkHistory(onlyLane(lines, lane, others), catalogue, requirement);
  if (shrunk === undefined) return undefined;
  const left = new Set(opsOf(shrunk.lines, lane).map((op) => op.seq));
  const kept = [...alignActs(drawn.scenario, opsOf(lines, lane))].filter(([, ops]) =>
    ops.some((op) => left.has(op.seq)),
  );
  const small = withActs(drawn.scenario, new Set(kept.map(([i]) => i)), `${drawn.scenario.name}:small`);
  const title = `${requirement.toLowerCase()}-${drawn.path}`;
  if (small !== undefined) {
    const reproduced = await again(small, requirement, play, `${title}-small`);
    if (reproduced > 0) return { requirement, drawn, shrunk, scenario: small, reproduced, tried: TIMES };
  }
  const smaller = await playedSmaller(drawn.scenario, requirement, play, title);
  const reproduced = await again(smaller, requirement, play, `${title}-again`);
  return { requirement, drawn, shrunk, scenario: smaller, reproduced, tried: TIMES };
};
