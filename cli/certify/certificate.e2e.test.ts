import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startReference } from '../../reference-impl/server.ts';
import { commandLine } from '../command-line.test-helper.ts';
import { VERSION } from '../version.ts';

const NONCE = 'nonce-of-a-certifier';
const SECRET = 'a-secret-of-the-system-under-test-that-is-nowhere';

let dir: string;
let bundle: string;
let certified: { code: number; out: string; err: string };
const env: Record<string, string> = {};
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: join(dir, 'runs'), ...env }));
const at = (name: string): string => join(dir, name);

/** Every file below a folder, as text. */
const everything = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => readFileSync(join(e.parentPath, e.name), 'latin1'))
    .join('\n');

beforeAll(async () => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-certificate-')));
  await vitalproof('keygen', at('acme'));
  await vitalproof('keygen', at('other'));
  const reference = await startReference({ databasePath: at('reference.db'), tokenKey: SECRET });
  // One small scope, so that the run is short.
  writeFileSync(
    at('sut.yaml'),
    [
      'vitalproof: 1',
      'name: ACME',
      "version: '4.2'",
      'role: receiver',
      'scope: [alerts]',
      'environment: test',
      `fhir: { base: '${reference.fhirBase}' }`,
      "access: { mode: jwt-hs256, key: '${ACME_KEY}' }",
      'deadlines: { critical: 1s, other: 1s, filed: 1s }',
      'clock: patient',
      'visibilityLag: 250ms',
    ].join('\n'),
  );
  env['ACME_KEY'] = SECRET;
  env['VITALPROOF_SIGNING_KEY'] = readFileSync(at('acme.sign.pem'), 'utf8');
  certified = await vitalproof('certify', '--sut', at('sut.yaml'), '--nonce', NONCE, '--out', at('bundle'));
  delete env['VITALPROOF_SIGNING_KEY'];
  await reference.close();
  bundle = at('bundle');
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('certify signs what the run came to, and says whether it certifies', () => {
  expect(certified.err).toBe('');
  expect(certified.out).toMatch(/Certificate, attempt 1: . (not )?certified.* \(exit [0-2]\)/);
  expect(certified.out).toMatch(/signed with key [0-9a-f]{64}/);
});

test('the bundle verifies offline with the public key, the same every time, and exits as certify did', async () => {
  const first = await vitalproof('verify', bundle, '--key', at('acme.verify.pem'), '--nonce', NONCE, '--max-age', '1');
  expect(first.err).toBe('');
  expect(first.code).toBe(certified.code);
  expect(first.out).toContain('Receiver ACME 4.2, scope alerts, over FHIR, attested by its own maker');
  expect(first.out).toContain('the oracle gave the same verdicts again');
  const [, head = ''] = /log of attempts (\S+)/.exec(first.out) ?? [];
  const again = await vitalproof('verify', bundle, '--key', at('acme.verify.pem'), '--expect-head', head);
  expect(again.out).toBe(first.out);
});

test('another tool than ours finds the signature good', () => {
  const envelope = JSON.parse(readFileSync(join(bundle, 'certificate.dsse.json'), 'utf8')) as {
    payload: string;
    payloadType: string;
    signatures: { sig: string }[];
  };
  const payload = Buffer.from(envelope.payload, 'base64');
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${payload.length} `),
    payload,
  ]);
  writeFileSync(at('signed'), signed);
  writeFileSync(at('sig'), Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64'));
  const said = execFileSync(
    'openssl',
    [
      'pkeyutl',
      '-verify',
      '-pubin',
      '-inkey',
      at('acme.verify.pem'),
      '-rawin',
      '-in',
      at('signed'),
      '-sigfile',
      at('sig'),
    ],
    { encoding: 'utf8' },
  );
  expect(said).toContain('Signature Verified Successfully');
});

test('no secret is in anything that was said or written', () => {
  const signKey = readFileSync(at('acme.sign.pem'), 'utf8').split('\n')[1] ?? 'none';
  const text = [everything(bundle), everything(join(dir, 'runs')), certified.out, certified.err].join('\n');
  expect(text).toContain('[redacted]');
  for (const secret of [SECRET, signKey, Buffer.from(SECRET).toString('base64')]) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\./);
});

describe('what is not the bundle as it was signed: each with its own words, 65', () => {
  test.each<[string, readonly string[], string]>([
    ['another key', ['--key', 'other.verify.pem'], 'it was signed with the key'],
    ['the signing key', ['--key', 'acme.sign.pem'], 'this is a private key'],
    ['no key', ['--key', 'sut.yaml'], 'this public key cannot be read'],
    ['a key that is not there', ['--key', 'nowhere.pem'], 'cannot be read: ENOENT'],
    ['another nonce', ['--key', 'acme.verify.pem', '--nonce', 'another-nonce'], `it was made for the nonce ${NONCE}`],
    ['a log begun anew', ['--key', 'acme.verify.pem', '--expect-head', `${'0'.repeat(64)}@2`], 'does not go through'],
  ])('%s', async (_what, argv, says) => {
    const named = argv.map((word) => (/\.(pem|yaml)$/.test(word) ? at(word) : word));
    const { code, err, out } = await vitalproof('verify', bundle, ...named);
    expect([code, out]).toEqual([65, '']);
    expect(err).toContain(says);
  });
  test('cut short: a history, a file, a folder', async () => {
    const cut = at('cut');
    cpSync(bundle, cut, { recursive: true });
    truncateSync(join(cut, 'history.ndjson'), 2000);
    expect((await vitalproof('verify', cut, '--key', at('acme.verify.pem'))).err).toMatch(
      /history\.ndjson: has 2000 bytes/,
    );
    rmSync(join(cut, 'history.ndjson'));
    expect((await vitalproof('verify', cut, '--key', at('acme.verify.pem'))).err).toMatch(
      /history\.ndjson: is missing/,
    );
    const nowhere = await vitalproof('verify', at('nowhere'), '--key', at('acme.verify.pem'));
    expect([nowhere.code, nowhere.err]).toEqual([65, expect.stringContaining('there is no such folder')]);
  });
});

describe('what cannot be signed is told before anything is run', () => {
  test.each<[readonly string[], number, string]>([
    [['--nonce', NONCE], 64, 'no key to sign it with is given'],
    [['--key', 'acme.verify.pem'], 65, 'this is no private key'],
    [['--key', 'acme.sign.pem', '--nonce', 'short'], 64, '--nonce is not usable'],
    [['--key', 'acme.sign.pem', '--evidence', 'lab'], 64, '--evidence lab needs a nonce'],
    [['--key', 'acme.sign.pem', '--evidence', 'labs'], 64, '--evidence labs is not known'],
    [['--key', 'acme.sign.pem', '--waivers', 'w.yaml'], 64, 'nobody waives for himself'],
    [['--key', 'acme.sign.pem', '--only', 'LIM-02'], 64, 'a certificate is of one whole run'],
    [['--key', 'acme.sign.pem', '--repeat', '2'], 64, 'a certificate is of one whole run'],
    [['--key', 'acme.sign.pem', '--out', 'bundle'], 65, 'is there already'],
    [['--key', 'acme.sign.pem', '--selftest', 'sut.yaml'], 65, 'these are no scores'],
    [['--key', 'acme.sign.pem', '--selftest', 'other-build.json'], 65, 'these are scores of another build'],
  ])('%j', async (argv, code, says) => {
    const named = argv.map((word) => (/\.(pem|yaml|json)$|^bundle$/.test(word) ? at(word) : word));
    const other = { format: 1, harness: `vitalproof ${VERSION}`, build: '0'.repeat(64) };
    writeFileSync(at('other-build.json'), JSON.stringify(other));
    const before = readdirSync(join(dir, 'runs')).length;
    const said = await vitalproof('certify', '--sut', at('sut.yaml'), ...named);
    expect([said.code, said.out]).toEqual([code, '']);
    expect(said.err).toContain(says);
    expect(readdirSync(join(dir, 'runs')).length).toBe(before);
  });
});
