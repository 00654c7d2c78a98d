import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { startReference } from '../../reference-impl/server.ts';
import { findK6 } from '../load/find-k6.ts';
import { type LoadRequest, loadLane } from '../load/load-lane.ts';
import { findLoad, LoadProfile } from '../load/profile.ts';
import { judgeHistory } from '../judge.ts';
import { runLanes } from '../runner/run.ts';
import { referenceProfile } from '../sut/profile.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-load-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Stands in for k6: reads the plan it is given, posts at the planned rate, writes the same lines. `skip` leaves one
 * reading out.
 */
const STAND_IN = (behaviour: 'sound' | 'skip' | 'fail') => `#!${process.execPath}
const fs = require('node:fs');
if (${JSON.stringify(behaviour)} === 'fail') { console.error('no memory left'); process.exit(107); }
const plan = JSON.parse(fs.readFileSync(process.env.VP_PLAN, 'utf8'));
const out = process.argv.find((a) => a.startsWith('--console-output=')).slice('--console-output='.length);
fs.writeFileSync(out, 'a line of its own\\n');
const started = Date.now();
(async () => {
  for (const [index, request] of plan.requests.entries()) {
    if (${JSON.stringify(behaviour)} === 'skip' && index === 3) continue;
    while (Date.now() < started + (index / plan.ratePerSecond) * 1000) await new Promise((r) => setImmediate(r));
    const sent = Date.now();
    const answer = await fetch(request.url, { method: 'POST', body: request.body, headers: { ...request.headers, Authorization: process.env.VP_AUTHORIZATION } });
    const body = await answer.text();
    fs.appendFileSync(out, JSON.stringify({ index, started, sent, settled: Date.now(), status: answer.status, location: answer.headers.get('location') ?? undefined, body: body.slice(0, 4000) }) + '\\n');
  }
})();
`;

const SMALL = LoadProfile.parse({ patients: 4, ratePerSecond: 40, seconds: 1, virtualUsers: 4, timeoutMs: 5000 });

const load = async (name: string, request: LoadRequest) => {
  const key = 'k'.repeat(40);
  const catalogue = loadCatalogue();
  const reference = await startReference({ databasePath: ':memory:', tokenKey: key });
  try {
    const { historyPath } = await runLanes({
      profile: referenceProfile({ fhirBase: reference.fhirBase }),
      secrets: { VITALPROOF_KEY: key },
      lanes: [],
      driven: [loadLane(request)],
      seed: 3,
      runDir: join(folder, name),
      selected: [],
      catalogue: catalogue.hash,
    });
    return { historyPath, verdicts: await judgeHistory(historyPath, catalogue) };
  } finally {
    await reference.close();
  }
};

const standIn = (behaviour: 'sound' | 'skip' | 'fail'): LoadRequest => {
  const k6 = join(folder, `k6-${behaviour}.cjs`);
  writeFileSync(k6, STAND_IN(behaviour));
  chmodSync(k6, 0o755);
  return { name: 'small', profile: SMALL, script: 'unused', k6 };
};

describe('a load run', () => {
  test('becomes operations of the same history and is judged alert by alert', async () => {
    const { historyPath, verdicts } = await load('sound', standIn('sound'));
    const lane = verdicts.lanes.find((l) => l.lane === 'load:small/fhir');
    expect(lane).toMatchObject({ verdict: 'PASS', counts: { readings: 40, broken: 0, undecided: 0 } });
    expect(lane?.counts.items).toBeGreaterThan(0);
    expect(verdicts.verdict).toBe('PASS');
    expect(readFileSync(historyPath, 'utf8')).not.toContain('Bearer ey');
  });
  test('what was planned and not sent is said, and the run is not green for it', async () => {
    const { verdicts } = await load('skip', standIn('skip'));
    expect(verdicts.lanes.find((l) => l.lane === 'load:small/fhir')?.verdict).toBe('NOT_RUN');
    expect(verdicts.exitCode).not.toBe(0);
  });
  test('a tool that fails is a harness error, never a verdict on the system', async () => {
    const { verdicts } = await load('fail', standIn('fail'));
    expect(verdicts.lanes.find((l) => l.lane === 'load:small/fhir')?.verdict).toBe('HARNESS_ERROR');
    expect(verdicts.exitCode).not.toBe(0);
    expect(verdicts.exitCode).not.toBe(1);
  });
});

const k6 = ((): string | undefined => {
  try {
    // Never built here: a test that compiles a tool for a minute is a surprise.
    return findK6(
      {
        ...process.env,
        PATH: (process.env.PATH ?? '')
          .split(':')
          .filter((d) => !d.includes('/go'))
          .join(':'),
      },
      () => undefined,
    );
  } catch {
    return undefined;
  }
})();

describe('with k6 itself', () => {
  test.skipIf(k6 === undefined)(
    'the smoke script sends every planned reading (skipped where there is no k6)',
    async () => {
      const { verdicts } = await load('k6', { ...findLoad('smoke'), profile: SMALL, k6: k6 ?? '' });
      expect(verdicts.lanes.find((l) => l.lane === 'load:smoke/fhir')).toMatchObject({
        verdict: 'PASS',
        counts: { readings: 40 },
      });
    },
  );
});
