import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertionOf, formOf } from './client.test-helper.ts';
import { type Asked, startAsked, type Told } from './reference.test-helper.ts';

const SEED = 20_260_303;
const SCOPE = 'system/Patient.r';
let asked: Asked;
let good: Record<string, string> = {};
beforeAll(async () => {
  asked = await startAsked();
  good = formOf(await assertionOf({ aud: asked.tokenUrl, nowS: asked.nowMs / 1000, claims: { jti: 'kept' } }), SCOPE);
});
afterAll(() => asked.close());

const without = (name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
const text = (form: Record<string, string>): string => new URLSearchParams(form).toString();

/** Refused as OAuth 2 has it, in words, and with no token. */
const checkRefused = ({ status, headers, json }: Told): void => {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(Object.keys(json).toSorted()).toEqual(['error', 'error_description']);
  expect(String(json['error_description']).length).toBeGreaterThan(10);
};

describe('a form that is not as it should be is refused in words', () => {
  test.each<[string, () => Parameters<Asked['form']>, number, string, RegExp]>([
    ['no grant type', () => [without('grant_type')], 400, 'invalid_request', /grant_type is missing/],
    [
      'another grant',
      () => [{ ...good, grant_type: 'authorization_code' }],
      400,
      'unsupported_grant_type',
      /client_credentials/,
    ],
    ['no assertion type', () => [without('client_assertion_type')], 400, 'invalid_request', /client_assertion_type/],
    [
      'another assertion type',
      () => [{ ...good, client_assertion_type: 'saml2-bearer' }],
      400,
      'invalid_request',
      /jwt-bearer/,
    ],
    ['no assertion', () => [without('client_assertion')], 400, 'invalid_request', /client_assertion is missing/],
    ['no scope', () => [without('scope')], 400, 'invalid_request', /scope is missing/],
    ['a parameter twice', () => [`${text(good)}&scope=system%2FPatient.c`], 400, 'invalid_request', /more than once/],
    ['a secret', () => [{ ...good, client_secret: 'x' }], 400, 'invalid_request', /private_key_jwt/],
    [
      'an Authorization header',
      () => [good, { authorization: 'Basic eDp5' }],
      400,
      'invalid_request',
      /client_assertion alone/,
    ],
    [
      'JSON',
      () => [JSON.stringify(good), { 'content-type': 'application/json' }],
      400,
      'invalid_request',
      /x-www-form/,
    ],
    ['no media type', () => [text(good), { 'content-type': '' }], 400, 'invalid_request', /x-www-form/],
    ['another client_id', () => [{ ...good, client_id: 'vp-gateway' }], 401, 'invalid_client', /client_id/],
    ['bytes that are not UTF-8', () => [Uint8Array.of(0xff, 0xfe, 0x3d)], 400, 'invalid_request', /UTF-8/],
    ['compressed', () => [text(good), { 'content-encoding': 'gzip' }], 415, 'invalid_request', /cannot be read/],
    ['more than 16 kB', () => [{ ...good, scope: `${SCOPE} `.repeat(2000) }], 413, 'invalid_request', /16384 bytes/],
    ['a very long scope', () => [{ ...good, scope: `system/${'A'.repeat(3000)}.r` }], 400, 'invalid_scope', /2048/],
  ])('%s', async (name, form, status, error, words) => {
    // What fails behind the login uses it up.
    if (name === 'a very long scope') {
      const jwt = await assertionOf({ aud: asked.tokenUrl, nowS: asked.nowMs / 1000 });
      good = { ...good, client_assertion: jwt };
    }
    const answer = await asked.form(...form());
    checkRefused(answer);
    expect([answer.status, answer.json['error']]).toEqual([status, error]);
    expect(answer.json['error_description']).toMatch(words);
  });

  test.each(['GET', 'PUT', 'DELETE'])('%s', async (method) => {
    const response = await fetch(asked.tokenUrl, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });
});

test('whatever is sent is refused in words, nothing fails here, and a good one goes through afterwards', async () => {
  const names = [...Object.keys(good), 'client_id', 'client_secret', 'resource', '__proto__', 'constructor'];
  const damaged = fc
    .tuple(fc.nat(), fc.constantFrom('', '.', '=', '%', '&', '\u0000', 'é', 'A', '%ff'), fc.nat({ max: 40 }))
    .map(([at, put, cut]) => {
      const all = text(good);
      const i = at % all.length;
      return `${all.slice(0, i)}${put}${all.slice(i + Math.max(cut, put === '' ? 1 : 0))}`;
    });
  const made = fc
    .array(fc.tuple(fc.constantFrom(...names), fc.oneof(fc.string(), fc.constantFrom(...Object.values(good)))), {
      maxLength: 8,
    })
    .map((pairs) => new URLSearchParams(pairs).toString());
  const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array));
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, made, bytes), async (body) => {
      const answer = await asked.form(body);
      // A damage may hit where nothing is lost: what is not needed, or what is decoded alike.
      if (answer.status === 200) {
        expect(answer.json['scope']).toMatch(/^system\/Patient\.[crus]+$/);
        return;
      }
      count += 1;
      checkRefused(answer);
    }),
    { seed: SEED, numRuns: 1000 },
  );
  expect(count).toBeGreaterThan(900);
  expect((await asked.ask('vp-ehr', SCOPE)).status).toBe(200);
});
