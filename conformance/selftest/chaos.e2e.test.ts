import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { startReference } from '../../reference-impl/server.ts';
import { chaosLane } from '../chaos/chaos-lane.ts';
import { readHistorySync } from '../history/reader.ts';
import { judgeHistory } from '../judge.ts';
import { runLanes } from '../runner/run.ts';
import { referenceProfile } from '../sut/profile.ts';

const KEY = 'k'.repeat(40);
const SECRETS = { VITALPROOF_KEY: KEY };

test('readings sent through trouble on both links: each attempt and each trouble is in the history, and nothing is broken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-chaos-'));
  const reference = await startReference({ databasePath: ':memory:', tokenKey: KEY });
  const catalogue = loadCatalogue();
  let done: ReadonlyMap<string, number> = new Map();
  try {
    const { historyPath } = await runLanes({
      profile: referenceProfile({ fhirBase: reference.fhirBase, hl7: reference.hl7 }),
      secrets: SECRETS,
      lanes: [],
      seed: 7,
      selected: [],
      runDir: join(folder, 'run'),
      catalogue: catalogue.hash,
      driven: [
        chaosLane({
          seed: 7,
          faultsMs: 3000,
          patients: 6,
          ratePerSecond: 12,
          secrets: SECRETS,
          performed: (_plan, performed) => {
            done = performed;
          },
        }),
      ],
    });
    const lines = readHistorySync(historyPath);
    expect(done.size).toBeGreaterThan(0);
    const faults = lines.flatMap((line) => (line.kind === 'fault' ? [line.detail?.split(':')[0]] : []));
    expect(new Set(faults)).toEqual(new Set(['fhir', 'hl7v2']));
    const sent = lines.flatMap((line) =>
      line.kind === 'op' && line.lane === 'chaos' && line.act.op === 'reading.submit' ? [line] : [],
    );
    const taken = sent.filter(({ outcome }) => outcome === 'ok').map(({ act }) => JSON.stringify(act));
    expect(new Set(taken).size).toBe(36);
    expect(new Set(sent.map(({ via }) => via))).toEqual(new Set(['fhir', 'hl7v2']));
    const { requirements, lanes } = await judgeHistory(historyPath, catalogue);
    expect(
      requirements.filter(({ verdict }) => verdict === 'FAIL').map((r) => `${r.requirement}: ${r.reason}`),
    ).toEqual([]);
    expect(lanes.map(({ lane }) => lane)).toContain('chaos');
  } finally {
    await reference.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
