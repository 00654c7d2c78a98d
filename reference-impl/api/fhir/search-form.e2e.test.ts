import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a search by POST', () => {
  let pipeline: Pipeline;
  let api: Seeded;
  beforeAll(async () => {
    pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
    api = await startSeeded(pipeline);
    for (const [index, value] of ['305', '171', '120'].entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const sent = await api.post('/Observation', TOKEN.gateway, api.resource(readingOf(value, `K${index}`)));
      expect(sent.status).toBe(201);
    }
  });
  afterAll(async () => {
    await api.close();
    await pipeline.close();
  });

  const search = (path: string, token: string, form?: string, headers: Record<string, string> = FORM) =>
    api.call('POST', path, token, form, headers);

  test.each([
    ['Task', TOKEN.ehr, '_sort=_lastUpdated&_count=1'],
    ['Task', TOKEN.clinician, 'status=requested'],
    ['Observation', TOKEN.ehr, 'patient=Patient/p1&_sort=date&date=ge2026-03-03T00:00:00%2B01:00'],
    ['Observation', TOKEN.gateway, 'identifier=urn:example:meter-readings%7CK1'],
    ['Patient', TOKEN.ehr, 'identifier=urn:oid:2.999.1.1%7CMRN1001'],
    ['PractitionerRole', TOKEN.ehr, 'identifier=http://hl7.org/fhir/sid/us-npi%7C1234567893'],
    ['CareTeam', TOKEN.ehr, 'identifier=urn:x%7Cy'],
    ['Device', TOKEN.ehr, 'identifier=urn:x%7Cy'],
    ['ServiceRequest', TOKEN.ehr, 'patient=Patient/p1&status=active'],
    ['Consent', TOKEN.portal, 'patient=Patient/p1'],
    ['Communication', TOKEN.portal, 'recipient=Patient/p1'],
    ['AuditEvent', TOKEN.auditor, 'outcome=0&_count=2'],
  ])('%s finds what GET finds, wherever its parameters stand', async (type, token, query) => {
    const got = await api.call('GET', `/${type}?${query}`, token);
    expect(got.status).toBe(200);
    const [first = '', ...rest] = query.split('&');
    for (const asked of [
      await search(`/${type}/_search`, token, query),
      await search(`/${type}/_search?${query}`, token, undefined, {}),
      await search(`/${type}/_search?${first}`, token, rest.join('&')),
      await search(`/${type}/_search`, token, query, { ...FORM, prefer: 'return=minimal' }),
    ])
      expect([asked.status, asked.json]).toEqual([200, got.json]);
  });

  test.each([
    ['Task?status=', 'http://hl7.org/fhir/task-status', 'requested', TOKEN.ehr],
    ['ServiceRequest?patient=Patient/p1&status=', 'http://hl7.org/fhir/request-status', 'active', TOKEN.ehr],
    ['AuditEvent?outcome=', 'http://hl7.org/fhir/audit-event-outcome', '0', TOKEN.auditor],
  ])('%s takes its code with its system as without, and with no other', async (place, system, code, token) => {
    const [alone, whole, other] = await Promise.all(
      [code, `${system}%7C${code}`, `urn:x%7C${code}`].map((value) => api.call('GET', `/${place}${value}`, token)),
    );
    expect([alone?.status, alone?.text.includes('"entry":[')]).toEqual([200, true]);
    expect([whole?.status, whole?.json['entry']]).toEqual([200, alone?.json['entry']]);
    expect([other?.status, other?.refusal]).toEqual([400, 'unsupported-parameter']);
  });

  test('what is unknown, twice, no form or too much is refused, and nothing is found then', async () => {
    const answers = await Promise.all([
      search('/Task/_search', TOKEN.ehr, 'owner=PractitionerRole/c1&foo=1'),
      search('/Task/_search?_count=1', TOKEN.ehr, '_count=2'),
      search('/Task/_search', TOKEN.ehr, '{"status":"requested"}', { 'content-type': 'application/fhir+json' }),
      search('/Task/_search', TOKEN.ehr, '_count=1', { ...FORM, 'content-encoding': 'gzip' }),
      search('/Task/_search', TOKEN.ehr, 'status=%E0%A4%A'),
      search('/Task/_search', TOKEN.ehr, `status=${'x'.repeat(70_000)}`),
      search('/Task/_search', TOKEN.gateway, '_count=1'),
      search('/Task/_search', 'nobody', '_count=1'),
      search('/Subscription/_search', TOKEN.ehr, '_count=1'),
    ]);
    expect(answers.map(({ status, refusal }) => [status, refusal])).toEqual([
      [400, 'unsupported-parameter'],
      [400, 'unsupported-parameter'],
      [415, 'unsupported-media-type'],
      [415, 'unsupported-media-type'],
      [400, 'malformed'],
      [413, 'too-large'],
      [403, 'scope'],
      [401, 'unauthenticated'],
      [405, 'unsupported-interaction'],
    ]);
    const put = await api.call('PUT', '/Task/_search', TOKEN.ehr, '{}');
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
