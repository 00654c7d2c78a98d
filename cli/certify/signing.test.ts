import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKeyPair } from '../../conformance/certificate/keys.ts';
import { parseArguments } from '../arguments.ts';
import { certify } from '../commands/certify.ts';
import type { Io } from '../io.ts';
import { type Signing, signingOf } from './signing.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-signing-'));
  writeFileSync(join(folder, 'sign.pem'), newKeyPair().sign);
});
afterAll(() => rmSync(folder, { recursive: true }));

const withWaivers = (...waivers: readonly string[]): Signing | undefined => {
  const file = join(folder, 'waivers.yaml');
  writeFileSync(
    file,
    `waivers:\n${waivers.map((w) => `  - { ${w}, reason: 'mended in the next version' }\n`).join('')}`,
  );
  const given = [
    '--key',
    join(folder, 'sign.pem'),
    '--evidence',
    'lab',
    '--nonce',
    'nonce-of-today',
    '--waivers',
    file,
  ];
  return signingOf(parseArguments(certify, given), { env: {} } as unknown as Io);
};
const HOLDS = 'requirement: RDG-15, until: 9000-01-01T00:00:00Z';

test('waivers that hold are taken', () => {
  expect(withWaivers(HOLDS, 'attempt: 2, until: 9000-01-01T00:00:00Z')?.waivers).toHaveLength(2);
});
test.each([
  ['of a requirement that there is not', 'requirement: RDG-99, until: 9000-01-01T00:00:00Z', 'no requirement RDG-99'],
  ['that has ended', 'attempt: 1, until: 2020-01-01T00:00:00Z', 'this waiver ended on 2020-01-01T00:00:00Z'],
])('one %s is refused before anything is played, with its place', (_what, waiver, says) => {
  let said: unknown;
  try {
    withWaivers(HOLDS, waiver);
  } catch (error) {
    said = error;
  }
  expect(said).toMatchObject({ exitCode: 65, message: expect.stringContaining(says), place: { path: 'waivers[1]' } });
});
