import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { NOT_OFFERED } from '../../../../history/lines.ts';
import { referenceLogin } from '../../../reference-login.ts';
import { loginOf } from '../../../backend-services/login.ts';
import type { HttpClient, HttpRequest } from '../../../http.ts';
import { scriptedContext } from '../../scripted.test-helper.ts';
import { type Again, tryToLogIn } from './log-ins.ts';

const BASE = 'http://127.0.0.1:1/fhir';
const WALL = '2026-03-03T12:00:00.000Z';
const clock = { now: () => 0, wall: () => WALL, started: WALL };

type Ruling = readonly [status: number | undefined, body: object | string];
const GRANTED: Ruling = [200, { access_token: 'secret-token', token_type: 'bearer', expires_in: 300 }];
const INVALID: Ruling = [401, { error: 'invalid_client', error_description: 'used before' }];

/** A token endpoint that rules on each form. */
const tried = async (again: Again, rule: (assertions: readonly string[]) => Ruling) => {
  const assertions: string[] = [];
  const exchange = async ({ url, body }: HttpRequest) => {
    const said = { sent: 0, settled: 0, wall: WALL, headers: {} };
    if (url.includes('.well-known'))
      return { ...said, status: 200, body: JSON.stringify({ token_endpoint: 'http://127.0.0.1:1/token' }) };
    assertions.push(new URLSearchParams(body).get('client_assertion') ?? '');
    const [status, answer] = rule(assertions);
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return { ...said, body: text, ...(status === undefined ? { failure: text } : { status }) };
  };
  const http = { exchange } as unknown as HttpClient;
  const { login: term, secrets } = referenceLogin();
  const login = loginOf({ access: { mode: 'none' }, login: term }, secrets, { fhirBase: BASE, http, clock });
  if (login === undefined) throw new Error('no login');
  const { context } = scriptedContext(() => ({}));
  const { answer, effect } = await tryToLogIn({ ...context, login }, again);
  return { assertions, answer, effect };
};

const jtis = (assertions: readonly string[]): (string | undefined)[] => assertions.map((jwt) => decodeJwt(jwt).jti);
/** A system that remembers what it was shown: whole assertions, or their jti. */
const remembering =
  (key: (jwt: string) => string | undefined) =>
  (assertions: readonly string[]): Ruling => {
    const keys = assertions.map(key);
    return keys.slice(0, -1).includes(keys.at(-1)) ? INVALID : GRANTED;
  };
const byJti = remembering((jwt) => decodeJwt(jwt).jti);

describe('a log-in', () => {
  test('with an assertion of its own gets a token, which is not kept', async () => {
    const { assertions, answer, effect } = await tried('nothing', byJti);
    expect([assertions.length, answer.outcome, effect, answer.answer.code]).toEqual([1, 'ok', true, '200']);
    expect(JSON.stringify([answer.wire, answer.answer])).not.toContain('secret-token');
  });
  test('that is refused has no effect', async () => {
    const { answer, effect } = await tried('nothing', () => INVALID);
    expect([answer.outcome, effect, answer.answer.code]).toEqual(['refused', false, '401']);
    expect(answer.answer.text).toContain('invalid_client');
  });
  test('that is answered without a token has none', async () =>
    expect(await tried('nothing', () => [200, {}])).toMatchObject({ effect: false, answer: { outcome: 'ok' } }));
});

describe('a second log-in', () => {
  test('is the very same, or another with the same jti', async () => {
    const same = await tried('assertion', byJti);
    expect(new Set(same.assertions).size).toBe(1);
    expect(same.assertions).toHaveLength(2);
    const other = await tried('jti', byJti);
    expect(new Set(other.assertions).size).toBe(2);
    expect(new Set(jtis(other.assertions)).size).toBe(1);
    for (const { answer, effect } of [same, other])
      expect([answer.outcome, effect, answer.answer.code]).toEqual(['refused', false, '401']);
  });
  test('tells a system that remembers whole assertions alone', async () => {
    const byBytes = remembering((jwt) => jwt);
    expect(await tried('assertion', byBytes)).toMatchObject({ effect: false, answer: { outcome: 'refused' } });
    expect(await tried('jti', byBytes)).toMatchObject({ effect: true, answer: { outcome: 'ok' } });
  });
  test('is not made where the first got no token: nothing was used up', async () => {
    const { assertions, answer, effect } = await tried('jti', () => INVALID);
    expect([assertions.length, answer.outcome, effect]).toEqual([1, 'unknown', false]);
  });
  test('that is never answered stays open', async () =>
    expect(await tried('assertion', (all) => (all.length === 1 ? GRANTED : [undefined, 'ECONNRESET']))).toMatchObject({
      effect: false,
      answer: { outcome: 'unknown' },
    }));
  test('that gets a token in an answer of 200 took effect', async () =>
    expect(await tried('assertion', () => GRANTED)).toMatchObject({ effect: true, answer: { outcome: 'ok' } }));
});

describe('a system without a token endpoint', () => {
  test('that the profile tells of is not asked', async () => {
    const { answer, effect } = await tryToLogIn(scriptedContext(() => ({})).context, 'nothing');
    expect([answer.outcome, effect]).toEqual(['unknown', false]);
    expect(answer.answer.code).toBeUndefined();
    expect(answer.answer.text?.endsWith(NOT_OFFERED)).toBe(true);
  });
});
