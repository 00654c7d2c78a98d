import { createServer } from 'node:net';
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import { makeBundle, NOW_MS, SIGN, SMALL, VERIFY } from '../bundle.test-helper.ts';
import { ENVELOPE, MANIFEST } from '../bundle-files.ts';
import { canonical, sha256 } from '../canonical.ts';
import { sealed } from '../dsse.ts';
import { verifyBundle } from './verify-bundle.ts';

let folder: string;
let original: string;
let copies = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-hostile-'));
  original = await makeBundle(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const copy = (): string => {
  const to = join(folder, `copy-${(copies += 1)}`);
  cpSync(original, to, { recursive: true });
  return to;
};
const refused = async (bundle: string): Promise<string> => {
  try {
    await verifyBundle(bundle, { key: VERIFY, catalogue: SMALL, nowMs: NOW_MS });
  } catch (error) {
    if (error instanceof InputProblem) return error.describe();
    throw error;
  }
  return 'nothing was refused';
};
/** A bundle whose signer is hostile: manifest and statement changed, and signed with the right key. */
const signedAnew = (bundle: string, change: (statement: Record<string, never>) => void): void => {
  const path = join(bundle, ENVELOPE);
  const { payload } = JSON.parse(readFileSync(path, 'utf8')) as { payload: string };
  const statement = JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as Record<string, never>;
  change(statement);
  writeFileSync(path, sealed(Buffer.from(canonical(statement)), SIGN));
};

describe('a hostile folder is refused before anything in it is read', () => {
  test.each<[string, (bundle: string) => void, string]>([
    [
      'a link in place of a file',
      (b) => (rmSync(join(b, 'env.json')), symlinkSync('/etc/hostname', join(b, 'env.json'))),
      'is a link',
    ],
    [
      'a link in place of the envelope',
      (b) => (rmSync(join(b, ENVELOPE)), symlinkSync('/dev/zero', join(b, ENVELOPE))),
      'is a link',
    ],
    ['a link among the wire bytes', (b) => symlinkSync('/etc/hostname', join(b, 'wire', 'a'.repeat(64))), 'is a link'],
    [
      'a link in place of the folder of wire bytes',
      (b) => (rmSync(join(b, 'wire'), { recursive: true }), symlinkSync('/etc', join(b, 'wire'))),
      'is no folder',
    ],
    [
      'a file that has another name elsewhere',
      (b) => (linkSync(join(b, 'env.json'), `${b}.env`), undefined),
      'another name elsewhere',
    ],
    ['a folder in place of a file', (b) => (rmSync(join(b, 'env.json')), mkdirSync(join(b, 'env.json'))), 'is no file'],
    ['a file that does not belong', (b) => writeFileSync(join(b, 'run.sh'), 'x'), 'does not belong into a bundle'],
    [
      'a public key inside the bundle',
      (b) => writeFileSync(join(b, 'verify.pem'), 'x'),
      'does not belong into a bundle',
    ],
    ['a name out of a prototype', (b) => writeFileSync(join(b, 'constructor'), 'x'), 'does not belong into a bundle'],
    ['wire bytes under a name that is no hash', (b) => writeFileSync(join(b, 'wire', '..env'), 'x'), 'no SHA-256'],
    ['a huge envelope', (b) => truncateSync(join(b, ENVELOPE), 5 * 1024 ** 3), 'is the most'],
    ['a huge history', (b) => truncateSync(join(b, 'history.ndjson'), 5 * 1024 ** 3), 'is the most'],
    ['no wire bytes', (b) => rmSync(join(b, 'wire'), { recursive: true }), 'is listed and missing'],
    ['no envelope', (b) => rmSync(join(b, ENVELOPE)), 'is no bundle'],
  ])('%s', async (_what, spoil, says) => {
    const bundle = copy();
    spoil(bundle);
    expect(await refused(bundle)).toContain(says);
  });
  test('a socket in place of a file', async () => {
    const bundle = copy();
    rmSync(join(bundle, 'env.json'));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(bundle, 'env.json'), resolve));
    expect(await refused(bundle)).toContain('is no file');
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  test('no folder at all, and a file in its place', async () => {
    expect(await refused(join(folder, 'nowhere'))).toContain('there is no such folder');
    expect(await refused(join(original, MANIFEST))).toContain('there is no such folder');
  });
});

describe('a hostile signer', () => {
  const listing = (path: string, bundle: string): void => {
    const manifest = JSON.parse(readFileSync(join(bundle, MANIFEST), 'utf8')) as { files: unknown[] };
    manifest.files.push({ path, bytes: 1, sha256: '0'.repeat(64) });
    const text = canonical(manifest);
    writeFileSync(join(bundle, MANIFEST), text);
    signedAnew(bundle, (s) => {
      const subject = (s as unknown as { subject: { digest: { sha256: string } }[] }).subject;
      for (const each of subject) each.digest.sha256 = sha256(text);
    });
  };
  test.each(['../../etc/passwd', '/etc/passwd', 'wire/../../x'])('a manifest that leads out: %s', async (path) => {
    const bundle = copy();
    listing(path, bundle);
    expect(await refused(bundle)).toContain('is listed and missing');
  });
  test('a manifest that lists a file twice', async () => {
    const bundle = copy();
    listing('env.json', bundle);
    expect(await refused(bundle)).toContain('lists a file twice');
  });
  test.each<[string, (s: { predicate: Record<string, unknown> & { vitalproof: Record<string, unknown> } }) => void]>([
    ['another result', (s) => void (s.predicate['result'] = 'WARNED')],
    ['a test more that passed', (s) => void (s.predicate['passedTests'] = ['ALR-01', 'LIM-02', 'ALR-04'])],
    ['no attempt before it', (s) => void (s.predicate.vitalproof['attempt'] = 7)],
    ['another title', (s) => void (s.predicate.vitalproof['title'] = 'Approved by everybody')],
    ['a member that nobody knows', (s) => void (s.predicate.vitalproof['note'] = 'trust me')],
    ['a longer head', (s) => void (s.predicate.vitalproof['head'] = `${'0'.repeat(64)}@3`)],
  ])('a statement with %s', async (_what, change) => {
    const bundle = copy();
    signedAnew(bundle, (s) => change(s as never));
    expect(await refused(bundle)).not.toContain('nothing was refused');
  });
  test('JSON in which a member stands twice', async () => {
    const bundle = copy();
    const path = join(bundle, ENVELOPE);
    const { payload } = JSON.parse(readFileSync(path, 'utf8')) as { payload: string };
    const text = Buffer.from(payload, 'base64').toString('utf8');
    writeFileSync(path, sealed(Buffer.from(text.replace('{', '{"_type":"x",')), SIGN));
    expect(await refused(bundle)).toContain('a member stands twice');
  });
});
