import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunClock } from '../history/clock.ts';
import { credentialsOf, type Secrets } from './access.ts';
import type { Credentials } from './credentials.ts';
import type { Access } from './profile-document.ts';
import { clinician, EHR } from './actor.ts';

const at = (wall: string): RunClock => ({ now: () => 0, wall: () => wall, started: wall });
const noon = at('2026-03-03T12:00:00.000Z');
const npi = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };

const credentialsBy = (access: Access, secrets: Secrets, clock: RunClock): Credentials =>
  credentialsOf({ access }, 'http://127.0.0.1:1/fhir', secrets, clock, {
    exchange: () => Promise.reject(new Error('nobody is asked')),
    unsent: () => {
      throw new Error('nothing stays unsent');
    },
    close: () => undefined,
  });

test('none sends nothing', () => expect(credentialsBy({ mode: 'none' }, {}, noon)(EHR)).toBeUndefined());

test('a token says who, for whom and until when, and is signed with the key', async () => {
  const header = (await credentialsBy({ mode: 'jwt-hs256', key: '${K}' }, { K: 'secret' }, noon)(clinician(npi))) ?? '';
  const [head = '', body = '', signature] = header.replace('Bearer ', '').split('.');
  expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toEqual({
    sub: 'vp-clinician',
    role: 'clinician',
    subject: 'http://hl7.org/fhir/sid/us-npi|1234567893',
    exp: Date.parse('2026-03-03T12:05:00Z') / 1000,
  });
  expect(createHmac('sha256', 'secret').update(`${head}.${body}`).digest('base64url')).toBe(signature);
});

test('a token is used again until a minute before it ends', () => {
  let wall = '2026-03-03T12:00:00.000Z';
  const credentials = credentialsBy({ mode: 'jwt-hs256', key: '${K}' }, { K: 'secret' }, { ...noon, wall: () => wall });
  const first = credentials(EHR);
  wall = '2026-03-03T12:03:59.000Z';
  expect(credentials(EHR)).toBe(first);
  wall = '2026-03-03T12:04:00.000Z';
  expect(credentials(EHR)).not.toBe(first);
});

test('a key that is not set is bad input, named by its variable', () =>
  expect(() => credentialsBy({ mode: 'jwt-hs256', key: '${ACME_KEY}' }, {}, noon)).toThrow(
    expect.objectContaining({ name: 'InputProblem', message: expect.stringContaining('ACME_KEY') as string }),
  ));

test('tokens of a file: the actor’s own, else the role’s, else none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-tokens-'));
  const file = join(folder, 'tokens.json');
  writeFileSync(file, JSON.stringify({ 'clinician:1234567893': 'mine', clinician: 'any' }));
  const credentials = credentialsBy({ mode: 'bearer-file', file }, {}, noon);
  expect(credentials(clinician(npi))).toBe('Bearer mine');
  expect(credentials(clinician({ ...npi, value: '2' }))).toBe('Bearer any');
  expect(credentials(EHR)).toBeUndefined();
  writeFileSync(file, '{');
  expect(() => credentialsBy({ mode: 'bearer-file', file }, {}, noon)).toThrow('cannot be read');
  rmSync(folder, { recursive: true });
});

test('a token that is not as it should be differs in that alone', async () => {
  const credentials = credentialsBy({ mode: 'jwt-hs256', key: '${K}' }, { K: 'secret' }, noon);
  const read = async (token?: 'expired' | 'forged' | 'for-another' | 'reading-only') => {
    const header = (await credentials({ ...EHR, ...(token === undefined ? {} : { token }) })) ?? '';
    const [head = '', body = '', signature = ''] = header.replace('Bearer ', '').split('.');
    const isOurs = createHmac('sha256', 'secret').update(`${head}.${body}`).digest('base64url') === signature;
    return { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), isOurs };
  };
  const sound = await read();
  expect(sound).toMatchObject({ isOurs: true });
  expect(await read('expired')).toEqual({ ...sound, exp: Date.parse('2026-03-03T11:55:00Z') / 1000 });
  expect(await read('forged')).toEqual({ ...sound, isOurs: false });
  expect(await read('for-another')).toEqual({ ...sound, aud: 'https://elsewhere.vitalproof.example/fhir' });
  expect(await read('reading-only')).toMatchObject({ isOurs: true, scope: expect.stringContaining('.rs') as string });
  expect(await read()).toEqual(sound);
});

test('where others sign, a signature can be spoilt, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-tokens-'));
  const file = join(folder, 'tokens.json');
  writeFileSync(file, JSON.stringify({ ehr: 'a.b.cde' }));
  const credentials = credentialsBy({ mode: 'bearer-file', file }, {}, noon);
  expect(credentials({ ...EHR, token: 'forged' })).toBe('Bearer a.b.cAe');
  expect(() => credentials({ ...EHR, token: 'expired' })).toThrow('cannot be had');
  rmSync(folder, { recursive: true });
});
