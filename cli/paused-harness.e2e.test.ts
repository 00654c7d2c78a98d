import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunVerdicts } from '../conformance/verdict/types.ts';
import { startReference } from '../reference-impl/server.ts';

const KEY = 'a key for tests alone, with more than thirty-two bytes';
const PAUSE_MS = 5000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether a history below `runs` holds so many lines. */
const hasLines = (runs: string, many: number): boolean => {
  try {
    const run = readdirSync(runs).find((name) => name !== 'latest') ?? '';
    return readFileSync(join(runs, run, 'history.ndjson'), 'utf8').split('\n').length > many;
  } catch {
    return false;
  }
};

test(`a harness whose process stands still for ${PAUSE_MS / 1000} s in the middle of a run blames nobody for it`, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'vitalproof-paused-'));
  const runs = join(dir, 'runs');
  // The system lives in this process and goes on while the harness, a process of its own, stands still.
  const reference = await startReference({ databasePath: ':memory:', tokenKey: KEY });
  const sut = join(dir, 'sut.yaml');
  writeFileSync(
    sut,
    `vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nscope: alerts\nenvironment: test\nfhir: { base: '${reference.fhirBase}' }\naccess: { mode: jwt-hs256, key: '\${ACME_KEY}' }\nclock: patient\ndeadlines: { critical: 1s, other: 1s, filed: 1s }\nvisibilityLag: 250ms\n`,
  );
  const harness = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'main.ts'),
      'run',
      'two-patients-two-limits',
      '--sut',
      sut,
    ],
    { env: { PATH: '', ACME_KEY: KEY, VITALPROOF_RUNS: runs }, stdio: 'ignore' },
  );
  const ended = once(harness, 'exit') as Promise<[number | null]>;
  while (harness.exitCode === null && !hasLines(runs, 40)) await wait(20);
  harness.kill('SIGSTOP');
  await wait(PAUSE_MS);
  harness.kill('SIGCONT');
  const [code] = await ended;
  const run = readdirSync(runs).find((name) => name !== 'latest') ?? '';
  const verdicts = JSON.parse(readFileSync(join(runs, run, 'verdicts.json'), 'utf8')) as RunVerdicts;
  await reference.close();
  rmSync(dir, { recursive: true, force: true });
  // Undisturbed it passes; what the pause may make of that is "not decided" or "our own fault", never a failure.
  expect(verdicts.requirements.filter((r) => r.verdict === 'FAIL')).toEqual([]);
  expect([0, 2, 70]).toContain(code);
  expect(verdicts.notes.join()).toMatch(/The harness itself lagged by up to [45]\d{3}/);
}, 60_000);
