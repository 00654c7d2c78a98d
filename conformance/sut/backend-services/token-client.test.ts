import { generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import type { RunClock } from '../../history/clock.ts';
import { type Actor, CLOCK, clinician, EHR, portal } from '../actor.ts';
import type { HttpClient, HttpRequest } from '../http.ts';
import { NoToken, type RegisteredClient, tokenClient } from './token-client.ts';

const BASE = 'http://127.0.0.1:1/fhir';
const TOKEN_URL = 'http://127.0.0.1:1/token';
const WALL = '2026-03-03T12:00:00.000Z';
const NOW_S = Date.parse(WALL) / 1000;
const clock: RunClock = { now: () => 0, wall: () => WALL, started: WALL };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const client: RegisteredClient = { id: 'acme', key: { key: privateKey, algorithm: 'RS384', kid: 'k7' } };

type Answer = readonly [status: number | undefined, body: object | string];
const CONFIGURATION: Answer = [200, { token_endpoint: TOKEN_URL }];
const GRANTED: Answer = [200, { access_token: 'abc', token_type: 'Bearer', expires_in: 300 }];

/** A system that answers by these, one after the other. */
const asking = (tokenUrl: string | undefined, ...answers: readonly Answer[]) => {
  const requests: HttpRequest[] = [];
  const said = { sent: 0, settled: 0, wall: WALL, headers: {} };
  const http: HttpClient = {
    exchange: async (request) => {
      const [status, body] = answers[requests.length] ?? [500, 'asked once too often'];
      requests.push(request);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return { ...said, ...(status === undefined ? { failure: text, body: '' } : { status, body: text }) };
    },
    unsent: (failure) => ({ ...said, body: '', failure }),
    close: () => undefined,
  };
  return { requests, obtain: tokenClient({ fhirBase: BASE, tokenUrl, http, clock }) };
};

describe('a token is asked for', () => {
  test('where the system says, by an assertion that says who, for whom and to whom', async () => {
    const { requests, obtain } = asking(undefined, CONFIGURATION, GRANTED, GRANTED);
    const subject = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
    expect(await obtain(client, portal(subject))).toEqual({ header: 'Bearer abc', endsS: NOW_S + 300 });
    await obtain(client, EHR);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${BASE}/.well-known/smart-configuration`,
      `POST ${TOKEN_URL}`,
      `POST ${TOKEN_URL}`,
    ]);
    const forms = requests.slice(1).map(({ body }) => new URLSearchParams(body));
    const assertions = forms.map((form) => form.get('client_assertion') ?? '');
    expect(Object.fromEntries(forms[0] ?? [])).toMatchObject({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'patient/Consent.crus patient/Communication.rs patient/Device.crs patient/Task.rus',
    });
    expect(forms[1]?.get('scope')).toMatch(/^system\/Patient\.crus /);
    expect(decodeProtectedHeader(assertions[0] ?? '')).toEqual({ alg: 'RS384', kid: 'k7', typ: 'JWT' });
    const at = { issuer: 'acme', subject: 'acme', audience: TOKEN_URL, currentDate: new Date(WALL) };
    const claims = await Promise.all(assertions.map((jwt) => jwtVerify(jwt, publicKey, at)));
    expect(claims[0]?.payload).toMatchObject({
      exp: NOW_S + 120,
      extensions: { 'hl7-b2b': { version: '1', subject_id: 'urn:oid:2.999.1.1|MRN1' } },
    });
    expect(claims[1]?.payload['extensions']).toBeUndefined();
    expect(claims[0]?.payload.jti).not.toBe(claims[1]?.payload.jti);
  });

  test.each<[Actor, RegExp]>([
    [clinician({ system: 's', value: 'v' }), /^user\/Task\.rus /],
    [{ role: 'gateway' }, /^system\/Observation\.crus system\/Device\.crs$/],
    [CLOCK, /OperationDefinition\/test-clock https:\S+test-clock-advance$/],
  ])('with the scopes of %j', async (actor, scopes) => {
    const { requests, obtain } = asking(TOKEN_URL, GRANTED);
    await obtain(client, actor);
    expect(new URLSearchParams(requests[0]?.body).get('scope')).toMatch(scopes);
  });

  test('where and with what the profile says instead', async () => {
    const { requests, obtain } = asking('http://127.0.0.1:1/mine', [200, { access_token: 'x', token_type: 'bearer' }]);
    const token = await obtain({ ...client, scopes: ['system/*.rs', 'own'] }, EHR);
    expect(token.endsS).toBe(NOW_S + 60);
    expect(requests.map(({ url }) => url)).toEqual(['http://127.0.0.1:1/mine']);
    expect(new URLSearchParams(requests[0]?.body).get('scope')).toBe('system/*.rs own');
  });

  test.each<[string, readonly Answer[], RegExp]>([
    ['no configuration', [[404, '<html>']], /smart-configuration names no token_endpoint \(HTTP 404\)/],
    ['a configuration without an endpoint', [[200, {}]], /names no token_endpoint \(HTTP 200\)/],
    ['nobody', [[undefined, 'ECONNREFUSED']], /ECONNREFUSED/],
    [
      'a refusal',
      [CONFIGURATION, [401, { error: 'invalid_client', error_description: 'unknown kid' }]],
      /acme gets no token at http:\/\/127\.0\.0\.1:1\/token: HTTP 401, invalid_client: unknown kid/,
    ],
    ['no JSON', [CONFIGURATION, [200, 'abc']], /HTTP 200/],
    ['another kind of token', [CONFIGURATION, [200, { access_token: 'x', token_type: 'mac' }]], /HTTP 200/],
  ])('and %s is told in words', async (_name, answers, words) => {
    const { obtain } = asking(undefined, ...answers);
    await expect(obtain(client, EHR)).rejects.toThrow(words);
    await expect(asking(undefined, ...answers).obtain(client, EHR)).rejects.toBeInstanceOf(NoToken);
  });

  test('a configuration that was not there is looked for again', async () => {
    const { obtain } = asking(undefined, [503, ''], CONFIGURATION, GRANTED);
    await expect(obtain(client, EHR)).rejects.toThrow(NoToken);
    expect((await obtain(client, EHR)).header).toBe('Bearer abc');
  });
});
