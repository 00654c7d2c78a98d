import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodePermission } from '../../../contract/wire/fhir/consent.ts';
import { encodeDevice } from '../../../contract/wire/fhir/device.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import { readResponseBundle, readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import { type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { must } from '../../world.test-helper.ts';
import { tokenFor } from './client.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

const OTHER = { system: 'urn:oid:2.999.1.1', value: 'MRN2002' };
const OTHERS = { gateway: tokenFor('gateway', OTHER), portal: tokenFor('portal', OTHER) } as const;

describe('hostile and clumsy clients of the reference over FHIR', () => {
  let pipeline: Pipeline;
  let api: Seeded;
  let mine = '';
  beforeAll(async () => {
    pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
    api = await startSeeded(pipeline);
    await api.post('/Patient', TOKEN.ehr, encodePatient({ ...example.patient, identifier: OTHER }));
    const filed = await api.post('/Observation', TOKEN.gateway, api.resource(readingOf('100', 'mine')));
    mine = new URL(filed.headers.get('location') ?? '').pathname.replace(/^\/fhir|\/_history.*$/g, '');
  });
  afterAll(async () => {
    await api.close();
    await pipeline.close();
  });
  const refusedAs = async (code: string): Promise<number> => {
    const page = must(pipeline.audit.search({ role: 'auditor', client: 'test' }, { refusal: code, count: 1000 }));
    return page.entries.length;
  };

  describe('a body', () => {
    const body = (): JsonObject => api.resource(readingOf('101', 'body'));
    test.each([
      ['a member that stands twice', (t: string) => t.replace('{', '{"status":"preliminary",'), 400, 'malformed'],
      ['one spelled in two ways', (t: string) => t.replace('{', String.raw`{"st\u0061tus":"final",`), 400, 'malformed'],
      ['half a character in its key', (t: string) => t.replace('"body"', String.raw`"\ud800"`), 422, 'bad-value'],
      ['a control character in its key', (t: string) => t.replace('"body"', String.raw`"a\u0000b"`), 422, 'bad-value'],
      ['a number too large to hold', (t: string) => t.replace('"value":101', '"value":1e999'), 422, 'bad-value'],
      [
        'a number of 33 characters',
        (t: string) => t.replace('"value":101', `"value":1.${'0'.repeat(31)}`),
        422,
        'bad-value',
      ],
      ['a negative number', (t: string) => t.replace('"value":101', '"value":-1'), 422, 'bad-value'],
      ['a number as text', (t: string) => t.replace('"value":101', '"value":"101"'), 422, 'bad-value'],
    ])('with %s is refused', async (_title, spoil, status, refusal) => {
      const text = spoil(writeLossless(body()));
      expect(text).not.toBe(writeLossless(body()));
      const answer = await api.call('POST', '/Observation', TOKEN.gateway, text);
      expect([answer.status, answer.refusal]).toEqual([status, refusal]);
    });

    test.each([
      ['where R4 knows none', '{"__proto__":{"status":"x"},', 422],
      ['in what is passed over', '{"note":[{"text":"x","__proto__":{"status":"x"}}],', 201],
    ])('with a member named __proto__ %s pollutes nothing', async (_where, start, status) => {
      const text = writeLossless(api.resource(readingOf('101', `proto-${status}`))).replace('{', start);
      expect((await api.call('POST', '/Observation', TOKEN.gateway, text)).status).toBe(status);
      expect(({} as JsonObject)['status']).toBeUndefined();
    });

    test('with an exponent is compared exactly: 1.61e2 is above 160, and comes back as it was sent', async () => {
      const text = writeLossless(api.resource(readingOf('161', 'exponent'))).replace('"value":161', '"value":1.61e2');
      const answer = await api.call('POST', '/Observation', TOKEN.gateway, text);
      expect(answer.status).toBe(201);
      expect(answer.text).toContain('"value":1.61e2');
      expect(answer.text).toContain('"code":"H"');
    });

    test('two different keys never become one', async () => {
      const named = (system: string, value: string): JsonObject => ({
        ...api.resource(readingOf('102', 'x')),
        identifier: [{ system, value }],
      });
      expect((await api.post('/Observation', TOKEN.gateway, named('urn:k', 'y|z'))).status).toBe(201);
      const twin = await api.post('/Observation', TOKEN.gateway, named('urn:k|y', 'z'));
      expect([twin.status, twin.refusal]).toEqual([422, 'bad-value']);
      const found = await api.call('GET', `/Observation?identifier=${encodeURIComponent('urn:k|y|z')}`, TOKEN.gateway);
      expect(must(readSearchset(found.json)).resources).toHaveLength(1);
    });
  });

  describe('who speaks for one patient learns nothing of another', () => {
    const reading = (patient: string, change: object): JsonObject => ({
      ...api.resource(readingOf('103', 'probe')),
      subject: { reference: patient },
      ...change,
    });
    test.each([
      ['a reading that is sound', {}],
      ['a reading whose unit does not fit', { code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] } }],
      ['a reading of an unknown code', { code: { coding: [{ system: 'http://loinc.org', code: '2345-7' }] } }],
      ['a correction', { status: 'corrected' }],
    ])('by %s', async (_title, change) => {
      const known = await api.post('/Observation', OTHERS.gateway, reading('Patient/p1', change));
      const unknown = await api.post('/Observation', OTHERS.gateway, reading('Patient/p999', change));
      expect(known.status).toBeGreaterThanOrEqual(400);
      expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    });

    test('by a permission under a condition that does not fit', async () => {
      const { ref } = linksNow(pipeline, api.base);
      const consent = (patient: string): JsonObject => ({
        ...encodePermission(example.permission, ref),
        patient: { reference: patient },
      });
      const condition = { 'if-none-exist': 'identifier=urn:x%7Cy' };
      const known = await api.call('POST', '/Consent', OTHERS.portal, consent('Patient/p1'), condition);
      const unknown = await api.call('POST', '/Consent', OTHERS.portal, consent('Patient/p999'), condition);
      const bare = await api.post('/Consent', OTHERS.portal, consent('Patient/p1'));
      expect([bare.refusal, bare.text]).toEqual([
        'patient-not-authorised',
        expect.stringContaining('["Consent.patient"]'),
      ]);
      expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    });

    test("by logical id: what is another patient's and what is nobody's answer alike, and both are audited", async () => {
      const before = await refusedAs('patient-not-authorised');
      const known = await api.call('GET', mine, OTHERS.gateway);
      const unknown = await api.call('GET', '/Observation/o99999', OTHERS.gateway);
      expect([known.status, known.refusal]).toEqual([403, 'patient-not-authorised']);
      expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
      expect(await refusedAs('patient-not-authorised')).toBe(before + 2);
      expect((await api.call('GET', '/Observation/o99999', TOKEN.ehr)).status).toBe(404);
    });
  });

  test.each([
    ['/Observation?patient=Patient/p1', TOKEN.gateway],
    [`/Task?code=${encodeURIComponent('https://vitalproof.example/fhir/CodeSystem/item-kind|')}`, TOKEN.ehr],
    ['/AuditEvent?patient=Patient/p1', TOKEN.auditor],
  ])('a page mark that is none of ours is refused, never an empty page: %s', async (path, token) => {
    for (const mark of ['x', '', '1.2.3.4', '1e9', "1' OR 1", '9'.repeat(30)]) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await api.call('GET', `${path}&_page=${encodeURIComponent(mark)}`, token);
      expect([mark, answer.status, answer.refusal]).toEqual([mark, 400, 'unsupported-parameter']);
    }
  });

  test.each([
    ['a whole code system', 'http://loinc.org|', true],
    ['another one', 'urn:iso:std:iso:11073:10101|', false],
    ['one of several', 'http://loinc.org|29463-7,http://loinc.org|41653-7', true],
    ['a code of no system', '|41653-7', false],
  ])('a search by %s', async (_title, code, finds) => {
    const path = `/Observation?patient=Patient/p1&_count=500&code=${encodeURIComponent(code)}`;
    const { resources } = must(readSearchset((await api.call('GET', path, TOKEN.ehr)).json));
    expect(resources.some(({ id }) => mine === `/Observation/${String(id)}`)).toBe(finds);
  });

  test.each([
    'code=',
    'code:exact=x',
    'code:missing=true',
    'patient.identifier=x',
    'patient=Patient/p1&patient=Patient/p2',
    '_count=0',
    '_count=-1',
    '_count=1e9',
    'date=2026-03-03',
    'date=gt2026-03-03T00:00:00Z',
    'date=ge2026-03-03',
    '_sort=-date',
    '_include=*',
  ])('a search that is not offered is refused: %s', async (query) => {
    const answer = await api.call('GET', `/Observation?patient=Patient/p1&${query}`, TOKEN.ehr);
    expect([answer.status, answer.refusal]).toEqual([400, 'unsupported-parameter']);
  });

  test('no answer and no audit event holds a token', async () => {
    const secret = TOKEN.gateway;
    const answers = await Promise.all([
      api.call('GET', '/Observation?patient=x', `${secret}x`),
      api.call('GET', `/Observation/${secret.slice(-60)}`, secret),
      api.call('POST', '/Observation', secret, '{'),
      api.call('GET', '/AuditEvent?patient=Patient/p1&_count=500', TOKEN.auditor),
    ]);
    const [, , signature = ''] = secret.split('.');
    for (const { text, headers } of answers) {
      expect(text).not.toContain(signature);
      expect(JSON.stringify([...headers])).not.toContain(signature);
    }
  });

  test('a leap second: entries of a batch still take effect by their times, and a permission sent again is a replay', async () => {
    const entry = (key: string, effective: string): JsonObject => ({
      resource: api.resource(readingOf('104', key, effective)),
      request: { method: 'POST', url: 'Observation' },
    });
    const batch = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        entry('late', '2026-03-03T12:00:01Z'),
        entry('leap', '2026-03-03T11:59:60Z'),
        entry('early', '2026-03-03T11:00:00Z'),
      ],
    };
    const answers = must(readResponseBundle((await api.post('', TOKEN.gateway, batch)).json));
    const rank = answers.map(({ location = '' }) => Number(/\/o(\d+)\//.exec(location)?.[1]));
    expect(rank).toEqual([(rank[2] ?? 0) + 2, (rank[2] ?? 0) + 1, rank[2]]);

    const { ref } = linksNow(pipeline, api.base);
    const permission = encodePermission(
      {
        ...example.permission,
        identifier: { system: 'urn:example:portal:permission', value: 'leap' },
        measure: 'weight',
        at: '2026-03-03T11:59:60Z',
      },
      ref,
    );
    expect((await api.post('/Consent', TOKEN.portal, permission)).status).toBe(201);
    expect((await api.post('/Consent', TOKEN.portal, permission)).status).toBe(200);
  });

  test('an item is seen by a client that writes 305.0 as 305, and not by one that writes another number', async () => {
    const filed = await api.post('/Observation', TOKEN.gateway, api.resource(readingOf('305.0', 'decimals')));
    const path = `/Task?focus=Observation/${String(filed.json['id'])}`;
    const [task = {}] = must(readSearchset((await api.call('GET', path, TOKEN.ehr)).json)).resources;
    const asFloats = JSON.stringify(JSON.parse(writeLossless({ ...task, status: 'received' })));
    expect([writeLossless(task).includes('305.0'), asFloats.includes('305.0')]).toEqual([true, false]);
    const put = (text: string) => api.call('PUT', `/Task/${String(task['id'])}`, TOKEN.clinician, text);
    const other = await put(asFloats.replace('"value":305,', '"value":306,'));
    expect([other.status, other.refusal]).toEqual([422, 'immutable']);
    const seen = await put(asFloats);
    expect([seen.status, seen.text.includes('305.0'), seen.json['status']]).toEqual([200, true, 'received']);
  });

  test('who is no recipient of an item is told so, whatever the body says; of none, that there is none', async () => {
    const filed = await api.post('/Observation', TOKEN.gateway, api.resource(readingOf('306', 'not theirs')));
    const path = `/Task?focus=Observation/${String(filed.json['id'])}`;
    const [task = {}] = must(readSearchset((await api.call('GET', path, TOKEN.ehr)).json)).resources;
    const stranger = tokenFor('clinician', { system: 'http://hl7.org/fhir/sid/us-npi', value: '0000000000' });
    for (const body of [
      { ...task, status: 'received' },
      { ...task, status: 'cancelled' },
      { ...task, status: 'nonsense' },
      { ...task, id: 'other' },
      { resourceType: 'Task' },
      { resourceType: 'Patient' },
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const mayNot = await api.call('PUT', `/Task/${String(task['id'])}`, stranger, body);
      expect([mayNot.status, mayNot.refusal]).toEqual([403, 'not-recipient']);
      // oxlint-disable-next-line no-await-in-loop
      expect((await api.call('PUT', '/Task/i999', stranger, body)).refusal).toBe('not-found');
    }
  });

  test('a device that bears the record number of a patient is not that patient', async () => {
    const { ref } = linksNow(pipeline, api.base);
    const device = await api.post(
      '/Device',
      OTHERS.gateway,
      encodeDevice({ ...example.meter, identifier: example.patient.identifier, patient: OTHER }, ref),
    );
    expect(device.status).toBe(201);
    const reference = `Device/${String(device.json['id'])}`;
    const about = { ...api.resource(readingOf('111', 'device')), subject: { reference } };
    const ordered = encodeOrder(example.glucoseOrder, ref);
    for (const [path, token, body] of [
      ['/Observation', TOKEN.gateway, about],
      ['/Observation', OTHERS.gateway, about],
      ['/ServiceRequest', TOKEN.ehr, { ...ordered, subject: { reference } }],
      ['/Consent', TOKEN.portal, { ...encodePermission(example.permission, ref), patient: { reference } }],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await api.post(path, token, body);
      expect([path, answer.status, answer.refusal]).toEqual([path, 403, 'patient-not-authorised']);
    }
    for (const search of [
      'Observation?patient',
      'ServiceRequest?patient',
      'Task?patient',
      'Task?owner',
      'Task?focus',
    ]) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await api.call('GET', `/${search}=${reference}`, TOKEN.ehr);
      expect([search, answer.status, answer.refusal]).toEqual([search, 400, 'unsupported-parameter']);
    }
  });

  test('a permission that is posted again after it was withdrawn is answered as before, and stays withdrawn', async () => {
    const { ref } = linksNow(pipeline, api.base);
    const path = ref('Patient', example.patient.identifier);
    const granted = encodePermission(example.permission, ref);
    const searched = await api.call('GET', `/Consent?patient=${path}`, TOKEN.portal);
    const stored = must(readSearchset(searched.json)).resources.find(
      (one) => JSON.stringify(one['identifier']) === JSON.stringify(granted['identifier']),
    );
    const withdrawn = { ...stored, status: 'inactive', dateTime: '2026-03-03T12:00:00Z' };
    const put = await api.call('PUT', `/Consent/${String(stored?.['id'])}`, TOKEN.portal, withdrawn);
    expect(put.status).toBe(200);
    const again = await api.post('/Consent', TOKEN.portal, granted);
    expect([again.status, again.json['status']]).toEqual([200, 'inactive']);
    const other = await api.post('/Consent', TOKEN.portal, { ...granted, dateTime: '2026-03-03T12:30:00Z' });
    expect([other.status, other.refusal]).toEqual([409, 'identifier-conflict']);
  });

  test('a look at what is not there is audited', async () => {
    const missing = ['/Patient/p999/$monitoring-eligibility', `${mine}/_history/7`, '/Observation/o999'];
    for (const path of missing) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const before = await refusedAs('not-found');
      // oxlint-disable-next-line no-await-in-loop
      expect([path, (await api.call('GET', path, TOKEN.ehr)).refusal]).toEqual([path, 'not-found']);
      // oxlint-disable-next-line no-await-in-loop
      expect([path, await refusedAs('not-found')]).toEqual([path, before + 1]);
    }
  });

  test('what is not offered at all is audited too, with and without a token', async () => {
    const [unknown, refused] = [await refusedAs('unauthenticated'), await refusedAs('unsupported-interaction')];
    expect((await api.call('DELETE', mine, undefined)).status).toBe(401);
    expect((await api.call('DELETE', mine, TOKEN.gateway)).status).toBe(405);
    expect(await refusedAs('unauthenticated')).toBe(unknown + 1);
    expect(await refusedAs('unsupported-interaction')).toBe(refused + 1);
  });
});
