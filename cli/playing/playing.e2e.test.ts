import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../command-line.test-helper.ts';

let runs: string;
beforeAll(() => {
  runs = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-playing-')));
});
afterAll(() => rmSync(runs, { recursive: true, force: true }));
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: runs }));

describe('--dry-run', () => {
  test('names lanes and requirements, starts nothing and leaves nothing', async () => {
    const { code, out } = await vitalproof('certify', '--only', 'LIM-02,ALR-02', '--dry-run');
    expect(code).toBe(0);
    expect(out).toMatch(/check:lim-02\/fhir\s+\d+ operations {2}LIM-02/);
    expect(out).toContain('Judged: ALR-02 LIM-02');
    expect(out).toContain('Nothing was sent.');
    expect(readdirSync(runs)).toEqual([]);
  });
  test('a filter with a typo is exit 3 here too', async () => {
    expect((await vitalproof('certify', '--only', 'LMI-*', '--dry-run')).code).toBe(3);
  });
});

test('--repeat plays it again and again, each repeat on record under its own iteration', async () => {
  const { code, out } = await vitalproof('certify', '--only', 'lim-02', '--repeat', '2', '--jobs', '2', '--seed', '3');
  expect(out).toContain('Repeat 2 of 2');
  expect(out).toMatch(/PASS\s+1 requirements, every time/);
  expect(code).toBe(0);
  const [first = '', second = ''] = readdirSync(runs)
    .filter((name) => name !== 'latest')
    .toSorted();
  const commandOf = (run: string): string =>
    readFileSync(join(runs, run, 'history.ndjson'), 'utf8').split('\n')[0] ?? '';
  expect(commandOf(first)).not.toContain('--iteration');
  expect(commandOf(second)).toContain('"--iteration","1"');
});
