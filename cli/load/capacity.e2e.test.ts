import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CapacityResult } from '../../conformance/load/capacity/capacity-result.ts';
import { LoadProfile } from '../../conformance/load/profile.ts';
import { startReference } from '../../reference-impl/server.ts';
import type { Io } from '../io.ts';
import { findCapacity } from './capacity.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-capacity-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KEY = 'k'.repeat(40);
/** One message after the other, whatever connection it came on, and each takes its time: a hundred a second at most. */
const EACH_MS = 10;
const SECONDS = 1;
const DEADLINE = '500ms';

const start = () => {
  let queue: Promise<unknown> = Promise.resolve();
  return startReference({
    databasePath: ':memory:',
    tokenKey: KEY,
    seams: {
      hl7: (answer) => async (frame, certified) => {
        queue = queue.then(() => pause(EACH_MS));
        await queue;
        return await answer(frame, certified);
      },
    },
  });
};

const profileOf = (fhirBase: string, hl7: { readonly host: string; readonly port: number }): string => {
  const file = join(folder, 'tiny.yaml');
  writeFileSync(
    file,
    `vitalproof: 1
name: tiny
version: '1'
role: receiver
scope: [alerts, orders, permission, messages, routing, waiting, audit]
environment: test
fhir: { base: '${fhirBase}' }
hl7: { host: ${hl7.host}, port: ${hl7.port} }
access: { mode: jwt-hs256, key: '\${TINY_KEY}' }
deadlines: { critical: ${DEADLINE}, other: ${DEADLINE}, filed: 1s }
clock: patient
visibilityLag: 250ms
`,
  );
  return file;
};

/** The even load of messages, over so many connections that the system is the narrow place. */
const LOAD = LoadProfile.parse({
  patients: 5,
  readingsEach: 1,
  readingsPerSecond: 1,
  course: 'alarms',
  mix: { mllp: 1 },
  virtualUsers: 40,
  timeoutMs: 10_000,
  observe: 'search',
});

const search = async (from: number, profile: LoadProfile = LOAD) => {
  const reference = await start();
  const said: string[] = [];
  const io: Io = {
    out: (text) => void said.push(text),
    err: () => undefined,
    live: () => undefined,
    outIsTty: false,
    liveIsTty: false,
    columns: 100,
    env: { VITALPROOF_RUNS: join(folder, 'runs'), TINY_KEY: KEY, PATH: '' },
    write: async () => true,
  };
  try {
    if (reference.hl7 === undefined) throw new Error('it listens for HL7 v2');
    const out = join(folder, `${from}.json`);
    const code = await findCapacity(
      {
        load: { name: 'tiny', profile, script: 'none' },
        bounds: { from, to: 1000, steps: 1, budgetMs: 600_000, within: 0.1 },
        seconds: SECONDS,
        seed: 1,
        sut: profileOf(reference.fhirBase, reference.hl7),
        floor: 8000,
        out,
        command: () => ['load', 'tiny'],
      },
      io,
    );
    return { code, said, result: CapacityResult.parse(JSON.parse(readFileSync(out, 'utf8'))) };
  } finally {
    await reference.close();
  }
};

// The rates are far from the knee on both sides, so that a busy machine says the same.
test('a system that takes a hundred messages a second holds at twenty, and each rate has its run', async () => {
  const { code, said, result } = await search(20);
  expect(result.steps.map(({ rate, verdict, why }) => [rate, verdict, why])).toEqual([[20, 'held', '']]);
  expect(result).toMatchObject({ sut: 'tiny 1', capacity: 20, above: null, floor: { ratio: 0.0025 } });
  expect(readFileSync(join(folder, 'runs', result.steps[0]?.run ?? '', 'history.ndjson'), 'utf8')).toContain(
    '"kind":"end"',
  );
  expect(said.at(-1)).toContain('Capacity: 20 readings/s');
  expect(code).toBe(0);
}, 120_000);

test('where too few items come to prove a quantile it says so: nothing was wrong, and no capacity was found', async () => {
  const thresholds = [{ quantile: 'p99' as const, withinMs: 500 }];
  const { code, said, result } = await search(20, { ...LOAD, thresholds });
  expect(result.steps.map(({ rate, seconds, verdict }) => [rate, seconds, verdict])).toEqual([[20, SECONDS, 'few']]);
  expect(result).toMatchObject({ capacity: null, unproven: 20, above: null });
  expect(said.at(-1)).toMatch(/up to 20\/s\s+nothing was wrong/);
  expect(code).toBe(2);
}, 120_000);

test('at two hundred and fifty it breaks, and is not taken for a harness that was starved', async () => {
  const { code, result } = await search(250);
  expect(result.steps.map(({ rate, verdict }) => [rate, verdict])).toEqual([[250, 'broke']]);
  expect(result.steps[0]?.why).toMatch(/^ALR-01/);
  expect(result).toMatchObject({ capacity: null, above: { rate: 250, verdict: 'broke' } });
  expect(code).toBe(1);
}, 120_000);
