import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../../contract/domain/index.ts';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import { encodePermission } from '../../../contract/wire/fhir/consent.ts';
import { encodeDevice } from '../../../contract/wire/fhir/device.ts';
import { decodeEligibility, PHONE_ELIGIBILITY } from '../../../contract/wire/fhir/eligibility.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import { encodeClinician } from '../../../contract/wire/fhir/clinician.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { must } from '../../world.test-helper.ts';
import { type Client, startClient, tokenFor } from './client.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

const TRACKERS = 'code=https://vitalproof.example/fhir/CodeSystem/portal-activity%7Ctracker';
const OTHER = tokenFor('portal', { system: 'urn:oid:2.999.1.1', value: 'MRN9999' });
const phone: Device = { ...example.phone, platform: { os: 'ios', version: '17.4.1' } };

describe('the portal over HTTP', () => {
  let pipeline: Pipeline;
  let api: Client;
  let links: ReturnType<typeof linksNow>;
  let patient = '';
  beforeAll(async () => {
    pipeline = createPipeline({
      databasePath: newDatabase(),
      now: () => Date.parse('2026-03-03T13:05:12Z'),
      policies: { portal: 'required' },
    });
    api = await startClient(pipeline);
    links = linksNow(pipeline, api.base);
    await api.call('POST', '/Patient', TOKEN.ehr, encodePatient(example.patient));
    await api.call('POST', '/PractitionerRole', TOKEN.ehr, encodeClinician(example.clinician));
    patient = links.ref('Patient', example.patient.identifier);
  });
  afterAll(async () => {
    await api.close();
    await pipeline.close();
  });

  const trackers = async (more = '', token = TOKEN.portal): Promise<readonly JsonObject[]> => {
    const answer = await api.call('GET', `/Task?${TRACKERS}&patient=${patient}${more}`, token);
    expect([answer.status, answer.text]).toEqual([200, answer.text]);
    expect(complaints(answer.json)).toEqual([]);
    return must(readSearchset(answer.json)).resources;
  };
  const only = async (): Promise<JsonObject> => {
    const [first = {}, ...more] = await trackers();
    expect(more).toEqual([]);
    return first;
  };
  const put = (
    task: JsonObject,
    over: JsonObject,
    headers: Record<string, string> = {},
    token: string = TOKEN.portal,
  ) => api.call('PUT', `/Task/${String(task['id'])}`, token, { ...task, ...over }, headers);
  const grant = () => api.call('POST', '/Consent', TOKEN.portal, encodePermission(example.permission, links.ref));
  const eligibility = async (token: string = TOKEN.ehr) => {
    const answer = await api.call('GET', `/${patient}/$monitoring-eligibility`, token);
    expect([answer.status, complaints(answer.json)]).toEqual([200, []]);
    return [must(decodeEligibility(answer.json)), answer.text.includes('"Device/')];
  };

  test('who orders for a patient without a phone is told, and nothing is offered until there is one that can serve', async () => {
    expect(await eligibility()).toEqual([{ eligible: false, reason: 'no-phone' }, false]);
    const ordered = await api.call('POST', '/ServiceRequest', TOKEN.ehr, encodeOrder(example.glucoseOrder, links.ref));
    expect(ordered.status).toBe(201);
    expect(ordered.json['extension']).toContainEqual({ url: PHONE_ELIGIBILITY, valueCode: 'not-eligible' });
    expect(complaints(ordered.json)).toEqual([]);
    expect(await trackers()).toEqual([]);

    await api.call('POST', '/Device', TOKEN.portal, encodeDevice(example.phone, links.ref));
    expect(await eligibility(TOKEN.portal)).toEqual([{ eligible: false, reason: 'os-too-old' }, true]);
    expect(await trackers()).toEqual([]);
    expect((await api.call('POST', '/Device', TOKEN.portal, encodeDevice(phone, links.ref))).status).toBe(200);
    expect(await eligibility(TOKEN.clinician)).toEqual([{ eligible: true }, true]);
    const again = await api.call('POST', '/ServiceRequest', TOKEN.ehr, encodeOrder(example.glucoseOrder, links.ref));
    expect([again.status, again.text.includes('"eligible"')]).toEqual([200, true]);
    const tracker = await only();
    expect([tracker['status'], tracker['owner']]).toEqual(['requested', { reference: patient }]);
  });

  test('without a picked tracker there is no permission; picked and permitted it is connected, under one id throughout', async () => {
    const offered = await only();
    const refused = await grant();
    expect([refused.status, refused.refusal]).toEqual([422, 'tracker-not-picked']);
    expect((await put(offered, { status: 'on-hold' })).refusal).toBe('illegal-transition');
    expect((await put(offered, { status: 'in-progress' })).refusal).toBe('illegal-transition');
    expect((await put(offered, { status: 'requested' })).status).toBe(200);

    const version = String((offered['meta'] as JsonObject)['versionId']);
    const picked = await put(offered, { status: 'accepted' }, { 'if-match': `W/"${version}"` });
    expect([picked.status, picked.json['status'], picked.json['id']]).toEqual([200, 'accepted', offered['id']]);
    expect(Number((picked.json['meta'] as JsonObject)['versionId'])).toBeGreaterThan(Number(version));
    expect((await put(picked.json, { status: 'accepted' })).headers.get('etag')).toBe(picked.headers.get('etag'));
    const stale = await put(picked.json, { status: 'on-hold' }, { 'if-match': `W/"${version}"` });
    expect([stale.status, stale.refusal]).toEqual([412, 'stale-version']);

    expect((await grant()).status).toBe(201);
    const connected = await only();
    expect([connected['status'], connected['id']]).toEqual(['in-progress', offered['id']]);
    const read = await api.call('GET', `/Task/${String(offered['id'])}`, TOKEN.portal);
    expect(read.json).toEqual(connected);
    expect(await trackers('&status=in-progress')).toHaveLength(1);
    expect(await trackers('&status=requested')).toEqual([]);
  });

  test('disconnecting withdraws the permission; the end of the order ends the tracker', async () => {
    const held = await put(await only(), { status: 'on-hold' });
    expect([held.status, held.json['status']]).toEqual([200, 'on-hold']);
    const consents = must(readSearchset((await api.call('GET', `/Consent?patient=${patient}`, TOKEN.portal)).json));
    expect(consents.resources.map((consent) => consent['status'])).toEqual(['inactive']);
    const place = `/${links.ref('ServiceRequest', example.glucoseOrder.identifier)}`;
    const order = (await api.call('GET', place, TOKEN.ehr)).json;
    expect((await api.call('PUT', place, TOKEN.ehr, { ...order, status: 'completed' })).status).toBe(200);
    const over = await only();
    expect([over['status'], over['businessStatus']]).toEqual(['cancelled', undefined]);
    const picked = await put(over, { status: 'accepted' });
    expect([picked.status, picked.refusal]).toEqual([404, 'not-found']);
  });

  test('a tracker is changed in its status alone, and an item and a tracker are never taken for each other', async () => {
    const tracker = await only();
    const changed = await put(tracker, { intent: 'plan' });
    expect([changed.status, changed.refusal]).toEqual([422, 'immutable']);
    expect((await put(tracker, { status: 'completed' })).refusal).toBe('bad-value');
    expect((await put(tracker, { status: undefined })).refusal).toBe('missing-element');
    expect((await put(tracker, { id: 'tracker-s9' })).refusal).toBe('bad-value');
    const items = await api.call('GET', '/Task', TOKEN.ehr);
    expect(items.text).not.toContain('tracker');
    for (const query of [
      'owner=x',
      '_lastUpdated=ge2026-03-01T00:00:00Z',
      'identifier=a|b',
      'status=completed',
      '_page=1',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await api.call('GET', `/Task?${TRACKERS}&patient=${patient}&${query}`, TOKEN.portal);
      expect([query, answer.status, answer.refusal]).toEqual([query, 400, 'unsupported-parameter']);
    }
    expect((await api.call('GET', `/Task?${TRACKERS}`, TOKEN.portal)).refusal).toBe('unsupported-parameter');
  });

  test('a patient finds its own devices and nobody else its', async () => {
    const path = `/Device?identifier=${encodeURIComponent(`${phone.identifier.system}|${phone.identifier.value}`)}`;
    const mine = must(readSearchset((await api.call('GET', path, TOKEN.portal)).json)).resources;
    expect(mine.map((device) => device['modelNumber'])).toEqual(['iPhone']);
    expect((await api.call('GET', path, TOKEN.gateway)).json['entry']).toBeDefined();
    expect((await api.call('GET', path, OTHER)).json['entry']).toBeUndefined();
    const place = `/Device/${String(mine[0]?.['id'])}`;
    expect((await api.call('GET', place, TOKEN.gateway)).status).toBe(200);
    expect((await api.call('GET', place, OTHER)).refusal).toBe('patient-not-authorised');
  });

  test('only the patient sees the portal, and of others it learns nothing', async () => {
    const id = String((await only())['id']);
    for (const token of [TOKEN.ehr, TOKEN.clinician]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await api.call('GET', `/Task?${TRACKERS}&patient=${patient}`, token)).refusal).toBe('scope');
    }
    const asked = [
      `/Task?${TRACKERS}&patient=${patient}`,
      `/Task/${id}`,
      '/Task/tracker-s999',
      `/${patient}/$monitoring-eligibility`,
      '/Patient/p999/$monitoring-eligibility',
    ];
    for (const path of asked) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await api.call('GET', path, OTHER);
      expect([path, answer.status, answer.refusal]).toEqual([path, 403, 'patient-not-authorised']);
    }
    expect((await put({ id }, { resourceType: 'Task', status: 'accepted' }, {}, OTHER)).refusal).toBe(
      'patient-not-authorised',
    );
    expect((await api.call('GET', '/Task', TOKEN.portal)).refusal).toBe('scope');
    expect((await api.call('GET', '/Patient/p999/$monitoring-eligibility', TOKEN.ehr)).status).toBe(404);
  });

  test('pages hold every tracker once', async () => {
    for (let n = 1; n <= 12; n += 1) {
      const identifier = { system: 'urn:example:ehr:placer', value: `PAGE-${n}` };
      // oxlint-disable-next-line no-await-in-loop -- in order
      await api.call(
        'POST',
        '/ServiceRequest',
        TOKEN.ehr,
        encodeOrder({ ...example.glucoseOrder, identifier }, links.ref),
      );
    }
    const seen: unknown[] = [];
    for (let next: string | undefined = `/Task?${TRACKERS}&patient=${patient}&_count=5`; next !== undefined;) {
      // oxlint-disable-next-line no-await-in-loop -- a page names the next
      const page: { resources: readonly JsonObject[]; next?: string } = must(
        readSearchset((await api.call('GET', next, TOKEN.portal)).json),
      );
      expect(page.resources.length).toBeLessThanOrEqual(5);
      seen.push(...page.resources.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toEqual((await trackers('&_count=200')).map(({ id }) => id));
    expect(seen).toHaveLength(13);
  });
});
