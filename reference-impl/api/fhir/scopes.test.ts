import { expect, test } from 'vitest';
import { needsOf } from '../auth/scopes/needs.ts';
import { routesOf } from './routes.ts';

const routes = routesOf({ clockPort: true });
const LETTER_OF = { POST: 'c', PUT: 'u', DELETE: 'd' } as const;

/** What a request does, told from the request and not from its name. */
const letterOf = (method: (typeof routes)[number]['method'], path: string): string =>
  method === 'GET' ? (/^\/[A-Za-z]+$/.test(path) ? 's' : 'r') : LETTER_OF[method];

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s needs the letter of what it does, of the type that it is about',
  (_request, { method, path, name }) => {
    const needs = needsOf(name);
    const [, type = ''] = path.split('/');
    if (path === '/') expect(needs).toEqual([]);
    else if (type.startsWith('$'))
      expect(needs).toEqual([`https://vitalproof.example/fhir/OperationDefinition/${type.slice(1)}`]);
    else if (path.includes('$monitoring-eligibility')) expect(needs).toEqual(['Device.r']);
    else expect(needs).toContain(`${type}.${letterOf(method, path)}`);
  },
);

test('more than one is needed where more than one thing is done', () => {
  const several = routes.map(({ name }) => needsOf(name)).filter(({ length }) => length > 1);
  expect(several.map((needs) => needs.join(' ')).toSorted()).toEqual([
    'Observation.c Observation.u Observation.s',
    'Subscription.c Task.r',
    'Subscription.r Task.r',
    'Subscription.u Task.r',
  ]);
});

test('an interaction of which nobody said what it needs is not served at all', () => {
  expect(() => needsOf('Observation.patch')).toThrow('nobody said which scope Observation.patch needs');
});
