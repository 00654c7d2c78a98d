import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../../../contract/codes/canonical.ts';
import type { Caller } from '../../pipeline.ts';
import { createAuthenticator } from '../auth/authenticator.ts';
import { needsOf } from '../auth/scopes/needs.ts';
import { signToken } from '../auth/sign.ts';
import { type Client, startClient } from './client.test-helper.ts';
import { fakePipeline, NOW } from './fake-pipeline.test-helper.ts';
import type { Route } from './route.ts';
import { routesOf } from './routes.ts';

const KEY = 'another key of at least thirty-two bytes';
const NOW_MS = Date.parse(NOW);
const SEED = 20_260_303;
const routes = routesOf({ clockPort: true });
const { pipeline, audited } = fakePipeline();
let api: Client;
beforeAll(async () => {
  api = await startClient(pipeline, { authenticate: createAuthenticator(KEY, () => NOW_MS) });
});
afterAll(() => api.close());

const SUBJECT: Readonly<Partial<Record<Caller['role'], string>>> = {
  clinician: `${SYSTEM.npi}|1234567893`,
  portal: 'urn:oid:2.999.1.1|MRN1001',
};
const tokenOf = (role: Caller['role'], scope: string | undefined): string => {
  const subject = SUBJECT[role];
  const narrow = scope === undefined ? {} : { scope };
  const person = subject === undefined ? {} : { subject };
  return signToken({ sub: `vp-${role}`, role, exp: NOW_MS / 1000 + 60, ...person, ...narrow }, KEY);
};
const call = (route: Route, role: Caller['role'], scope: string | undefined) => {
  const path = route.path.replace(':id', 'x1').replace(':version', '1');
  const sends = route.method === 'POST' || route.method === 'PUT';
  return api.call(route.method, path, tokenOf(role, scope), sends ? '{}' : undefined);
};
const asScope = (right: string): string => (right.includes('/') ? right : `system/${right}`);

/** Every right that anything needs, and some that nothing does. */
const RIGHTS = [
  ...new Set([...routes.flatMap(({ name }) => needsOf(name)), 'Encounter.r', '*.s', '*.u', 'Task.d', 'Observation.d']),
];

test('an interaction is done with exactly the scopes that it needs, by whatever role, and refused by name without', async () => {
  const cases = fc.record({
    route: fc.constantFrom(...routes.filter(({ name }) => name !== 'system.batch')),
    rights: fc.uniqueArray(fc.constantFrom(...RIGHTS), { minLength: 1, maxLength: RIGHTS.length }),
    pick: fc.nat(),
  });
  let [let_, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(cases, async ({ route, rights, pick }) => {
      const role = route.roles[pick % route.roles.length] ?? 'ehr';
      const answer = await call(route, role, rights.map(asScope).join(' '));
      // Told anew: a letter of the very type, or of every type.
      const lacking = needsOf(route.name).filter(
        (need) =>
          !rights.some((r) => r === need || (r.startsWith('*.') && !need.includes('/') && r.endsWith(need.slice(-2)))),
      );
      if (lacking.length === 0) let_ += 1;
      else refused += 1;
      expect(answer.refusal === 'scope').toBe(lacking.length > 0);
      if (lacking.length === 0) return;
      expect(answer.status).toBe(403);
      for (const need of lacking) expect(answer.text).toContain(need.split('.').slice(0, -1).join('.'));
      expect(answer.headers.get('www-authenticate')).toMatch(
        /^Bearer error="insufficient_scope", scope="[!#-[\]-~ ]+"$/,
      );
      expect(audited.at(-1)).toMatchObject({ outcome: 'refused', refusal: 'scope', who: `vp-${role}` });
    }),
    { seed: SEED, numRuns: 1500 },
  );
  expect([let_ > 150, refused > 150]).toEqual([true, true]);
});

test.each(routes.map((route) => [route.name, route] as const))(
  '%s: not without one of what it needs, and not by another role with all of it',
  async (_name, route) => {
    const needs = needsOf(route.name);
    for (const role of route.roles) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await call(route, role, undefined)).refusal).not.toBe('scope');
      for (const left of needs) {
        const rest = [...needs.filter((need) => need !== left), 'Encounter.r'].map(asScope).join(' ');
        // oxlint-disable-next-line no-await-in-loop
        const answer = await call(route, role, rest);
        expect([answer.status, answer.refusal]).toEqual([403, 'scope']);
        expect(answer.text).toMatch(/the token needs scope (system|user|patient|https:)/);
      }
    }
    const stranger = (['auditor', 'clock'] as const).find((role) => !route.roles.includes(role)) ?? 'ehr';
    expect((await call(route, stranger, needs.length === 0 ? undefined : needs.map(asScope).join(' '))).status).toBe(
      403,
    );
  },
);

test('a scope of the wrong letters in a search of another role is told as that caller would ask for it', async () => {
  const search = routes.find(({ name }) => name === 'Task.search');
  if (search === undefined) throw new Error('no search of tasks');
  expect((await call(search, 'clinician', 'user/Task.r')).text).toContain('the token needs scope user/Task.s');
  expect((await call(search, 'portal', 'patient/Task.r')).text).toContain('the token needs scope patient/Task.s');
  expect((await call(search, 'ehr', 'system/Task.r')).text).toContain('the token needs scope system/Task.s');
});

test('a conditional create takes a search too, in words', async () => {
  const create = (scope: string) =>
    api.call('POST', '/Observation', tokenOf('gateway', scope), '{}', { 'if-none-exist': 'identifier=urn:x%7Cy' });
  expect((await create('system/Observation.c')).text).toContain('the token needs scope system/Observation.s');
  expect((await create('system/Observation.cs')).refusal).not.toBe('scope');
  const odd = await api.call('POST', '/Observation', tokenOf('gateway', 'system/Observation.c'), '{}', {
    'if-none-exist': 'x',
  });
  expect(odd.refusal).toBe('unsupported-parameter');
});
