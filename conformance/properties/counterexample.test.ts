import { expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { BrokenByLane } from '../judge.ts';
import { type Counterexample, counterexample } from './counterexample.ts';
import type { Played } from './played.ts';
import { drawSequences } from './draw.ts';
import { brokenLanes, playedSmaller } from './played-smaller.ts';

/** A system that breaks ORD-05 whenever a lane changes an order, and nothing else. */
const breaksOnChange =
  (log: string[][]) =>
  async (
    lanes: readonly { scenario: { name: string; acts: readonly { change?: unknown }[] }; binding: string }[],
  ): Promise<BrokenByLane> => {
    log.push(lanes.map((l) => l.scenario.name));
    return new Map(
      lanes
        .filter((l) => l.scenario.acts.some((a) => a.change !== undefined))
        .map((l) => [`${l.scenario.name}/${l.binding}`, new Map([['ORD-05', 1]])]),
    );
  };

const [drawn] = drawSequences(1, 40).filter(
  (d) => d.scenario.acts.filter((a) => a.change !== undefined).length === 1 && d.scenario.acts.length > 12,
);

test('acts are left out as long as the system goes on breaking it', async () => {
  if (drawn === undefined) throw new Error('no sequence with one change');
  const log: string[][] = [];
  const small = await playedSmaller(drawn.scenario, 'ORD-05', breaksOnChange(log), 'name');
  expect(small.acts.filter((a) => a.change !== undefined)).toHaveLength(1);
  // The change and the order that it changes.
  expect(small.acts).toHaveLength(2);
  expect(log.length).toBeLessThanOrEqual(16);
  expect(Math.max(...log.map((l) => l.length))).toBeLessThanOrEqual(8);
});

test('what never breaks again is left whole', async () => {
  if (drawn === undefined) throw new Error('no sequence with one change');
  const never = async (): Promise<BrokenByLane> => new Map([['other/fhir', new Map([['ORD-04', 1]])]]);
  expect(await playedSmaller(drawn.scenario, 'ORD-05', never, 'name')).toEqual(drawn.scenario);
});

test('lanes are told apart', async () => {
  if (drawn === undefined) throw new Error('no sequence with one change');
  const other = { ...drawn.scenario, name: 'other', acts: drawn.scenario.acts.filter((a) => a.change === undefined) };
  expect(await brokenLanes([other, drawn.scenario], 'ORD-05', breaksOnChange([]), 'name')).toEqual(new Set([1]));
});

test('a history in which nothing is broken has no counterexample', async () => {
  if (drawn === undefined) throw new Error('no sequence with one change');
  const none: Counterexample | undefined = await counterexample(
    drawn,
    'ORD-05',
    { lines: [], verdicts: { requirements: [] } as unknown as Played['verdicts'] },
    loadCatalogue(),
    breaksOnChange([]),
  );
  expect(none).toBeUndefined();
});
