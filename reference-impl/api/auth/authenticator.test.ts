import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAuthenticator } from './authenticator.ts';
import type { Claims } from './claims.ts';
import { signToken } from './sign.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const NOW_S = 1_772_543_112;
const claims: Claims = { sub: 'vp-gateway', role: 'gateway', subject: 'urn:oid:2.999.1.1|MRN1001', exp: NOW_S + 60 };
const authenticate = createAuthenticator(KEY, () => NOW_S * 1000);
/** A text is JSON already. */
const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const forge = (head: unknown, body: unknown, key = KEY, hash = 'sha256'): string => {
  const text = `${part(head)}.${part(body)}`;
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`;
};
const HS256 = { alg: 'HS256', typ: 'JWT' };

describe('a bearer token', () => {
  test('names its caller', () => {
    const subject = { system: 'urn:oid:2.999.1.1', value: 'MRN1001' };
    const source = { system: 'https://vitalproof.example/fhir/sid/client', value: 'vp-gateway' };
    expect(authenticate(signToken(claims, KEY))).toEqual({ role: 'gateway', client: 'vp-gateway', subject, source });
    expect(authenticate(forge(HS256, { sub: 'x', role: 'auditor', exp: NOW_S + 1 }))).toEqual({
      role: 'auditor',
      client: 'x',
    });
  });

  test('may name the source that a gateway is', () => {
    const named = signToken({ ...claims, source: 'urn:example:source|meter-app' }, KEY);
    expect(authenticate(named)).toMatchObject({ source: { system: 'urn:example:source', value: 'meter-app' } });
  });

  test('may be narrowed to scopes', () => {
    const narrowed = signToken({ ...claims, scope: 'patient/Observation.cu system/*.read' }, KEY);
    expect(authenticate(narrowed)).toMatchObject({
      role: 'gateway',
      scopes: new Set(['Observation.c', 'Observation.u', '*.r', '*.s']),
    });
  });

  test('ends in the very second it names', () => {
    const ending = signToken({ ...claims, exp: NOW_S }, KEY);
    expect(authenticate(ending)).toBe('expired');
    expect(createAuthenticator(KEY, () => NOW_S * 1000 - 1)(ending)).toMatchObject({ role: 'gateway' });
  });

  test('holds from the second it names, where it names one', () => {
    const later = signToken({ ...claims, nbf: NOW_S + 10 }, KEY);
    let nowMs = NOW_S * 1000;
    const at = createAuthenticator(KEY, () => nowMs);
    expect(at(later)).toBeUndefined();
    nowMs += 10_000;
    expect(at(later)).toMatchObject({ role: 'gateway' });
    expect(authenticate(signToken({ ...claims, nbf: NOW_S }, KEY))).toMatchObject({ role: 'gateway' });
  });

  test.each<[string, string]>([
    ['holds from a text on', forge(HS256, { ...claims, nbf: 'now' })],
    ['is signed with another key', signToken(claims, KEY.replace('0', '1'))],
    ['is not signed', `${part({ alg: 'none' })}.${part(claims)}.`],
    ['says none but is signed', forge({ alg: 'none' }, claims)],
    ['uses another algorithm', forge({ alg: 'HS512' }, claims, KEY, 'sha512')],
    ['claims another algorithm over the right signature', forge({ alg: 'RS256' }, claims)],
    ['has a critical extension', forge({ ...HS256, crit: ['b64'] }, claims)],
    ['lacks exp', forge(HS256, { sub: 'x', role: 'ehr' })],
    ['has a text for exp', forge(HS256, { ...claims, exp: String(NOW_S + 60) })],
    ['has an unknown role', forge(HS256, { ...claims, role: 'admin' })],
    ['names a source without a value', forge(HS256, { ...claims, source: 'urn:x|' })],
    ['makes a source of who sends nothing', forge(HS256, { sub: 'x', role: 'ehr', source: 'a|b', exp: NOW_S + 1 })],
    ['is of a portal for nobody', forge(HS256, { sub: 'x', role: 'portal', exp: NOW_S + 1 })],
    ['narrows a role that speaks for all: ehr', forge(HS256, { ...claims, role: 'ehr' })],
    ['narrows a role that speaks for all: auditor', forge(HS256, { ...claims, role: 'auditor' })],
    ['narrows a role that speaks for all: clock', forge(HS256, { ...claims, role: 'clock' })],
    ['has a scope that is none', forge(HS256, { ...claims, scope: 'system/Observation' })],
    [
      'has a scope for one patient and speaks for all',
      forge(HS256, { sub: 'x', role: 'ehr', scope: 'patient/Task.r', exp: NOW_S + 1 }),
    ],
    ['has a scope for a clinician and is none', forge(HS256, { ...claims, scope: 'user/Task.r' })],
    ['has an empty scope', forge(HS256, { ...claims, scope: '' })],
    ['is meant for another audience', forge(HS256, { ...claims, aud: 'https://other.example/fhir' })],
    ['ends at no time', forge(HS256, { ...claims, exp: null })],
    ['ends in infinity', forge(HS256, '{"sub":"x","role":"gateway","exp":1e999}')],
    ['has a subject without a system', forge(HS256, { ...claims, subject: 'MRN1001' })],
    ['has a subject without a value', forge(HS256, { ...claims, subject: 'urn:x|' })],
    ['has no JSON inside', `${Buffer.from('x').toString('base64url')}.${Buffer.from('y').toString('base64url')}.AAAA`],
    ['has four parts', `${signToken(claims, KEY)}.AAAA`],
    ['is empty', ''],
    ['is endless', 'a'.repeat(100_000)],
  ])('that %s names nobody', (_title, token) => {
    expect(authenticate(token)).toBeUndefined();
  });

  test('with any one character changed names nobody', () => {
    const token = signToken(claims, KEY);
    for (let i = 0; i < token.length - 1; i++) {
      const other = token[i] === 'A' ? 'B' : 'A';
      expect(authenticate(`${token.slice(0, i)}${other}${token.slice(i + 1)}`)).toBeUndefined();
    }
  });

  test('needs a key as long as the hash', () => {
    expect(() => createAuthenticator('short', () => 0)).toThrow(/5 bytes.*32/);
    expect(() => signToken(claims, 'short')).toThrow(/at least 32/);
  });
});
