import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { outputFile, standardOutput } from './output-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'output-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'out.csv');
beforeEach(() => writeFileSync(path, 'before'));

test('a file takes its name when it is kept, and what was there stays until then', async () => {
  const file = await outputFile(path);
  expect(await file.write('a\n')).toBe(true);
  await file.write(new TextEncoder().encode('ü\n'));
  expect(readFileSync(path, 'utf8')).toBe('before');
  await file.keep();
  expect(readFileSync(path, 'utf8')).toBe('a\nü\n');
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

test('one that is discarded leaves nothing, and what was there as it was', async () => {
  const file = await outputFile(path);
  await file.write('half');
  await file.discard();
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

test('a folder that is not there is told at once', async () => {
  await expect(outputFile(join(folder, 'none', 'x'))).rejects.toSatisfy(
    (problem) => problem instanceof InputProblem && /none\/x: cannot be written: ENOENT/.test(problem.describe()),
  );
});

test.skipIf(!existsSync('/dev/null'))(
  'what is no plain file is written as it is (skipped where there is no /dev/null)',
  async () => {
    const file = await outputFile('/dev/null');
    expect(await file.write('gone')).toBe(true);
    await file.keep();
    expect(existsSync('/dev/null.part')).toBe(false);
  },
);

test('standard output tells when nobody reads any more; nothing is not written', async () => {
  const written: (string | Uint8Array)[] = [];
  const output = standardOutput(async (text) => written.push(text) < 2);
  expect([await output.write(''), await output.write('a'), await output.write('b')]).toEqual([true, true, false]);
  expect(written).toEqual(['a', 'b']);
});
