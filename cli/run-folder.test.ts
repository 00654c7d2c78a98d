import { mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropUnlessBegun, makeRunFolder, pointLatest } from './run-folder.ts';

let dir: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-runs-')));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('two runs of one second and seed get folders of their own, and latest points where it is told to', () => {
  const first = makeRunFolder('2035-01-08T09:10:11.123Z', 7, dir);
  const second = makeRunFolder('2035-01-08T09:10:11.999Z', 7, dir);
  expect(first.name).toBe('20350108-091011-s7');
  expect(second.name).toBe('20350108-091011-s7-1');
  pointLatest(first);
  pointLatest(second);
  expect(readdirSync(dir).sort()).toEqual([first.name, second.name, 'latest']);
  expect(readlinkSync(join(dir, 'latest'))).toBe(second.name);
  expect(second.file('history.ndjson')).toBe(join(dir, second.name, 'history.ndjson'));
});

test('a run that never began leaves nothing; one that began is kept', () => {
  const never = makeRunFolder('2035-01-08T09:10:11.123Z', 1, dir);
  const begun = makeRunFolder('2035-01-08T09:10:11.123Z', 2, dir);
  writeFileSync(begun.file('history.ndjson'), '');
  dropUnlessBegun(never);
  dropUnlessBegun(begun);
  expect(readdirSync(dir)).toEqual([begun.name]);
});
