import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ExitCode } from '../../contract/input-problem.ts';
import { manyChaos } from './many-chaos.ts';
import type { PlayedChild } from './played-child.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vitalproof-chaos-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Plays two runs; `codes`: what each seed comes to, the first time and the second. */
const played = async (codes: Readonly<Record<string, readonly ExitCode[]>>) => {
  const left = new Map(Object.entries(codes).map(([seed, each]) => [seed, [...each]]));
  const folders: string[] = [];
  const out: string[] = [];
  const play = (options: readonly string[], own: string): Promise<PlayedChild> => {
    folders.push(own.replace(/.*\//, ''));
    const exitCode = left.get(options[3] ?? '')?.shift() ?? 70;
    return Promise.resolve({ exitCode, seconds: 1, words: '', run: undefined });
  };
  const io = {
    out: (text: string) => out.push(text),
    err: () => undefined,
    env: { VITALPROOF_RUNS: folder, CI: 'true' },
  } as unknown as Parameters<typeof manyChaos>[1];
  const asked = { seed: 1, runs: 2, width: 1, sut: undefined, onPostgres: false, strict: false };
  const code = await manyChaos(asked, io, play);
  const [run = ''] = readdirSync(folder).filter((name) => name.endsWith('-s1'));
  const whole = JSON.parse(readFileSync(join(folder, run, 'chaos.json'), 'utf8')) as { runs: readonly object[] };
  return { code, folders, text: out.join('\n'), runs: whole.runs };
};

test('a run in which something stayed open is played once more, and counts as it comes out then', async () => {
  const { code, folders, text, runs } = await played({ 1: [2, 0], 2: [0] });
  expect(code).toBe(0);
  expect(folders).toEqual(['seed-1', 'seed-1-again', 'seed-2']);
  expect(text).toContain('exit code 2');
  expect(text).toContain('played a second time, since nothing was decided: 1 of 2');
  expect(text).toContain('chaos 2/2');
  expect(runs).toMatchObject([{ seed: 1, exitCode: 0, again: true }, { seed: 2 }]);
  expect(runs[1]).not.toHaveProperty('again');
});

test('once more, and not until it passes', async () => {
  const { code, folders, text } = await played({ 1: [70, 2, 0], 2: [0] });
  expect(code).toBe(2);
  expect(folders).toEqual(['seed-1', 'seed-1-again', 'seed-2']);
  expect(text).toContain('chaos 1/2');
});

test('a run that failed is never played again', async () => {
  const { code, folders, text } = await played({ 1: [1, 0], 2: [2, 1] });
  expect(code).toBe(1);
  expect(folders).toEqual(['seed-1', 'seed-2', 'seed-2-again']);
  expect(text).toContain('chaos 0/2');
});
