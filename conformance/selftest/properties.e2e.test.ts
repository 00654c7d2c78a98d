import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { readHistorySync } from '../history/reader.ts';
import { brokenByLane } from '../judge.ts';
import { brokenSequences, counterexample } from '../properties/counterexample.ts';
import type { Played, PlayLanes } from '../properties/played.ts';
import { type Drawn, drawSequences } from '../properties/draw.ts';
import type { Different } from './defect.ts';
import { inclusiveComparison } from './mutants/inclusive-comparison.ts';
import { poundsReadAsKilograms } from './mutants/pounds-read-as-kilograms.ts';
import { withdrawalIgnored } from './mutants/withdrawal-ignored.ts';
import { judgeLanesOf } from './play.ts';

const SEED = 20261126;
const SEQUENCES = 16;
const catalogue = loadCatalogue();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-properties-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const playInto = async (lanes: Parameters<PlayLanes>[0], different: Different, name: string) => {
  const runDir = join(folder, name);
  const verdicts = await judgeLanesOf(lanes, [], different, { runDir, seed: 1, deadlineMs: 1500 });
  return { verdicts, historyPath: join(runDir, 'history.ndjson') };
};
const again =
  (different: Different, prefix: string): PlayLanes =>
  async (lanes, name) =>
    await brokenByLane((await playInto(lanes, different, `${prefix}-${name}`)).historyPath);

const lanesOf = (drawn: readonly Drawn[]) =>
  drawn.map(({ scenario }) => ({ scenario, binding: scenario.bindings[0] ?? ('fhir' as const), requirements: [] }));

const playAll = async (different: Different, prefix: string): Promise<[readonly Drawn[], Played]> => {
  const drawn = drawSequences(SEED, SEQUENCES);
  const { verdicts, historyPath } = await playInto(lanesOf(drawn), different, `${prefix}-all`);
  return [drawn, { verdicts, lines: [...readHistorySync(historyPath)] }];
};

test(`the reference breaks nothing in ${SEQUENCES} sequences of seed ${SEED}`, async () => {
  const [drawn, played] = await playAll({}, 'reference');
  expect(brokenSequences(drawn, played)).toEqual([]);
  const findings = played.verdicts.requirements.map((r) => r.counts.must + r.counts.mustNot);
  expect(findings.reduce((a, b) => a + b, 0)).toBeGreaterThan(500);
});

describe('a defect is found by sequences that nobody wrote, and made small', () => {
  // Each waits for deadlines of its own most of the time.
  test.concurrent.each([inclusiveComparison, withdrawalIgnored, poundsReadAsKilograms])('$name', async (mutant) => {
    const [drawn, played] = await playAll(mutant, mutant.name);
    const broken = brokenSequences(drawn, played).find((b) => b.requirement === mutant.requirement);
    expect(
      broken,
      `broken: ${brokenSequences(drawn, played)
        .map((b) => b.requirement)
        .join()}`,
    ).toBeDefined();
    if (broken === undefined) return;
    const example = await counterexample(
      broken.drawn,
      broken.requirement,
      played,
      catalogue,
      again(mutant, mutant.name),
    );
    expect(example).toMatchObject({ requirement: mutant.requirement, reproduced: 5, tried: 5 });
    expect(example?.shrunk.operations).toBeLessThanOrEqual(5);
    expect(example?.scenario.acts.length).toBeLessThanOrEqual(7);
  });
});
