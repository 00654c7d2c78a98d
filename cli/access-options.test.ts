import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import { ACCESS_OPTIONS, accessOptions } from './access-options.ts';
import { parseArguments } from './arguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'access-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const KEY = '0123456789abcdef0123456789abcdef';
const file = join(folder, 'clients.yaml');
const jwk = { ...generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' }), kid: 'k1' };
writeFileSync(
  file,
  JSON.stringify({ clients: [{ id: 'a', role: 'ehr', scopes: ['system/Task.r'], jwks: { keys: [jwk] } }] }),
);

const parse = (key: string | undefined, ...argv: readonly string[]) =>
  accessOptions(parseArguments({ name: 'serve', words: '', options: ACCESS_OPTIONS }, argv), {
    VITALPROOF_TOKEN_KEY: key,
  });

test('tokens under the key of the environment, and clients from a file', () => {
  expect(parse(KEY)).toEqual({ tokenKey: KEY });
  expect([...(parse(KEY, '--clients', file).clients?.keys() ?? [])]).toEqual(['a']);
});

test('no access control is asked for by name, and then a key is neither needed nor used', () => {
  const open = parse(undefined, '--auth', 'none');
  expect(open.auth).toBe('none');
  expect(open.tokenKey).not.toBe(parse(KEY, '--auth', 'none').tokenKey);
});

test.each<[string, string | undefined, readonly string[], number, RegExp]>([
  ['no key', undefined, [], 64, /needs a key/],
  ['a short key', 'short', ['--auth', 'tokens'], 64, /needs a key/],
  ['another mode', KEY, ['--auth', 'basic'], 64, /--auth basic/],
  ['clients that nobody asks', KEY, ['--auth', 'none', '--clients', file], 64, /does not go with/],
  ['a file that is not there', KEY, ['--clients', join(folder, 'none.yaml')], 65, /cannot be read/],
])('%s is refused', (_name, key, argv, exitCode, words) => {
  expect(() => parse(key, ...argv)).toThrow(
    expect.objectContaining({ exitCode, message: expect.stringMatching(words) as string }),
  );
  expect(() => parse(key, ...argv)).toThrow(InputProblem);
});
