import { expect, test } from 'vitest';
import type { Permission } from '../../../../contract/domain/index.ts';
import { portal } from '../../actor.ts';
import { type Scripted, scriptedContext } from '../scripted.test-helper.ts';
import { setPermission } from './permissions.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const permission: Permission = {
  identifier: { system: 'urn:example:consents', value: 'C1' },
  patient,
  measure: 'glucose',
  status: 'granted',
  at: '2026-03-03T12:00:00Z',
};

/** Sets the permission again and again; `answers` are those to the Consent writes. Gives their method and If-Match. */
const setTimes = async (answers: readonly Scripted[]): Promise<string[]> => {
  let at = 0;
  const { context, requests } = scriptedContext(({ url }) => (url.includes('/Consent') ? (answers[at++] ?? {}) : {}));
  context.book.learn('Patient/p1', patient);
  for (const _ of answers) await setPermission(context, { op: 'permission.set', permission }, portal(patient));
  return requests
    .filter(({ url }) => url.includes('/Consent'))
    .map(({ method, headers }) => `${method} ${headers['If-Match'] ?? '-'}`);
};
const stored = (version: number, status = 200): Scripted => ({
  status,
  body: { resourceType: 'Consent', id: 'c1' },
  headers: { etag: `W/"${version}"` },
});

test('the first grant creates; every later one is put on the version that was last seen', async () =>
  expect(await setTimes([stored(1, 201), stored(2), stored(3)])).toEqual(['POST -', 'PUT W/"1"', 'PUT W/"2"']));

test('a system that tells no version is sent none', async () =>
  expect(await setTimes([{ ...stored(1, 201), headers: {} }, stored(2)])).toEqual(['POST -', 'PUT -']));

test('after a change without an answer no version is known', async () =>
  expect(await setTimes([stored(1, 201), { failure: 'ECONNRESET' }, stored(3), stored(4)])).toEqual([
    'POST -',
    'PUT W/"1"',
    'PUT -',
    'PUT W/"3"',
  ]));

test('a refused change leaves the version that was seen', async () =>
  expect(await setTimes([stored(1, 201), { status: 422 }, stored(2)])).toEqual(['POST -', 'PUT W/"1"', 'PUT W/"1"']));
