import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandLine } from '../command-line.test-helper.ts';

const simulate = (...argv: string[]) => commandLine(() => ({}))('simulate', '--days', '9', ...argv);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plot-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('one patient of many, by the part that is only that one', async () => {
  const at = join(folder, 'a.html');
  const said = await simulate('--archetype', 'hf-stable:3', '--shard', '2/3', '--plot', at, '--limits', ':95');
  expect(said).toEqual({ code: 0, out: '', err: '' });
  const page = readFileSync(at, 'utf8');
  expect(page).toContain('hf-stable, seed 1, 9 days');
  expect(page).toMatch(/MRN\d{8}000001/);
  expect(page).toContain('limit 95');
});

test.each<[string[], RegExp]>([
  [['--archetype', 'hf-stable:2'], /of one patient, and these are 2/],
  [['--archetype', 'hf-stable', '--format', 'csv'], /--format does not go with --plot/],
  [['--archetype', 'hf-stable', '--limits', '180:70'], /--limits 180:70/],
  [['--archetype', 'hf-stable', '--limits', ':'], /--limits :/],
  [['--archetype', 'hf-stable', '--days', '100'], /a picture of 100 days/],
  [['--archetype', 'nobody'], /no archetype "nobody"/],
])('%j is refused, and nothing is written', async (argv, words) => {
  const said = await simulate(...argv, '--plot', join(folder, 'a.html'));
  expect(said.err).toMatch(words);
  expect(said.code).toBeGreaterThan(63);
  expect(readdirSync(folder)).toEqual([]);
});

test('limits alone, and a picture that is no page, are refused', async () => {
  expect((await simulate('--archetype', 'hf-stable', '--limits', '1:2')).err).toContain('goes with --plot only');
  expect((await simulate('--archetype', 'hf-stable', '--plot', 'a.gif')).err).toContain('--plot a.gif is not usable');
});
