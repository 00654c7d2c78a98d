import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandLine } from './command-line.test-helper.ts';
import { checkMakable, checkWritable } from './writable.ts';

let dir: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-writable-')));
  writeFileSync(join(dir, 'file'), 'as it was');
});
afterEach(() => rmSync(dir, { recursive: true }));
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: join(dir, 'runs') }));

test('asking changes nothing', () => {
  for (const name of ['file', 'new']) checkWritable(join(dir, name));
  checkMakable(join(dir, 'folder'));
  expect(readdirSync(dir)).toEqual(['file']);
  expect(readFileSync(join(dir, 'file'), 'utf8')).toBe('as it was');
});
test('a folder that is a file, or that is not there, is named', () => {
  expect(() => checkWritable(join(dir, 'none', 'x'))).toThrow('cannot be written: ENOENT');
  expect(() => checkWritable(dir)).toThrow('cannot be written: EISDIR');
  expect(() => checkMakable(join(dir, 'file', 'x'))).toThrow('cannot be made: ENOTDIR');
});
test.each([
  ['certify', '--role', 'sender', '--key', 'KEY', '--out'],
  ['certify', '--key', 'KEY', '--out'],
  ['selftest', '--kinds', 'variant', '--benign', '1', '--out'],
  ['load', 'capacity', '--out'],
])('%s %s: where its result cannot be written, it plays nothing', async (...argv) => {
  await vitalproof('keygen', join(dir, 'acme'));
  const named = argv.map((word) => (word === 'KEY' ? join(dir, 'acme.sign.pem') : word));
  const { code, err } = await vitalproof(...named, join(dir, 'file', 'x'));
  expect([code, err]).toEqual([65, expect.stringContaining('ENOTDIR')]);
  expect(existsSync(join(dir, 'runs'))).toBe(false);
});
test('where runs cannot be kept nothing is played, and it is no fault of the harness', async () => {
  writeFileSync(join(dir, 'runs'), '');
  const { code, err } = await vitalproof('run', 'limits-changed');
  expect([code, err]).toEqual([65, expect.stringContaining('VITALPROOF_RUNS')]);
});
