import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeAuditEvent } from '../../../contract/wire/fhir/audit-event.ts';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import type { AuditEvent } from '../../../contract/domain/index.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import { must } from '../../world.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

const START = Date.parse('2026-03-03T13:05:12Z');
const REFUSAL = 'https://vitalproof.example/fhir/CodeSystem/refusal';
const KEY = (value: string): string => encodeURIComponent(`urn:example:meter-readings|${value}`);

describe('the audit trail over FHIR', () => {
  let nowMs = START;
  const pipeline = createPipeline({ databasePath: newDatabase(), now: () => nowMs });
  let api: Seeded;
  let patient = '';
  let filed = '';
  beforeAll(async () => {
    api = await startSeeded(pipeline);
    patient = linksNow(pipeline, api.base).ref('Patient', example.patient.identifier);
    nowMs += 10_000;
    const answer = await api.post('/Observation', TOKEN.gateway, api.resource(readingOf('100', 'R1')));
    filed = String(answer.json['id']);
    nowMs += 10_000;
    const early = readingOf('100', 'R2', '2020-01-01T00:00:00Z');
    await api.post('/Observation', TOKEN.gateway, api.resource(early));
    nowMs += 10_000;
    await api.post('/Observation', TOKEN.gateway, { ...api.resource(readingOf('100', 'R3')), status: 'nonsense' });
  });
  afterAll(async () => {
    await api.close();
    await pipeline.close();
  });

  const pages = async (query: string): Promise<readonly JsonObject[]> => {
    const found: JsonObject[] = [];
    for (let next: string | undefined = `/AuditEvent?${query}`; next !== undefined;) {
      // oxlint-disable-next-line no-await-in-loop -- a page names the next
      const answer = await api.call('GET', next, TOKEN.auditor);
      expect([next, answer.status, complaints(answer.json)]).toEqual([next, 200, []]);
      const page: { resources: readonly JsonObject[]; next?: string } = must(readSearchset(answer.json));
      found.push(...page.resources);
      next = page.next;
    }
    return found;
  };
  const events = async (query: string): Promise<readonly AuditEvent[]> => {
    const { identifierOf } = linksNow(pipeline, api.base);
    return (await pages(query)).map((json) => must(decodeAuditEvent(json, identifierOf)));
  };
  const told = async (query: string): Promise<readonly string[]> =>
    (await events(query)).map((e) => `${e.subject} ${e.refusal ?? e.outcome}`);

  test('is found by patient, entity, outcome and refusal', async () => {
    expect(await told('')).toEqual([
      'person ok',
      'person ok',
      'order ok',
      'permission ok',
      'reading ok',
      'reading no-active-order',
      'reading bad-value',
    ]);
    expect(await told(`patient=${patient}&outcome=4`)).toEqual(['reading no-active-order', 'reading bad-value']);
    expect(await told('outcome=http://hl7.org/fhir/audit-event-outcome%7C4')).toHaveLength(2);
    expect(await told('outcome=8')).toEqual([]);
    expect(await told('outcome=12')).toEqual([]);
    expect(await told(`subtype=${REFUSAL}%7Cno-active-order`)).toEqual(['reading no-active-order']);
    expect(await told(`subtype=${REFUSAL}%7Cno-such-code`)).toEqual([]);
    expect(await told(`entity=Observation/${filed}`)).toEqual(['reading ok']);
    expect(await told(`entity=${patient}`)).toHaveLength(6);
    expect(await told('entity=Observation/r999')).toEqual([]);
    expect(await told(`entity:identifier=${KEY('R2')}`)).toEqual(['reading no-active-order']);
    expect(await told(`entity:identifier=${KEY('R3')}`)).toEqual(['reading bad-value']);
    expect(await told('patient=Patient/p999')).toEqual([]);
  });

  test('is found by when it was written', async () => {
    const reads = (date: string) => told(`patient=${patient}&${date}`);
    expect(await reads('date=ge2026-03-03T13:05:22Z&date=lt2026-03-03T13:05:42Z')).toEqual([
      'reading ok',
      'reading no-active-order',
    ]);
    expect(await reads('date=gt2026-03-03T13:05:22Z&date=le2026-03-03T13:05:42Z')).toEqual([
      'reading no-active-order',
      'reading bad-value',
    ]);
    expect(await reads('date=gt2026-03-03T08:05:32-05:00')).toEqual(['reading bad-value']);
    expect(await reads('date=ge2026-03-03T14:05:42+01:00')).toEqual(['reading bad-value']);
    expect(await reads('date=ge2026-03-04T00:00:00Z')).toEqual([]);
  });

  test.each([1, 2, 3])('comes in pages of %i without a loss, the conditions kept', async (count) => {
    const all = (await pages(`patient=${patient}`)).map((json) => json['id']);
    const paged = (await pages(`patient=${patient}&_count=${count}&date=ge2026-03-03T00:00:00Z`)).map((j) => j['id']);
    expect(paged).toEqual(all);
  });

  test('is read one by one', async () => {
    const [first] = await pages('_count=1');
    const answer = await api.call('GET', `/AuditEvent/${String(first?.['id'])}`, TOKEN.auditor);
    expect([answer.status, answer.json]).toEqual([200, first]);
    expect((await api.call('GET', '/AuditEvent/a999', TOKEN.auditor)).status).toBe(404);
  });

  test.each([
    'agent=x',
    'type=rest',
    'action=C',
    'date:missing=true',
    'patient:identifier=s%7Cv',
    'date=2026-03-03T13:05:22Z',
    'date=ge2026-03-03',
    'date=ne2026-03-03T13:05:22Z',
    'outcome=5',
    'outcome=ok',
    'outcome=toString',
    'outcome=http://example.org%7C4',
    'outcome=0&outcome=4',
    'entity=R1',
    'entity=Observation/o1,Observation/o2',
    'entity:identifier=R1',
    `entity=Observation/r1&entity:identifier=${KEY('R1')}`,
    'subtype=no-permission',
    'subtype=http://hl7.org/fhir/restful-interaction%7Ccreate',
    `subtype=${REFUSAL}%7C`,
    '_count=0',
    '_count=-1',
    '_sort=date',
    '_page=x',
    '_page=1.2',
  ])('?%s is refused, never passed over', async (query) => {
    const answer = await api.call('GET', `/AuditEvent?${query}`, TOKEN.auditor);
    expect([answer.status, answer.refusal]).toEqual([400, 'unsupported-parameter']);
  });

  test.each([
    ['POST', '/AuditEvent', 'GET'],
    ['PUT', '/AuditEvent/a1', 'GET'],
    ['PATCH', '/AuditEvent/a1', 'GET'],
    ['DELETE', '/AuditEvent/a1', 'GET'],
    ['DELETE', '/AuditEvent?outcome=0', 'GET'],
    ['DELETE', '/AuditEvent', 'GET'],
  ])('%s %s is 405, and the event stands as it was', async (method, path, allow) => {
    const before = await pages('_count=1');
    for (const token of [TOKEN.auditor, TOKEN.ehr]) {
      const body = method === 'DELETE' ? undefined : { resourceType: 'AuditEvent' };
      // oxlint-disable-next-line no-await-in-loop
      const answer = await api.call(method, path, token, body);
      expect([answer.status, answer.refusal, answer.headers.get('allow')]).toEqual([
        405,
        'unsupported-interaction',
        allow,
      ]);
    }
    expect((await pages('_count=500'))[0]).toEqual(before[0]);
  });

  test('is in /metadata as it is: reading and searching, by these parameters, and nothing else', async () => {
    const { json } = await api.call('GET', '/metadata', undefined);
    const [rest] = json['rest'] as readonly JsonObject[];
    const resource = (rest?.['resource'] as readonly JsonObject[] | undefined)?.find((r) => r['type'] === 'AuditEvent');
    expect(resource).toMatchObject({
      interaction: [{ code: 'read' }, { code: 'search-type' }],
      searchParam: [
        { name: 'patient', type: 'reference' },
        { name: 'date', type: 'date' },
        { name: 'subtype', type: 'token' },
        { name: 'entity', type: 'reference' },
        { name: 'outcome', type: 'token' },
      ],
    });
    expect(resource).not.toHaveProperty('conditionalCreate');
  });
});
