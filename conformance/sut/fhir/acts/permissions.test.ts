import { describe, expect, test } from 'vitest';
import type { Permission, Reading } from '../../../../contract/domain/index.ts';
import { encodePermission } from '../../../../contract/wire/fhir/consent.ts';
import { reading } from '../../../../contract/wire/fhir/example-values.ts';
import { encodeFiledReading } from '../../../../contract/wire/fhir/observation.ts';
import { EHR, portal } from '../../actor.ts';
import { type Scripted, scriptedContext } from '../scripted.test-helper.ts';
import { readPermission, setPermission } from './permissions.ts';

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

const searchset = (...resources: object[]): Scripted => ({
  body: { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) },
});
const consent = { ...encodePermission(permission, () => 'Patient/p1'), id: 'c1' };
const filed = (effective: string, status: Reading['status'] = 'final'): object => {
  const shown = {
    reading: { ...reading, patient, effective, status },
    version: 1,
    interpretation: [],
    ranges: [],
    orders: [],
  };
  return encodeFiledReading(shown, () => 'Patient/p1', { id: effective, version: 1, lastUpdated: effective });
};

describe('how a permission stands', () => {
  const looked = async (consents: Scripted, observations: Scripted) => {
    const { context, requests } = scriptedContext(({ url }) => (url.includes('/Consent') ? consents : observations));
    context.book.learn('Patient/p1', patient);
    const { outcome, output } = await readPermission(
      context,
      { op: 'permission.read', patient, measure: 'glucose' },
      EHR,
    );
    return { outcome, permission: output?.permission, asked: requests.map(({ url }) => url.replace(/^.*fhir\//, '')) };
  };
  test('is asked of the Consents and of the readings of the type', async () => {
    const { asked, ...shown } = await looked(searchset(consent), searchset());
    expect(shown).toEqual({ outcome: 'ok', permission: { status: 'granted' } });
    expect(asked[0]).toBe('Consent?patient=Patient%2Fp1');
    expect(asked[1]).toMatch(/^Observation\?patient=Patient%2Fp1&code=/);
  });
  test('with the instant of what was measured last and stands', async () => {
    const [early, late, wrong] = ['2026-03-03T07:00:00-05:00', '2026-03-03T11:30:00Z', '2026-03-04T07:00:00-05:00'];
    const readings = searchset(filed(late), filed(early), filed(wrong, 'entered-in-error'));
    expect(await looked(searchset(), readings)).toMatchObject({
      permission: { status: 'not-determined', lastData: early },
    });
  });
  test('is not known where either look is not answered, or a consent cannot be read', async () => {
    expect(await looked({ status: 403 }, searchset())).toMatchObject({ outcome: 'refused', permission: undefined });
    expect(await looked(searchset(consent), { status: 500 })).toMatchObject({
      outcome: 'unknown',
      permission: undefined,
    });
    const none = searchset({ ...consent, status: undefined });
    expect(await looked(none, searchset())).toMatchObject({ outcome: 'unknown', permission: undefined });
  });
});
