import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attemptLog } from '../../conformance/certificate/attempts/log.ts';
import { makeBundle, NONCE, NOW_MS, SIGN, SMALL, VERIFY } from '../../conformance/certificate/bundle.test-helper.ts';
import { keyId, newKeyPair } from '../../conformance/certificate/keys.ts';
import { verifyBundle } from '../../conformance/certificate/verify/verify-bundle.ts';
import { givenSigningKey } from '../certify/key-file.ts';
import { commandLine } from '../command-line.test-helper.ts';
import type { Io } from '../io.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-pitfalls-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: folder }));
const verify = (bundle: string) => verifyBundle(bundle, { key: VERIFY, catalogue: SMALL, nowMs: NOW_MS });
const ioOf = (env: Io['env']): Io => ({ env }) as Io;

describe('pitfall: last-attempt-wins certificate', () => {
  test('a pass after a failure of the same version certifies nothing, and names the failure', async () => {
    const at = join(folder, 'last');
    await makeBundle(at, { itemMs: null });
    const last = await verify(await makeBundle(at));
    expect(last.verdicts.verdict).toBe('PASS');
    expect([last.exitCode, last.claims.certified]).toEqual([1, false]);
    expect(last.claims.earlier.map((a) => [a.attempt, a.verdict])).toEqual([[1, 'FAIL']]);
  });
});

describe('pitfall: retry-until-green', () => {
  test('the attempt that failed cannot be taken out of the log: the next one refuses to begin', async () => {
    const at = join(folder, 'retry');
    await makeBundle(at, { itemMs: null });
    const log = attemptLog(join(at, 'attempts'), { role: 'receiver', sut: 'ACME', nonce: NONCE });
    await makeBundle(at, { itemMs: null });
    const lines = readFileSync(log.path, 'utf8').split('\n');
    writeFileSync(log.path, lines.toSpliced(1, 2).join('\n'));
    await expect(makeBundle(at)).rejects.toThrow('the line before this one is missing or was changed');
  });
  test('every attempt gets a number of its own, and ten failures stay ten', async () => {
    const at = join(folder, 'many');
    for (let i = 0; i < 3; i += 1) await makeBundle(at, { itemMs: null });
    const { claims } = await verify(await makeBundle(at));
    expect([claims.attempt, claims.earlier.length]).toEqual([4, 3]);
  });
});

describe('pitfall: random signing key', () => {
  test('without a key there is none, and nothing is signed', () => {
    expect(givenSigningKey(undefined, ioOf({}))).toBeUndefined();
    expect(givenSigningKey(undefined, ioOf({ VITALPROOF_SIGNING_KEY: '' }))).toBeUndefined();
  });
  test('a key that cannot be read is an error, never replaced by a new one', () => {
    expect(() => givenSigningKey(join(folder, 'nowhere.pem'), ioOf({}))).toThrow('ENOENT');
    expect(() => givenSigningKey(undefined, ioOf({ VITALPROOF_SIGNING_KEY: join(folder, 'nowhere.pem') }))).toThrow(
      'ENOENT',
    );
  });
  test('the key that signs is the one that was given', () => {
    const { sign } = newKeyPair();
    writeFileSync(join(folder, 'sign.pem'), sign);
    const [byFile, byVariable] = [
      givenSigningKey(join(folder, 'sign.pem'), ioOf({})),
      givenSigningKey(undefined, ioOf({ VITALPROOF_SIGNING_KEY: sign })),
    ];
    if (byFile === undefined || byVariable === undefined) throw new Error('no key');
    expect(keyId(byFile)).toBe(keyId(byVariable));
    expect(keyId(byFile)).not.toBe(keyId(SIGN));
  });
});

describe('pitfall: key inside bundle', () => {
  test('a bundle with a key in it is refused', async () => {
    const bundle = await makeBundle(join(folder, 'with-key'));
    writeFileSync(join(bundle, 'verify.pem'), VERIFY.export({ type: 'spki', format: 'pem' }));
    await expect(verify(bundle)).rejects.toThrow('does not belong into a bundle');
  });
  test('verify does nothing without a key from outside', async () => {
    const bundle = await makeBundle(join(folder, 'no-key'));
    const { code, err } = await vitalproof('verify', bundle);
    expect([code, err]).toEqual([64, expect.stringContaining('the key to verify with is not given')]);
  });
  test('nothing that certify writes holds a key', async () => {
    const bundle = await makeBundle(join(folder, 'keyless'));
    const der = VERIFY.export({ type: 'spki', format: 'der' });
    for (const name of ['certificate.dsse.json', 'manifest.json', 'env.json', 'config.json']) {
      const text = readFileSync(join(bundle, name), 'utf8');
      expect(text).not.toContain('BEGIN');
      expect(text).not.toContain(der.subarray(-32).toString('base64').slice(0, 20));
    }
  });
});
