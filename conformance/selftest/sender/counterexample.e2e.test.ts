import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../contract/requirements/load.ts';
import { readHistorySync } from '../../history/reader.ts';
import { brokenByLane, judgeHistory } from '../../judge.ts';
import { lanesOfChecks } from '../../sender/check-lanes.ts';
import { senderChecks } from '../../sender/checks/index.ts';
import { type PlaySenderLanes, senderCounterexample } from '../../sender/counterexample.ts';
import { referenceSender } from '../../sender/reference-sender.ts';
import { runSenders, type SenderLane } from '../../sender/run-senders.ts';
import { referenceSenderProfile } from '../../sender/sender-profile.ts';
import type { SenderDifference } from './different-sender.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-counterexample-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const catalogue = loadCatalogue();
const profile = { ...referenceSenderProfile('1'), terms: { forward: 1500, recovery: 1500 } };

const exampleOf = async (requirement: string, make: () => SenderDifference) => {
  const play = async (lanes: readonly SenderLane[], out: readonly ('fhir' | 'hl7v2')[], name: string) => {
    const runDir = join(folder, `${requirement}-${name}`);
    const of = { profile: { ...profile, out }, start: referenceSender(make), lanes, seed: 1, runDir };
    const { historyPath } = await runSenders({ ...of, selected: [requirement], catalogue: catalogue.hash });
    return { historyPath, verdicts: await judgeHistory(historyPath, catalogue) };
  };
  const lanes = lanesOfChecks(
    senderChecks.filter((c) => c.requirement === requirement),
    { sources: ['health-connect'] },
  );
  const { historyPath, verdicts } = await play(lanes, ['fhir', 'hl7v2'], 'whole');
  const again: PlaySenderLanes = async (some, via, name) =>
    await brokenByLane((await play(some, [via], name)).historyPath);
  const lines = [...readHistorySync(historyPath)];
  return await senderCounterexample(requirement, lanes, { lines, verdicts }, catalogue, again);
};

describe('what a sender broke is made small, and broken again by five fresh phones', () => {
  test.concurrent('a number that lost its last zero takes one measurement', async () => {
    const example = await exampleOf('SND-04', () => ({
      outgoing: (reading) => {
        const { result } = reading;
        if (result.kind !== 'value' || !result.quantity.value.endsWith('.0')) return reading;
        const { value, unit } = result.quantity;
        return { ...reading, result: { kind: 'value', quantity: { value: value.slice(0, -2), unit } } };
      },
    }));
    expect(example).toMatchObject({ requirement: 'SND-04', reproduced: 5, tried: 5 });
    expect(example?.script.acts.filter((act) => 'show' in act)).toHaveLength(1);
    expect(example?.shrunk.operations).toBeLessThanOrEqual(3);
  });
  test.concurrent('what an outage loses takes the outage', async () => {
    const example = await exampleOf('SND-15', () => ({
      after: (answered) => (answered === 'accepted' ? 'done' : 'aside'),
    }));
    expect(example).toMatchObject({ reproduced: 5, tried: 5 });
    expect(example?.script.acts).toContainEqual({ outage: 'unavailable' });
    expect(example?.script.acts.filter((act) => 'show' in act)).toHaveLength(1);
  });
  test.concurrent('what is met has none', async () => {
    expect(await exampleOf('SND-05', () => ({}))).toBeUndefined();
  });
});
