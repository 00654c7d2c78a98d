import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import { encodeClinician, encodeRole } from '../../../contract/wire/fhir/clinician.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodePool } from '../../../contract/wire/fhir/pool.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { must, OKAFOR } from '../../world.test-helper.ts';
import { tokenFor } from './client.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

const okafor = { identifier: OKAFOR, family: 'Okafor', given: 'Ben' };
const [week] = example.absences;
const period = { start: '2026-03-01T00:00:00-05:00', end: '2026-03-14T00:00:00-04:00' };

let pipeline: Pipeline;
let api: Seeded;
let place = '';
beforeAll(async () => {
  pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
  api = await startSeeded(pipeline);
  const { ref } = linksNow(pipeline, api.base);
  expect((await api.post('/PractitionerRole', TOKEN.ehr, encodeClinician(okafor))).status).toBe(201);
  const pool = { ...example.pool, members: [okafor.identifier] };
  expect((await api.post('/CareTeam', TOKEN.ehr, encodePool(pool, ref))).status).toBe(201);
  place = `/${ref('PractitionerRole', example.clinician.identifier)}`;
});
afterAll(async () => {
  await api.close();
  await pipeline.close();
});

const put = (absences: typeof example.absences, headers: Record<string, string> = {}, token: string = TOKEN.ehr) =>
  api.call('PUT', place, token, encodeRole(example.clinician, absences, linksNow(pipeline, api.base).ref), headers);

const ownersOf = async (key: string) => {
  const tasks = must(readSearchset((await api.call('GET', '/Task?_count=200', TOKEN.ehr)).json)).resources;
  const observation = pipeline.references.referenceTo('Observation', {
    system: 'urn:example:meter-readings',
    value: key,
  });
  const own = tasks.filter((task) => (task['focus'] as JsonObject)['reference'] === observation);
  return own.map((task) => [(task['owner'] as JsonObject)['reference'], task]) as [string, JsonObject][];
};
const file = async (key: string, minute: string) => {
  const reading = readingOf('305', key, `2026-03-03T07:${minute}:00-05:00`);
  expect((await api.post('/Observation', TOKEN.gateway, api.resource(reading))).status).toBe(201);
};

test('an absence is put, read back, and routes what is raised while it lasts', async () => {
  const answer = await put([{ period, coveredBy: okafor.identifier }], { 'if-match': 'W/"1"' });
  expect([answer.status, answer.headers.get('etag')]).toEqual([200, 'W/"2"']);
  expect(complaints(answer.json)).toEqual([]);
  const read = await api.call('GET', place, TOKEN.ehr);
  expect(read.json).toEqual(answer.json);
  const found = await api.call(
    'GET',
    `/PractitionerRole?identifier=${encodeURIComponent('http://hl7.org/fhir/sid/us-npi|1234567893')}`,
    TOKEN.ehr,
  );
  expect(must(readSearchset(found.json)).resources).toEqual([answer.json]);
  expect((await put([], { 'if-match': 'W/"1"' })).refusal).toBe('stale-version');

  await file('V1', '10');
  const ben = linksNow(pipeline, api.base).ref('PractitionerRole', okafor.identifier);
  const [[owner, task] = ['', {}]] = await ownersOf('V1');
  expect(owner).toBe(ben);
  expect(JSON.stringify(task)).toContain('"covering"');
  const act = (token: string, resource: JsonObject, status: string) =>
    api.call('PUT', `/Task/${String(resource['id'])}`, token, { ...resource, status });
  expect((await act(TOKEN.clinician, task, 'received')).refusal).toBe('not-recipient');
  const seen = await act(tokenFor('clinician', okafor.identifier), task, 'received');
  expect([seen.status, seen.json['status']]).toEqual([200, 'received']);
});

test('it is replaced as a whole: by a pool, then by nobody, then by none', async () => {
  await put([{ period, coveredBy: example.pool.identifier }]);
  await file('V2', '20');
  expect((await ownersOf('V2')).map(([owner]) => owner)).toEqual([expect.stringMatching(/^CareTeam\//)]);
  await put([{ period }]);
  await file('V3', '30');
  expect((await ownersOf('V3')).map(([owner]) => owner)).toEqual([place.slice(1)]);
  const ended = await put([]);
  expect([ended.status, ended.json['notAvailable']]).toEqual([200, undefined]);
});

test('a create may state absences too, and one that does not leaves them', async () => {
  const { ref } = linksNow(pipeline, api.base);
  const away = week === undefined ? [] : [week];
  const stated = await api.post('/PractitionerRole', TOKEN.ehr, encodeRole(okafor, away, ref));
  expect([stated.status, (stated.json['notAvailable'] as readonly unknown[]).length]).toEqual([200, 1]);
  const again = await api.post('/PractitionerRole', TOKEN.ehr, encodeClinician(okafor));
  expect(again.json['notAvailable']).toEqual(stated.json['notAvailable']);
});

test('nobody but the hospital says who is away', async () => {
  for (const token of [TOKEN.clinician, TOKEN.portal, TOKEN.gateway, TOKEN.auditor]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await put([], {}, token)).refusal).toBe('scope');
  }
  const unknown = await api.call('PUT', '/PractitionerRole/c999', TOKEN.ehr, encodeClinician(example.clinician));
  expect([unknown.status, unknown.refusal]).toEqual([404, 'not-found']);
  const other = await api.call('PUT', place, TOKEN.ehr, encodeClinician(okafor));
  expect([other.status, other.refusal]).toEqual([422, 'immutable']);
});
