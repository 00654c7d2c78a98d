import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { RunClock } from '../history/clock.ts';
import { actingAs, credentialsOf, type Secrets } from './access.ts';
import type { Credentials } from './credentials.ts';
import type { Access } from './profile-document.ts';
import { clinician, EHR, portal } from './actor.ts';
import { DEFAULT_PEOPLE, type People } from './people.ts';

const at = (wall: string): RunClock => ({ now: () => 0, wall: () => wall, started: wall });
const noon = at('2026-03-03T12:00:00.000Z');
const npi = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };

const credentialsBy = (access: Access, secrets: Secrets, clock: RunClock, people?: People): Credentials =>
  credentialsOf({ access, ...(people === undefined ? {} : { people }) }, 'http://127.0.0.1:1/fhir', secrets, clock, {
    exchange: () => Promise.reject(new Error('nobody is asked')),
    unsent: () => {
      throw new Error('nothing stays unsent');
    },
    close: () => undefined,
  });

test('where nobody is asked to prove it, an actor says who it is', () => {
  expect(credentialsBy({ mode: 'acting-as' }, {}, noon)(EHR)).toBeUndefined();
  expect(actingAs(EHR)).toEqual({ 'X-Acting-As': 'ehr' });
  expect(actingAs({ role: 'portal', subject: { system: 'urn:oid:2.999.1.1', value: 'MRN1' } })).toEqual({
    'X-Acting-As': 'portal urn:oid:2.999.1.1|MRN1',
  });
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

describe('tokens of a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-tokens-'));
  const file = join(folder, 'tokens.json');
  afterAll(() => rmSync(folder, { recursive: true }));
  const by = (tokens: object | string, people?: People): Credentials => {
    writeFileSync(file, typeof tokens === 'string' ? tokens : JSON.stringify(tokens));
    const access: Access = { mode: 'bearer-file', file };
    return credentialsBy(access, {}, noon, people);
  };
  const own = Object.fromEntries(
    DEFAULT_PEOPLE.clinicians.map((c) => [`clinician:${c.identifier.value}`, `of ${c.identifier.value}`]),
  );

  test('are the actor’s own, else the role’s, else none', () => {
    const credentials = by({ 'portal:MRN1': 'mine', portal: 'any' });
    expect(credentials(portal({ system: 's', value: 'MRN1' }))).toBe('Bearer mine');
    expect(credentials(portal({ system: 's', value: 'MRN2' }))).toBe('Bearer any');
    expect(credentials(EHR)).toBeUndefined();
  });
  test('of one clinician serve no other: an In Basket is read with its owner’s own', () => {
    const credentials = by({ 'clinician:1234567893': 'mine', clinician: 'any' });
    expect(credentials(clinician(npi))).toBe('Bearer mine');
    expect(credentials(clinician({ ...npi, value: '2' }))).toBeUndefined();
  });
  test('are there for every declared clinician, decoys included', () => {
    const decoy = DEFAULT_PEOPLE.decoys[0]?.value ?? '';
    expect(by(own, DEFAULT_PEOPLE)(clinician({ ...npi, value: decoy }))).toBe(`Bearer of ${decoy}`);
    const { [`clinician:${decoy}`]: _gone, ...without } = own;
    expect(() => by(without, DEFAULT_PEOPLE)).toThrow(`clinician:${decoy} has no token`);
    expect(() => by({ ...own, [`clinician:${decoy}`]: 'of 1234567893' }, DEFAULT_PEOPLE)).toThrow(
      'have the same token',
    );
  });
  test('that cannot be read are bad input', () => expect(() => by('{')).toThrow('cannot be read'));
});
