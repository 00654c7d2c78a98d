import { expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import type { HttpClient } from '../http.ts';
import type { Access } from '../profile-document.ts';
import { referenceLogin } from '../reference-login.ts';
import { loginOf } from './login.ts';

const WALL = '2026-03-03T12:00:00.000Z';
const place = {
  fhirBase: 'http://127.0.0.1:1/fhir',
  http: {} as HttpClient,
  clock: { now: () => 0, wall: () => WALL, started: WALL },
};
const { login, secrets } = referenceLogin();
const [secret = ''] = Object.values(secrets);
const registered: Access = {
  mode: 'backend-services',
  tokenUrl: 'https://ehr.example/token',
  clients: { ehr: { id: 'hospital', key: '${EHR_KEY}', kid: 'e1' } },
};

test('the client of the profile goes before the one of the role ehr', async () => {
  const own = loginOf({ access: registered, login }, { ...secrets, EHR_KEY: secret }, place);
  expect([own?.client.id, own?.client.key.kid, own?.client.scopes]).toEqual([login.id, 'login-1', ['system/Task.rs']]);
  const other = loginOf({ access: registered }, { EHR_KEY: secret }, place);
  expect([other?.client.id, await other?.endpoint.url()]).toEqual(['hospital', 'https://ehr.example/token']);
});

test('a token endpoint of its own goes before that of the others', async () => {
  const own = { ...login, tokenUrl: 'https://other.example/token' };
  expect(await loginOf({ access: registered, login: own }, secrets, place)?.endpoint.url()).toBe(own.tokenUrl);
});

test('where the profile names neither there is none', () => {
  expect(loginOf({ access: { mode: 'none' } }, {}, place)).toBeUndefined();
  expect(loginOf({ access: { mode: 'jwt-hs256', key: '${K}' } }, {}, place)).toBeUndefined();
});

test('a key that is not there is a mistake with its place', () => {
  const problem = (() => {
    try {
      loginOf({ access: { mode: 'none' }, login }, {}, place);
    } catch (error) {
      return error;
    }
  })();
  expect(problem).toBeInstanceOf(InputProblem);
  expect((problem as InputProblem).place).toMatchObject({ path: 'login.key' });
});
