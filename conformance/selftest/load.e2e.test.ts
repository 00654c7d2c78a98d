import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { LoadParameters } from '../../simulator/load/parameters.ts';
import { loadStream } from '../../simulator/load/stream.ts';
import { startReference } from '../../reference-impl/server.ts';
import type { OpLine } from '../history/lines.ts';
import { readHistorySync } from '../history/reader.ts';
import { findK6 } from '../load/find-k6.ts';
import { loadLane } from '../load/load-lane.ts';
import type { LoadRequest } from '../load/load-request.ts';
import { planLoad } from '../load/plan-load.ts';
import { findLoad, LoadProfile } from '../load/profile.ts';
import { judgeHistory } from '../judge.ts';
import { runLanes } from '../runner/run.ts';
import { referenceProfile, type SutProfile } from '../sut/profile.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-load-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Behaviour = 'sound' | 'skip' | 'drop' | 'fail';
const from = (path: string): string => new URL(`../../${path}`, import.meta.url).href;

/**
 * Stands in for k6: makes the same inputs from the plan it is given, posts them at their instants, writes the same
 * lines. `skip` leaves one send out; `drop` says that one was dropped.
 */
const STAND_IN = (behaviour: Behaviour) => `#!${process.execPath}
import { readFileSync } from 'node:fs';
import { loadStream } from '${from('simulator/load/stream.ts')}';
import { bodyOf, fill } from '${from('scenarios/load/shared/wire-text.ts')}';
import { intendedMs } from '${from('conformance/load/arrival.ts')}';
if (${JSON.stringify(behaviour)} === 'fail') { console.error('no memory left'); process.exit(107); }
const plan = JSON.parse(readFileSync(process.env.VP_PLAN, 'utf8'));
const stream = loadStream(plan.parameters);
console.error('a line of its own');
const started = Date.now();
const post = async (channel, index) => {
  const { readings, person, transport } = stream.send(channel, index);
  const named = { patient: plan.patients[person.index], device: plan.devices[person.index], deviceKey: plan.deviceKeys[person.index] };
  const asBundle = transport === 'bundle';
  const { url, headers } = asBundle ? plan.templates.bundle : plan.templates.single;
  const filled = Object.fromEntries(Object.entries(headers).map(([name, template]) => [name, fill(template, readings[0], named)]));
  const sent = Date.now();
  const answer = await fetch(url, { method: 'POST', body: bodyOf(plan.templates, readings, named, asBundle), headers: { ...filled, Authorization: process.env.VP_AUTHORIZATION } });
  const body = await answer.text();
  const of = (place) => /(Observation[/][A-Za-z0-9.-]{1,64})/.exec(place ?? '')?.[1] ?? '';
  const tail = !answer.ok ? JSON.stringify({ body }) : asBundle
    ? JSON.parse(body).entry.map((e) => e.response.status.slice(0, 3) + ':' + of(e.response.location)).join(' ')
    : answer.status + ':' + of(answer.headers.get('location'));
  console.error(['vp1', channel, index, started, sent, Date.now(), answer.status, tail].join(' '));
};
await Promise.all(plan.stages.map(async (stages, channel) => {
  const waiting = [];
  for (let index = 0; stages.length > 0 && index < stream.channels[channel].sends; index++) {
    if (${JSON.stringify(behaviour)} === 'skip' && index === 3) continue;
    const due = started + intendedMs(stages, index) - Date.now();
    if (due > 0) await new Promise((r) => setTimeout(r, due));
    waiting.push(post(channel, index));
  }
  await Promise.all(waiting);
}));
console.error('vp1-dropped ${behaviour === 'drop' ? 1 : 0}');
`;

const SMALL = LoadProfile.parse({
  patients: 4,
  readingsEach: 10,
  readingsPerSecond: 40,
  virtualUsers: 8,
  timeoutMs: 5000,
});
const MIXED: LoadProfile = { ...SMALL, patients: 10, bundleOf: 4, mix: { single: 3, mllp: 2, bundle: 5 } };

/** Longer deadlines: on a busy computer the sender is late, and that is not what these tests are about. */
const patient = (profile: SutProfile): SutProfile => ({
  ...profile,
  deadlines: { critical: 5000, other: 5000, filed: 5000 },
});

const load = async (name: string, request: LoadRequest) => {
  const key = 'k'.repeat(40);
  const catalogue = loadCatalogue();
  const reference = await startReference({ databasePath: ':memory:', tokenKey: key });
  try {
    const { historyPath } = await runLanes({
      profile: patient(referenceProfile({ fhirBase: reference.fhirBase, hl7: reference.hl7 })),
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

const standIn = (behaviour: Behaviour, profile = SMALL): LoadRequest => {
  const k6 = join(folder, `k6-${behaviour}.mjs`);
  writeFileSync(k6, STAND_IN(behaviour));
  chmodSync(k6, 0o755);
  return { name: 'small', profile, script: 'unused', k6 };
};

/** Why parts of a run do not count, as its end line says. */
const reasonsIn = (historyPath: string): string =>
  readHistorySync(historyPath)
    .flatMap((line) => (line.kind === 'end' ? line.skipped.map((s) => s.reason) : []))
    .join('; ');

// Most of a run is waiting for deadlines: all wait together.
describe.concurrent('a load run', () => {
  test('becomes operations of the same history and is judged alert by alert', async () => {
    const { historyPath, verdicts } = await load('sound', standIn('sound'));
    expect(reasonsIn(historyPath)).toBe('');
    const lane = verdicts.lanes.find((l) => l.lane === 'load:small/fhir');
    expect(lane).toMatchObject({ verdict: 'PASS', counts: { readings: 40, broken: 0, undecided: 0 } });
    expect(lane?.counts.items).toBeGreaterThan(0);
    expect(verdicts.verdict).toBe('PASS');
    expect(readFileSync(historyPath, 'utf8')).not.toContain('Bearer ey');
  });
  test('single posts, bundles and messages over MLLP are one run and one history', async () => {
    const done: number[] = [];
    const request = { ...standIn('sound', MIXED), onPersonDone: (person: number) => void done.push(person) };
    const { historyPath, verdicts } = await load('mixed', request);
    const lines = readHistorySync(historyPath).filter((l): l is OpLine => l.kind === 'op');
    const sent = lines.filter((l) => l.lane.startsWith('load:') && l.act.op === 'reading.submit');
    expect(sent).toHaveLength(100);
    expect(sent.filter((l) => l.via === 'hl7v2')).toHaveLength(20);
    expect(sent.filter((l) => l.act.op === 'reading.submit' && l.act.bundle !== undefined)).toHaveLength(50);
    expect(sent.every((l) => l.outcome === 'ok' && l.intended <= l.sent)).toBe(true);
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, i) => i));
    for (const wire of ['fhir', 'hl7v2'])
      expect(verdicts.lanes.find((l) => l.lane === `load:small/${wire}`)?.verdict).toBe('PASS');
  });
  test.each([
    ['what was planned and not sent', 'skip', /not known whether/],
    ['a send that was dropped for want of a user', 'drop', /dropped 1 send/],
  ] as const)('%s voids the run: it was another load', async (_, behaviour, reason) => {
    const { historyPath, verdicts } = await load(behaviour, standIn(behaviour));
    expect(verdicts.exitCode).toBe(70);
    expect(reasonsIn(historyPath)).toMatch(reason);
  });
  test('a load that would leave this computer is refused before anything is sent', async () => {
    const lane = loadLane(standIn('sound'));
    expect(() => lane.check?.(referenceProfile({ fhirBase: 'http://sut.example/fhir' }))).toThrow(/not this computer/);
  });
  test('messages to a system that has no address for them are refused before anything is sent', () => {
    const bare = referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir' });
    expect(() => loadLane(standIn('sound', MIXED)).check?.(bare)).toThrow(/no HL7 v2 address/);
    expect(() => loadLane(standIn('sound')).check?.(bare)).not.toThrow();
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
    'the script sends every planned reading, by posts and by bundles (skipped where there is no k6)',
    async () => {
      const { historyPath } = await load('k6', { ...findLoad('smoke'), profile: MIXED, k6: k6 ?? '' });
      const lines = readHistorySync(historyPath).filter((l): l is OpLine => l.kind === 'op');
      const sent = lines.filter((l) => l.lane.startsWith('load:') && l.act.op === 'reading.submit');
      expect(sent).toHaveLength(100);
      expect(sent.every((l) => l.outcome === 'ok')).toBe(true);
    },
  );
  test.skipIf(k6 === undefined)('it makes the same inputs as Node does, to the byte', () => {
    const parameters: LoadParameters = {
      ...planLoad({ ...MIXED, patients: 300 }, { seed: 5, nonce: 'AB12', nowMs: Date.parse('2026-03-03T12:00:00Z') })
        .parameters,
      course: 'meals',
    };
    const script = join(folder, 'inputs.ts');
    writeFileSync(
      script,
      `import { loadStream } from '${fileURLToPath(from('simulator/load/stream.ts'))}';
const stream = loadStream(${JSON.stringify(parameters)});
export default function () {
  for (let i = 0; i < 400; i++) for (let c = 0; c < 3; c++) console.log('input ' + JSON.stringify(stream.send(c, i)));
}`,
    );
    const ran = spawnSync(k6 ?? '', ['run', '--quiet', '--no-usage-report', '--log-format=raw', script], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const stream = loadStream(parameters);
    const expected = Array.from({ length: 400 }, (_, i) =>
      [0, 1, 2].map((c) => JSON.stringify(stream.send(c, i))),
    ).flat();
    const inputs = ran.stderr.split('\n').filter((line) => line.startsWith('input '));
    expect(inputs.map((line) => line.slice('input '.length))).toEqual(expected);
  });
});
