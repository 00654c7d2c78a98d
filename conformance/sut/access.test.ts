import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunClock } from '../history/clock.ts';
import { credentialsOf } from './access.ts';
import { clinician, EHR } from './actor.ts';

const at = (wall: string): RunClock => ({ now: () => 0, wall: () => wall, started: wall });
const noon = at('2026-03-03T12:00:00.000Z');
const npi = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };

test('none sends nothing', () => expect(credentialsOf({ mode: 'none' }, {}, noon)(EHR)).toBeUndefined());

test('a token says who, for whom and until when, and is signed with the key', () => {
  const header = credentialsOf({ mode: 'jwt-hs256', key: '${K}' }, { K: 'secret' }, noon)(clinician(npi)) ?? '';
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
  const credentials = credentialsOf({ mode: 'jwt-hs256', key: '${K}' }, { K: 'secret' }, { ...noon, wall: () => wall });
  const first = credentials(EHR);
  wall = '2026-03-03T12:03:59.000Z';
  expect(credentials(EHR)).toBe(first);
  wall = '2026-03-03T12:04:00.000Z';
  expect(credentials(EHR)).not.toBe(first);
});

test('a key that is not set is bad input, named by its variable', () =>
  expect(() => credentialsOf({ mode: 'jwt-hs256', key: '${ACME_KEY}' }, {}, noon)).toThrow(
    expect.objectContaining({ name: 'InputProblem', message: expect.stringContaining('ACME_KEY') as string }),
  ));

test('tokens of a file: the actor’s own, else the role’s, else none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-tokens-'));
  const file = join(folder, 'tokens.json');
  writeFileSync(file, JSON.stringify({ 'clinician:1234567893': 'mine', clinician: 'any' }));
  const credentials = credentialsOf({ mode: 'bearer-file', file }, {}, noon);
  expect(credentials(clinician(npi))).toBe('Bearer mine');
  expect(credentials(clinician({ ...npi, value: '2' }))).toBe('Bearer any');
  expect(credentials(EHR)).toBeUndefined();
  writeFileSync(file, '{');
  expect(() => credentialsOf({ mode: 'bearer-file', file }, {}, noon)).toThrow('cannot be read');
  rmSync(folder, { recursive: true });
});
