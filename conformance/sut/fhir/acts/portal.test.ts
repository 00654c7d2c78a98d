import { describe, expect, test } from 'vitest';
import type { Identifier } from '../../../../contract/domain/index.ts';
import { encodeClinician } from '../../../../contract/wire/fhir/clinician.ts';
import { encodeTracker } from '../../../../contract/wire/fhir/tracker.ts';
import { clinician, EHR, portal } from '../../actor.ts';
import { DEFAULT_PEOPLE } from '../../people.ts';
import { type Scripted, scriptedContext } from '../scripted.test-helper.ts';
import { setCoverage } from './coverage.ts';
import { listTrackers, readEligibility, setTracker } from './portal.ts';

const patient: Identifier = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const order: Identifier = { system: 'urn:example:ehr:placer', value: 'PLC1' };
const [RIVERA, OKAFOR] = DEFAULT_PEOPLE.clinicians.map((c) => c.identifier);

const known = (answerTo: Parameters<typeof scriptedContext>[0]) => {
  const made = scriptedContext(answerTo);
  made.context.book.learn('Patient/p1', patient);
  made.context.book.learn('ServiceRequest/s1', order);
  return made;
};
const bundle = (...resources: object[]): Scripted => ({
  body: { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) },
});
const tracker = {
  ...encodeTracker({ order, patient, measure: 'glucose', state: 'offered' }, (type) =>
    type === 'Patient' ? 'Patient/p1' : 'ServiceRequest/s1',
  ),
  id: 't1',
};

describe('the portal', () => {
  test('shows the trackers of the patient whose token it is', async () => {
    const { context, requests } = known(() => bundle(tracker));
    const { output } = await listTrackers(context, { op: 'tracker.list', patient }, portal(patient));
    expect(output).toEqual({ trackers: [{ order, measure: 'glucose', state: 'offered' }] });
    expect(requests[0]?.url).toContain('Task?code=https%3A%2F%2Fvitalproof.example');
  });
  test('is asked until the tracker is there, which is put back with another status', async () => {
    const { context, requests } = known(({ method }, count) =>
      method === 'PUT' ? { body: tracker } : count < 3 ? bundle() : bundle(tracker),
    );
    const act = { op: 'tracker.set', patient, order, state: 'picked' } as const;
    expect(await setTracker(context, act, portal(patient))).toMatchObject({ outcome: 'ok' });
    expect(requests.map((r) => r.method)).toEqual(['GET', 'GET', 'GET', 'PUT']);
    expect(JSON.parse(requests.at(-1)?.body ?? '')).toEqual({ ...tracker, status: 'accepted' });
  });
  test.each(['http://127.0.0.1:1/fhir/ServiceRequest/s1', 'ServiceRequest/s1/_history/3'])(
    'finds the tracker of an order that is named %s',
    async (reference) => {
      const named = { ...tracker, basedOn: [{ reference }] };
      const { context, requests } = known(({ method }) => (method === 'PUT' ? { body: named } : bundle(named)));
      const act = { op: 'tracker.set', patient, order, state: 'picked' } as const;
      expect(await setTracker(context, act, portal(patient))).toMatchObject({ outcome: 'ok' });
      expect(requests.map(({ method, url }) => [method, url.split('?')[0]])).toEqual([
        ['GET', 'http://127.0.0.1:1/fhir/Task'],
        ['PUT', 'http://127.0.0.1:1/fhir/Task/t1'],
      ]);
    },
  );
  test('finds a tracker on the second page', async () => {
    const link = [{ relation: 'next', url: 'http://127.0.0.1:1/fhir/Task?page=2' }];
    const another = { ...tracker, id: 't0', basedOn: [{ reference: 'ServiceRequest/s0' }] };
    const { context, requests } = known(({ method, url }) => {
      if (method === 'PUT') return { body: tracker };
      return url.endsWith('page=2') ? bundle(tracker) : { body: { ...(bundle(another).body as object), link } };
    });
    await setTracker(context, { op: 'tracker.set', patient, order, state: 'picked' }, portal(patient));
    expect(requests.at(-1)?.url).toMatch(/Task\/t1$/);
  });
  test('a tracker that never comes is put all the same, for its refusal', async () => {
    const { context, requests } = known(({ method }) => (method === 'PUT' ? { status: 404 } : bundle()));
    const act = { op: 'tracker.set', patient, order, state: 'picked' } as const;
    expect(await setTracker(context, act, portal(patient))).toMatchObject({ outcome: 'refused' });
    expect(requests.at(-1)?.url).toMatch(/Task\/tracker-of-/);
  });
  test('says whether the phone can serve, and an answer that is none leaves it open', async () => {
    const parameters = (name: string) => ({
      body: {
        resourceType: 'Parameters',
        parameter: [
          { name, valueBoolean: false },
          { name: 'reason', valueCoding: { code: 'os-too-old' } },
        ],
      },
    });
    const ask = async (name: string) => {
      const act = { op: 'eligibility.read', patient } as const;
      return await readEligibility(known(() => parameters(name)).context, act, clinician(RIVERA ?? patient));
    };
    expect((await ask('eligible')).output).toEqual({ eligibility: { eligible: false, reason: 'os-too-old' } });
    expect(await ask('capable')).toMatchObject({ outcome: 'unknown' });
  });
});

test('an absence is put with the name of who is away', async () => {
  if (RIVERA === undefined || OKAFOR === undefined) throw new Error('nobody works here');
  const { context, requests } = scriptedContext(() => ({ body: {} }));
  context.book.learn('PractitionerRole/r', RIVERA);
  context.book.learn('PractitionerRole/o', OKAFOR);
  const period = { start: '2035-01-08T08:00:00-05:00', end: '2035-01-08T12:00:00-05:00' };
  const coverage = { person: RIVERA, absences: [{ period, coveredBy: OKAFOR }] };
  await setCoverage(context, { op: 'coverage.set', coverage }, EHR);
  expect([requests.at(-1)?.method, requests.at(-1)?.url.endsWith('/PractitionerRole/r')]).toEqual(['PUT', true]);
  expect(JSON.parse(requests.at(-1)?.body ?? '')).toMatchObject({
    ...encodeClinician({ identifier: RIVERA, family: 'Rivera', given: 'Ana' }),
    id: 'r',
    notAvailable: [{ during: { start: period.start } }],
  });
});
