import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeClinician } from '../../../contract/wire/fhir/clinician.ts';
import { decodeMessage, encodeMessage } from '../../../contract/wire/fhir/communication.ts';
import { encodePermission } from '../../../contract/wire/fhir/consent.ts';
import { encodeDevice } from '../../../contract/wire/fhir/device.ts';
import { decodeAuditEvent } from '../../../contract/wire/fhir/audit-event.ts';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { decodeFiledReading, encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import { decodeItem } from '../../../contract/wire/fhir/task.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import { createPipeline } from '../../app.ts';
import { type Answer, type Client, startClient, tokenFor } from './client.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { readingOf, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};

const bundle = (...entries: JsonObject[]): JsonObject => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: entries,
});

describe('the reference over FHIR, from the order to the reply', () => {
  const pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
  let api: Client;
  let { ref, identifierOf } = linksNow(pipeline, '');
  beforeAll(async () => {
    api = await startClient(pipeline);
    ({ ref, identifierOf } = linksNow(pipeline, api.base));
  });
  afterAll(async () => {
    await api.close();
    await pipeline.close();
  });

  const post = async (path: string, token: string, body: JsonObject, status = 201): Promise<Answer> => {
    const answer = await api.call('POST', path, token, body);
    expect([path, answer.status, answer.text]).toEqual([path, status, answer.text]);
    if (answer.status < 300) expect(complaints(answer.json)).toEqual([]);
    return answer;
  };
  const entry = (mgdl: string, key: string, effective: string): JsonObject => ({
    resource: encodeReading(readingOf(mgdl, key, effective), ref),
    request: { method: 'POST', url: 'Observation' },
  });
  const search = async (path: string, token: string): Promise<readonly JsonObject[]> => {
    const answer = await api.call('GET', path, token);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(complaints(answer.json)).toEqual([]);
    return value(readSearchset(answer.json)).resources;
  };

  test('every step answers in valid R4 and leads to the next', async () => {
    await post('/Patient', TOKEN.ehr, encodePatient(example.patient));
    await post('/PractitionerRole', TOKEN.ehr, encodeClinician(example.clinician));
    await post('/Device', TOKEN.gateway, encodeDevice(example.meter, ref));
    await post('/ServiceRequest', TOKEN.ehr, encodeOrder(example.glucoseOrder, ref));
    await post('/ServiceRequest', TOKEN.ehr, encodeOrder(example.glucoseOrder, ref), 200);

    const refused = await post('/Observation', TOKEN.gateway, encodeReading(example.reading, ref), 422);
    expect(refused.refusal).toBe('no-permission');
    expect(await search('/Observation?identifier=urn:example:meter-readings|0123456789ABCDEF-42', TOKEN.ehr)).toEqual(
      [],
    );

    await post('/Consent', TOKEN.portal, encodePermission(example.permission, ref));
    const filed = await post('/Observation', TOKEN.gateway, encodeReading(example.reading, ref));
    await post('/Observation', TOKEN.gateway, encodeReading(example.reading, ref), 200);
    const back = value(decodeFiledReading(filed.json, identifierOf));
    expect(back).toMatchObject({
      reading: example.reading,
      interpretation: ['HH'],
      orders: [example.glucoseOrder.identifier],
    });
    expect(back.ranges).toContainEqual(
      expect.objectContaining({ tier: 'critical', low: '54', high: '300', unit: 'mg/dL' }),
    );

    const tasks = await search(
      '/Task?code=https://vitalproof.example/fhir/CodeSystem/item-kind|&_sort=_lastUpdated',
      TOKEN.ehr,
    );
    expect(tasks).toHaveLength(1);
    const task = tasks[0] ?? {};
    const item = value(decodeItem(task, identifierOf));
    expect(item).toMatchObject({
      kind: 'critical',
      status: 'new',
      priority: 'stat',
      recipient: example.clinician.identifier,
      reading: example.reading.identifier,
      value: { value: '305', unit: 'mg/dL' },
      limit: { value: '300', unit: 'mg/dL' },
      late: false,
    });

    const seen = await api.call(
      'PUT',
      `/Task/${String(task['id'])}`,
      TOKEN.clinician,
      { ...task, status: 'received' },
      { 'if-match': 'W/"1"' },
    );
    expect(seen.status).toBe(200);
    expect(complaints(seen.json)).toEqual([]);
    const history = value(decodeItem(seen.json, identifierOf)).history;
    expect(history.map((e) => e.status)).toEqual(['new', 'seen']);
    expect(history[1]?.actor).toBe('http://hl7.org/fhir/sid/us-npi|1234567893');

    const message = { ...example.message, about: item.identifier };
    await post('/Communication', TOKEN.clinician, encodeMessage(message, ref));
    const toJane = `/Communication?recipient=${ref('Patient', example.patient.identifier)}`;
    expect((await api.call('HEAD', toJane, TOKEN.portal)).status).toBe(200);
    expect((await search(toJane, TOKEN.clinician))[0], 'nobody has read what HEAD asks for').not.toHaveProperty(
      'received',
    );
    const letters = await search(
      '/Communication?recipient=Patient/'.concat(ref('Patient', example.patient.identifier).slice(8)),
      TOKEN.portal,
    );
    expect(value(decodeMessage(letters[0] ?? {}, identifierOf)).text).toBe(message.text);
    const sent = await search(
      `/Communication?recipient=${ref('Patient', example.patient.identifier)}`,
      TOKEN.clinician,
    );
    expect(sent[0]?.['received'], 'the receipt is shown to who wrote it').toEqual(letters[0]?.['received']);
    const stranger = tokenFor('clinician', { ...example.clinician.identifier, value: '1111111111' });
    expect(await search(`/Communication?recipient=${ref('Patient', example.patient.identifier)}`, stranger)).toEqual(
      [],
    );
    expect((await api.call('GET', `/Communication/${String(sent[0]?.['id'])}`, stranger)).status).toBe(404);

    const trail = await search(
      `/AuditEvent?patient=${ref('Patient', example.patient.identifier)}&_count=200`,
      TOKEN.auditor,
    );
    const events = trail.map((e) => value(decodeAuditEvent(e, identifierOf)));
    expect(events).toContainEqual(
      expect.objectContaining({ subject: 'reading', outcome: 'refused', refusal: 'no-permission' }),
    );
    expect(new Set(events.filter((e) => e.outcome === 'ok').map((e) => e.subject))).toEqual(
      new Set(['person', 'device', 'order', 'permission', 'reading', 'item', 'message']),
    );
  });

  test('a transaction is all or nothing', async () => {
    const early = entry('120', 'T1', '2026-02-01T08:00:00-05:00');
    const good = entry('121', 'T2', '2026-03-03T08:00:00-05:00');
    const refused = await post('', TOKEN.gateway, bundle(good, early), 422);
    expect(refused.refusal).toBe('no-active-order');
    expect(refused.text).toContain('Bundle.entry[1].');
    expect(await search('/Observation?identifier=urn:example:meter-readings|T2', TOKEN.ehr)).toEqual([]);
    await post('', TOKEN.gateway, bundle(good), 200);
    expect(await search('/Observation?identifier=urn:example:meter-readings|T2', TOKEN.ehr)).toHaveLength(1);
  });

  test('another patient sees, sends and reads nothing', async () => {
    const other = { system: 'urn:oid:2.999.1.1', value: 'MRN9999' };
    const mine = ref('Patient', example.patient.identifier);
    const sent = await api.call(
      'POST',
      '/Observation',
      tokenFor('gateway', other),
      encodeReading(readingOf('100', 'X1'), ref),
    );
    expect([sent.status, sent.refusal]).toEqual([403, 'patient-not-authorised']);
    // Somebody else's data and nobody's data answer alike: who is known here is not told.
    const paths = [mine, 'Patient/nobody'].flatMap((p) => [`/Communication?recipient=${p}`, `/Consent?patient=${p}`]);
    for (const path of paths) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await api.call('GET', path, tokenFor('portal', other));
      expect([path, answer.status, answer.refusal]).toEqual([path, 403, 'patient-not-authorised']);
    }
  });

  test('the test clock moves one patient alone', async () => {
    const mine = ref('Patient', example.patient.identifier);
    const advanced = await post(
      '/$test-clock-advance',
      TOKEN.clock,
      {
        resourceType: 'Parameters',
        parameter: [
          { name: 'to', valueInstant: '2026-03-09T13:05:12.000Z' },
          { name: 'patient', valueReference: { reference: mine } },
        ],
      },
      200,
    );
    expect(advanced.text).toContain('2026-03-09T13:05:12.000Z');
    expect((await api.call('GET', '/$test-clock', TOKEN.clock)).text).toContain('2026-03-03T13:05:12.000Z');
    expect((await api.call('GET', `/$test-clock?patient=${mine}`, TOKEN.clock)).text).toContain(
      '2026-03-09T13:05:12.000Z',
    );
  });
});
