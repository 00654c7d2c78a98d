import { expect, test } from 'vitest';
import type { Reading } from '../../../../contract/domain/index.ts';
import { gateway } from '../../actor.ts';
import { scriptedContext } from '../scripted.test-helper.ts';
import { submitReading } from './readings.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const reading: Reading = {
  identifier: { system: 'urn:example:meter-readings', value: 'r-1' },
  patient,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: '2026-03-03T07:59:00-05:00',
  result: { kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } },
};

test.each([
  ['final', 'POST', '/Observation'],
  ['preliminary', 'POST', '/Observation'],
  ['corrected', 'PUT', '/Observation?identifier=urn%3Aexample%3Ameter-readings%7Cr-1'],
  ['entered-in-error', 'PUT', '/Observation?identifier=urn%3Aexample%3Ameter-readings%7Cr-1'],
] as const)('a reading that is %s goes by %s to %s', async (status, method, path) => {
  const { context, requests } = scriptedContext(() => ({
    status: 201,
    body: { resourceType: 'Observation', id: 'o1' },
  }));
  context.book.learn('Patient/p1', patient);
  const { outcome } = await submitReading(
    context,
    { op: 'reading.submit', reading: { ...reading, status } },
    gateway(patient),
  );
  expect(outcome).toBe('ok');
  expect(requests).toHaveLength(1);
  expect([requests[0]?.method, requests[0]?.url.split('/fhir')[1]]).toEqual([method, path]);
  expect(requests[0]?.body).toContain(`"status":"${status}"`);
  expect(requests[0]?.body).toContain('"value":7.0,');
});

test.each([
  ['server-side', undefined, undefined],
  ['conditional-create', undefined, 'r-1'],
  ['conditional-create', ['x', 'y'], 'x,urn:example:meter-readings|y'],
] as const)('with duplicates found %s, a create on %j names %s', async (duplicates, named, expected) => {
  const { context, requests } = scriptedContext(() => ({ status: 201 }));
  context.book.learn('Patient/p1', patient);
  const profile = { ...context.profile, policies: { ...context.profile.policies, duplicates } };
  const condition = named?.map((value) => ({ system: 'urn:example:meter-readings', value }));
  const act = { op: 'reading.submit', reading, ...(condition === undefined ? {} : { condition }) } as const;
  await submitReading({ ...context, profile }, act, gateway(patient));
  const header = requests[0]?.headers['If-None-Exist'];
  const prefix = 'identifier=urn:example:meter-readings|';
  expect(header === undefined ? undefined : decodeURIComponent(header)).toBe(
    expected === undefined ? undefined : `${prefix}${expected}`,
  );
});

const answered = (status: number | undefined) => (request: { readonly method: string }) =>
  request.method === 'GET'
    ? {
        ...(status === undefined ? { failure: 'ECONNRESET' } : { status }),
        body: { resourceType: 'Bundle', entry: [] },
      }
    : { status: 201 };

test.each([undefined, 503, 500])(
  'a reading whose patient could not be looked up (%s) is not sent under a name that is none',
  async (status) => {
    const { context, requests } = scriptedContext(answered(status));
    const sent = submitReading(context, { op: 'reading.submit', reading }, gateway(patient));
    await expect(sent).rejects.toThrow(/^not sent: the logical id of Patient .* not answered/);
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
  },
);

test('a reading of a patient that the system says it does not have is sent all the same: it has to be refused', async () => {
  const { context, requests } = scriptedContext(answered(200));
  await submitReading(context, { op: 'reading.submit', reading }, gateway(patient));
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  expect(requests[1]?.body).toContain('Patient/vitalproof-unknown');
});
