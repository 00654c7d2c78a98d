import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { judgeHistory } from '../judge.ts';
import { lanesOfChecks } from './check-lanes.ts';
import { senderChecks } from './checks/index.ts';
import { referenceSender } from './reference-sender.ts';
import { runSenders } from './run-senders.ts';
import { referenceSenderProfile, type SenderProfile } from './sender-profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-wire-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SELECTED = ['SND-22', 'SND-23'];

/** The reference sends by these wires alone. */
const judged = async (out: SenderProfile['out']) => {
  const profile: SenderProfile = { ...referenceSenderProfile('0'), sources: ['healthkit'], out };
  const { historyPath } = await runSenders({
    profile,
    start: referenceSender(),
    lanes: lanesOfChecks(
      senderChecks.filter((check) => SELECTED.includes(check.requirement)),
      profile,
    ),
    seed: 1,
    runDir: join(folder, out.join('-')),
    selected: SELECTED,
  });
  const { verdict, requirements } = await judgeHistory(historyPath, loadCatalogue());
  const found = requirements.filter((r) => SELECTED.includes(r.requirement));
  return { verdict, reasons: found.map((r) => `${r.requirement} ${r.verdict}, ${r.reason}`) };
};

test('what only FHIR can show is not asked of who sends by HL7 v2 alone', async () => {
  const { verdict, reasons } = await judged(['hl7v2']);
  expect([verdict, ...reasons]).toEqual([
    'PASS',
    expect.stringMatching(/^SND-22 PASS/),
    'SND-23 NOT_APPLICABLE, check:snd-23/healthkit/hl7v2: judged over fhir; here it is sent by hl7v2',
  ]);
}, 60_000);

test('and is asked of who sends by both', async () => {
  const { verdict, reasons } = await judged(['fhir', 'hl7v2']);
  expect([verdict, ...reasons]).toEqual([
    'PASS',
    expect.stringMatching(/^SND-22 PASS/),
    expect.stringMatching(/^SND-23 PASS/),
  ]);
}, 60_000);
