import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseArguments } from '../arguments.ts';
import type { Io } from '../io.ts';
import { keygen } from './keygen.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-keygen-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const made = (name: string): Promise<number> =>
  keygen.run(parseArguments(keygen, [join(folder, name)]), { out: () => undefined } as unknown as Io);

test('two files, of which neither is ever overwritten', async () => {
  expect(await made('acme')).toBe(0);
  const before = readFileSync(join(folder, 'acme.sign.pem'), 'utf8');
  await expect(made('acme')).rejects.toThrow('EEXIST');
  expect(readFileSync(join(folder, 'acme.sign.pem'), 'utf8')).toBe(before);
});
test('where one of the two cannot be written there is none, and the next try is not in its own way', async () => {
  writeFileSync(join(folder, 'acme.verify.pem'), 'of somebody else');
  await expect(made('acme')).rejects.toThrow('EEXIST');
  expect(readdirSync(folder)).toEqual(['acme.verify.pem']);
  rmSync(join(folder, 'acme.verify.pem'));
  expect(await made('acme')).toBe(0);
});
