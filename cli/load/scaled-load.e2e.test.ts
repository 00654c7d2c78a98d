import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpLine } from '../../conformance/history/lines.ts';
import { readHistorySync } from '../../conformance/history/reader.ts';
import { judgeHistory } from '../../conformance/judge.ts';
import { knownK6 } from '../../conformance/load/find-k6.ts';
import { loadLane } from '../../conformance/load/load-lane.ts';
import { LoadProfile } from '../../conformance/load/profile.ts';
import { runLanes } from '../../conformance/runner/run.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { noPostgres } from '../../reference-impl/store/postgres/cluster.ts';
import { commandLine } from '../command-line.test-helper.ts';
import { withSut } from '../with-sut.ts';

const K6 = knownK6(process.env);
const WHY = K6 === undefined ? 'skipped: there is no k6' : noPostgres;
const SCRIPT = fileURLToPath(new URL('../../scenarios/load/smoke.ts', import.meta.url));

const PROFILE = LoadProfile.parse({
  patients: 12,
  readingsEach: 10,
  readingsPerSecond: 30,
  mix: { single: 0.5, bundle: 0.3, mllp: 0.2 },
  bundleOf: 3,
  virtualUsers: 40,
  timeoutMs: 10_000,
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-scaled-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Requests about readings that a process of the reference has been asked to write. */
const readingsAt = async (base: string): Promise<number> => {
  const text = await (await fetch(new URL('/metrics', base))).text();
  const counts = text.matchAll(/^vitalproof_writes_total\{subject="reading",outcome="[^"]*"\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
};

describe.skipIf(WHY !== undefined)(
  `a load of two k6 processes on two of the reference${WHY === undefined ? '' : ` (${WHY})`}`,
  () => {
    test('is one history, each send in it once, whoever sent it and whoever took it; and is judged as one', async () => {
      const catalogue = loadCatalogue();
      const io = { env: process.env } as unknown as Parameters<typeof withSut>[2];
      let taken: readonly number[] = [];
      const historyPath = await withSut(
        undefined,
        '',
        io,
        async ({ profile, secrets, furtherBases }) => {
          const played = await runLanes({
            // On a busy computer the sender is late, and that is not what this is about.
            profile: { ...profile, deadlines: { critical: 5000, other: 5000, filed: 5000 } },
            secrets,
            lanes: [],
            driven: [loadLane({ name: 'scaled', profile: PROFILE, script: SCRIPT, k6: K6 ?? '', furtherBases })],
            seed: 4,
            runDir: join(folder, 'run'),
            selected: [],
            catalogue: catalogue.hash,
          });
          taken = await Promise.all([profile.fhir?.base ?? '', ...furtherBases].map(readingsAt));
          return played.historyPath;
        },
        { onPostgres: 2 },
      );
      const lines = readHistorySync(historyPath);
      expect(lines.flatMap((line) => (line.kind === 'end' ? line.skipped.map((s) => s.reason) : []))).toEqual([]);
      const sent = lines.filter(
        (line): line is OpLine =>
          line.kind === 'op' && line.lane.startsWith('load:') && line.act.op === 'reading.submit',
      );
      const keys = sent.map(({ act }) => (act.op === 'reading.submit' ? act.reading.identifier.value : ''));
      expect([keys.length, new Set(keys).size]).toEqual([120, 120]);
      expect(sent.every(({ outcome }) => outcome === 'ok')).toBe(true);
      // Single posts and bundles are shared, messages go to the second.
      expect(taken).toHaveLength(2);
      expect(Math.min(...taken)).toBeGreaterThan(20);
      const { verdict, lanes } = await judgeHistory(historyPath, catalogue);
      const load = lanes.filter(({ lane }) => lane.startsWith('load:')).map((each) => [each.lane, each.verdict]);
      expect(load).toEqual([
        ['load:scaled/fhir', 'PASS'],
        ['load:scaled/hl7v2', 'PASS'],
      ]);
      expect(verdict).toBe('PASS');
    }, 60_000);
  },
);

describe('what does not go together is refused', () => {
  const vitalproof = commandLine(() => ({ K6_PATH: process.execPath, HOME: folder }));
  test.each([
    [['--also', 'http://127.0.0.1:1/fhir'], '--also'],
    [['--sut', 'acme.yaml', '--also', '127.0.0.1'], '--also 127.0.0.1 is no address'],
    [['--sut', 'acme.yaml', '--postgres'], '--postgres'],
    [['--segments', '0'], '--segments'],
    [['--clocks-within', '-1'], '--clocks-within'],
  ])('%j', async (options, said) => {
    const { code, err } = await vitalproof('load', 'smoke', ...options);
    expect([code, err.includes(said)]).toEqual([64, true]);
  });
});
