import { lanesThatBroke } from '../judge.ts';
import type { LaneRequest } from '../runner/run.ts';
import type { Scenario } from '../runner/document/scenario.ts';
import type { PlayLanes } from './played.ts';
import { withActs } from './fewer-acts.ts';

/** Rounds of leaving out, each one run of the system under test. */
const MOST_ROUNDS = 8;
/** Candidates side by side in one run. */
const MOST_CANDIDATES = 8;

/** Which of these lanes broke the requirement. */
export const brokenLanes = async (
  scenarios: readonly Scenario[],
  requirement: string,
  play: PlayLanes,
  name: string,
): Promise<ReadonlySet<number>> => {
  const lanes = scenarios.map((scenario): LaneRequest => ({
    scenario,
    binding: scenario.bindings[0] ?? 'fhir',
    requirements: [requirement],
  }));
  const broken = lanesThatBroke(await play(lanes, name), requirement);
  return new Set(lanes.flatMap((l, i) => (broken.has(`${l.scenario.name}/${l.binding}`) ? [i] : [])));
};

/** Stretches of so many acts, from the end: what comes late rests on what came before. */
const stretches = (count: number, size: number): readonly (readonly number[])[] => {
  const found: number[][] = [];
  for (let end = count; end > 0 && found.length < MOST_CANDIDATES; end -= size)
    found.push(Array.from({ length: Math.min(size, end) }, (_, i) => end - 1 - i));
  return found;
};

const without = (scenario: Scenario, left: readonly number[], name: string): Scenario => {
  const gone = new Set(left);
  const kept = new Set([...scenario.acts.keys()].filter((i) => !gone.has(i)));
  return withActs(scenario, kept, name) ?? scenario;
};

/**
 * Leaves acts out as long as the system still breaks the requirement: in each round several stretches side by side, each
 * left out by itself, then all at once of which it took none. For what the oracle alone cannot make small, because it rests
 * on what the system did and not on what was right.
 */
export const playedSmaller = async (
  scenario: Scenario,
  requirement: string,
  play: PlayLanes,
  name: string,
): Promise<Scenario> => {
  const stem = scenario.name;
  let left = scenario;
  let size = Math.max(1, Math.ceil(left.acts.length / MOST_CANDIDATES));
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const before = left;
    const parts = stretches(before.acts.length, size);
    const each = parts.map((part, i) => without(before, part, `${stem}:without${round}-${i}`));
    const broken = await brokenLanes(each, requirement, play, `${name}-${round}`);
    const spare = parts.filter((_, i) => broken.has(i));
    if (spare.length > 0) {
      const all = without(before, spare.flat(), `${stem}:without${round}-all`);
      const still = spare.length > 1 && (await brokenLanes([all], requirement, play, `${name}-${round}-all`)).has(0);
      const [one] = each.filter((_, i) => broken.has(i)).toSorted((a, b) => a.acts.length - b.acts.length);
      left = still ? all : (one ?? before);
    }
    if (left.acts.length < before.acts.length) size = Math.max(1, Math.min(size, Math.ceil(left.acts.length / 2)));
    else if (size === 1) return left;
    else size = Math.max(1, Math.floor(size / 2));
  }
  return left;
};
