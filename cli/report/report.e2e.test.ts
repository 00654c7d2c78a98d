import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandLine } from '../command-line.test-helper.ts';

let dir: string;
const runs = (): string => join(dir, 'runs');
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: runs(), HOME: dir }));
const nameOf = (seed: number): string => readdirSync(runs()).find((name) => name.endsWith(`-s${seed}`)) ?? '';

/** Two real runs against the reference, of other seeds and other scenarios. */
beforeAll(async () => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-reports-')));
  await Promise.all([
    vitalproof('run', 'limits-changed', '--seed', '5'),
    vitalproof('run', 'two-patients-two-limits', '--seed', '6'),
  ]);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('a run writes a summary beside its report; a badge of a part is not green', async () => {
  const summary = readFileSync(join(runs(), nameOf(5), 'summary.md'), 'utf8');
  expect(summary).toContain('**✓ PASS.');
  expect(summary).toContain('not judged or not decided');
  const { out: badge } = await vitalproof('report', nameOf(5), '--format', 'badge', '--out', '-');
  expect(badge).toMatch(/PASS \d+\/\d+ partial/);
  const { out: report } = await vitalproof('report', nameOf(5), '--format', 'testreport', '--out', '-');
  expect(report).toContain('"result": "pending"');
  const { out: annotations } = await vitalproof('report', 'latest', '--format', 'annotations', '--out', '-');
  expect(annotations).toMatch(/^::warning title=vitalproof PASS::/);
});

test('two runs compared: what one judged and the other did not is said, and is not decided', async () => {
  const { code, out } = await vitalproof('report', '--compare', nameOf(5), nameOf(6));
  expect(out).toContain('! The runs are not of the same thing: seed.');
  expect(out).toContain('Latencies');
  expect(out).toContain('No longer judged');
  expect(code).toBe(2);
  const same = await vitalproof('report', '--compare', nameOf(5), nameOf(5));
  expect([same.code, same.out.includes('Nothing got worse.')]).toEqual([0, true]);
});

test('two runs side by side', async () => {
  const { code, out } = await vitalproof('report', '--matrix', nameOf(5), nameOf(6), '--out', join(dir, 'matrix'));
  expect(code).toBe(0);
  expect(out).toContain('2 runs: PASS, PASS.');
  expect(readdirSync(join(dir, 'matrix')).toSorted()).toEqual(['matrix.html', 'matrix.md']);
});
