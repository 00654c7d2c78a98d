import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import { signingKeyOf } from './signing-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'signing-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pem = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const jwk = (key: KeyObject, kid?: string): string => JSON.stringify({ ...key.export({ format: 'jwk' }), kid });
const file = (text: string): string => {
  const path = join(folder, 'key');
  writeFileSync(path, text);
  return path;
};

describe('the private key of a client', () => {
  test.each([
    ['PEM', pem(ec), 'k1', 'ES384', 'k1'],
    ['PEM, RSA', pem(rsa), 'k1', 'RS384', 'k1'],
    ['a JSON Web Key with its kid', jwk(ec, 'own'), undefined, 'ES384', 'own'],
    ['a JSON Web Key under another kid', jwk(rsa, 'own'), 'k2', 'RS384', 'k2'],
    ['a file of PEM', file(pem(ec)), 'k3', 'ES384', 'k3'],
  ])('is %s', (_name, value, kid, algorithm, named) =>
    expect(signingKeyOf('ACME_KEY', value, kid)).toMatchObject({ algorithm, kid: named }),
  );

  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const publicPem = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({
    format: 'pem',
    type: 'spki',
  });
  test.each([
    ['without a kid', pem(ec), undefined, /neither the key nor the profile/],
    ['of another curve', pem(p256), 'k', /neither ES384 nor RS384/],
    ['too small', pem(small), 'k', /neither ES384 nor RS384/],
    ['public', publicPem.toString(), 'k', /cannot be read/],
    ['no key', '{"kty":"EC"}', 'k', /cannot be read/],
    ['half a key', pem(ec).slice(0, 80), 'k', /cannot be read/],
    ['a file that is not there', join(folder, 'none.pem'), 'k', /cannot be read/],
  ])('that is %s is refused without a word of it', (_name, value, kid, words) => {
    let said = '';
    try {
      signingKeyOf('ACME_KEY', value, kid);
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
      said = error.describe();
    }
    expect(said).toMatch(words);
    expect(said).toContain('ACME_KEY');
    expect(said).not.toContain(value.split('\n')[1] ?? 'PRIVATE KEY');
  });
});
