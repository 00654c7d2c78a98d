import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signToken } from '../reference-impl/api/auth/sign.ts';
import { type RunningReference, startReference } from '../reference-impl/server.ts';
import { START } from '../reference-impl/world.test-helper.ts';
import { commandLine, type Said } from './command-line.test-helper.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const vitalproof = commandLine(() => ({}));

let directory: string;
let path: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'vitalproof-verify-'));
  path = join(directory, 'data', 'reference.db');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const verify = (...more: readonly string[]): Promise<Said> =>
  vitalproof('serve', '--verify-audit', '--db', path, ...more);
const headIn = (said: Said): string => /^head {6}(\S+)$/m.exec(said.out)?.[1] ?? '';

/** Runs `work` against a reference on the database, over HTTP, and ends it. */
const served = async (work: (reference: RunningReference) => Promise<void>): Promise<void> => {
  const reference = await startReference({ databasePath: path, tokenKey: KEY, now: () => START });
  try {
    await work(reference);
  } finally {
    await reference.close();
  }
};
const create = async (
  { fhirBase }: RunningReference,
  value: string,
  status: number,
  role: 'ehr' | 'gateway',
): Promise<void> => {
  const response = await fetch(`${fhirBase}/Patient`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${signToken({ sub: `vp-${role}`, role, exp: START / 1000 + 600 }, KEY)}`,
      'content-type': 'application/fhir+json',
    },
    body: JSON.stringify({
      resourceType: 'Patient',
      identifier: [{ system: 'urn:oid:2.999.1.1', value }],
      name: [{ family: 'Doe', given: ['Jane'] }],
      gender: 'female',
      birthDate: '1970-01-15',
    }),
  });
  expect(response.status).toBe(status);
};

/** What somebody with the file in hands does to it; then the verdict; then the file is as it was. */
const tampered = async (sql: string, ...more: readonly string[]): Promise<Said> => {
  const raw = new DatabaseSync(path);
  const triggers = raw.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all();
  const backup = join(directory, 'backup.db');
  rmSync(backup, { force: true });
  raw.exec(`VACUUM INTO '${backup}'`);
  for (const { name } of triggers) raw.exec(`DROP TRIGGER ${String(name)}`);
  raw.exec(sql);
  raw.close();
  try {
    return await verify(...more);
  } finally {
    rmSync(path);
    const whole = new DatabaseSync(backup);
    whole.exec(`VACUUM INTO '${path}'`);
    whole.close();
  }
};

describe('serve --verify-audit', () => {
  let noted = '';
  test('proves what a real server left: count, head, a sentence, exit 0; it needs no key', async () => {
    await served(async (reference) => {
      await create(reference, 'MRN1', 201, 'ehr');
      await create(reference, 'MRN2', 403, 'gateway');
      expect((await fetch(`${reference.fhirBase}/Patient/p1`)).status).toBe(401);
    });
    const said = await verify();
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toMatch(/^events {4}3\nhead {6}[0-9a-f]{64}@3\nThe audit trail is intact: 3 events, /);
    noted = headIn(said);
  });

  test('goes on over a restart, through the head that was noted before', async () => {
    await served((reference) => create(reference, 'MRN3', 201, 'ehr'));
    const said = await verify('--expect-head', noted);
    expect(said.out).toContain('events    4\n');
    expect(said.out).toContain('goes through the head that was noted at 3');
    expect(said.code).toBe(0);
  });

  test('says the same as JSON', async () => {
    const { code, out } = await verify('--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      intact: true,
      count: 4,
      head: headIn(await verify()),
      verdict: expect.stringContaining('intact'),
    });
  });

  test.each([
    [
      'changed',
      "UPDATE audit_events SET body = replace(body, 'refused', 'ok') WHERE seq = 2",
      /event 2, recorded 2026-03-03T12:00:00.000Z, does not fit/,
    ],
    [
      'deleted',
      'DELETE FROM audit_events WHERE seq = 2',
      /event 2 is missing: in its place comes number 3, recorded 20/,
    ],
    ['cut off', 'DELETE FROM audit_events WHERE seq > 2', /event 3 is missing: the head of the trail counts 4 events/],
    ['without a head', 'DELETE FROM audit_head', /the head of the trail is gone/],
  ])('finds what was %s: exit 1, and where', async (_title, sql, says) => {
    const said = await tampered(sql);
    expect(said.out).toMatch(says);
    expect(said.code).toBe(1);
    expect((await verify()).code).toBe(0);
  });

  test('finds a tail that was cut off and a head that was made to fit only by what was noted', async () => {
    const cut = `DELETE FROM audit_events WHERE seq > 2;
      UPDATE audit_head SET count = 2, hash = (SELECT hash FROM audit_events WHERE seq = 2)`;
    expect((await tampered(cut)).code).toBe(0);
    const said = await tampered(cut, '--expect-head', noted, '--json');
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ intact: false, count: 2, broken: { event: 3 } });
    expect(said.out).toContain('the head that was noted counts 3 events');
  });

  test('a reference does not go on from a trail whose tail was cut off', async () => {
    const other = join(directory, 'cut.db');
    const raw = new DatabaseSync(path);
    raw.exec(`VACUUM INTO '${other}'`);
    raw.close();
    const cut = new DatabaseSync(other);
    cut.exec('DROP TRIGGER audit_never_goes; DELETE FROM audit_events WHERE seq = 4');
    cut.close();
    await expect(startReference({ databasePath: other, tokenKey: KEY })).rejects.toThrow(/--verify-audit/);
  });
});

describe('what cannot be proved', () => {
  test('a database that is not there: 65, and none is made', async () => {
    const missing = join(directory, 'missing.db');
    const said = await vitalproof('serve', '--verify-audit', '--db', missing);
    expect(said).toMatchObject({ code: 65, out: '' });
    expect(said.err).toContain(missing);
    expect(existsSync(missing)).toBe(false);
  });
  test('a file that is no database: 65', async () => {
    const notes = join(directory, 'notes.txt');
    writeFileSync(notes, 'notes '.repeat(1000));
    expect(await vitalproof('serve', '--verify-audit', '--db', notes)).toMatchObject({ code: 65, out: '' });
  });
  test('a database that a reference has open: 65, and what to do', async () => {
    await served(async () => {
      const said = await verify();
      expect(said).toMatchObject({ code: 65, out: '' });
      expect(said.err).toMatch(/locked[\s\S]*what to do: .*end the process/);
    });
  });
  test.each([
    [['--verify-audit', '--fhir-port', '0'], 'does not go with'],
    [['--verify-audit', '--hl7-port', '0'], 'does not go with'],
    [['--verify-audit', '--auth', 'none'], 'does not go with'],
    [['--verify-audit', '--clients', 'x.yaml'], 'does not go with'],
    [['--json'], 'only'],
    [['--expect-head', 'x'], 'only'],
    [['--verify-audit', '--db', 'x.db', '--data', 'y'], 'one of them'],
    [['--verify-audit', 'x.db'], 'no word'],
    [['--verify-audit', '--db', 'x.db', '--expect-head', 'abc@1'], 'HASH@COUNT'],
    [['--verify-audit', '--expect-hed', 'abc@1'], 'did you mean --expect-head'],
  ])('serve %j is a usage error: 64', async (argv, says) => {
    const said = await vitalproof('serve', ...argv);
    expect(said.err).toContain(says);
    expect(said).toMatchObject({ code: 64, out: '' });
  });
  test('--data names the folder, as for serving', async () => {
    expect((await vitalproof('serve', '--verify-audit', '--data', join(directory, 'data'))).code).toBe(0);
  });
});

test('as a program of its own: verdict on standard output, exit code of the process', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, 'serve', '--verify-audit', '--db', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(out).toContain('The audit trail is intact: 4 events');
  expect(code).toBe(0);
});
