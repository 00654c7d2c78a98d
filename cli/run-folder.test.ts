import { mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRunFolder } from './run-folder.ts';

let dir: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-runs-')));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('two runs of one second and seed get folders of their own, and latest points at the newer', () => {
  const first = makeRunFolder('2035-01-08T09:10:11.123Z', 7, dir);
  const second = makeRunFolder('2035-01-08T09:10:11.999Z', 7, dir);
  expect(first.name).toBe('20350108-091011-s7');
  expect(second.name).toBe('20350108-091011-s7-1');
  expect(readdirSync(dir).sort()).toEqual([first.name, second.name, 'latest']);
  expect(readlinkSync(join(dir, 'latest'))).toBe(second.name);
  expect(second.file('history.ndjson')).toBe(join(dir, second.name, 'history.ndjson'));
});
