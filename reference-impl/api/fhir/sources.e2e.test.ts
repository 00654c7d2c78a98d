import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeSources, encodeSource, type SourceAdmission } from '../../../contract/wire/fhir/source.ts';
import { admission } from '../../../contract/wire/fhir/example-values.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

let nowMs = Date.parse('2026-03-03T13:05:12Z');
let pipeline: Pipeline;
let api: Seeded;
beforeAll(async () => {
  pipeline = createPipeline({ databasePath: newDatabase(), now: () => nowMs, policies: { sources: 'admitted' } });
  api = await startSeeded(pipeline);
});
afterAll(async () => {
  await api.close();
  await pipeline.close();
});

const admit = (over: Partial<SourceAdmission>, token: string = TOKEN.ehr) =>
  api.post('/$source-admission', token, encodeSource({ ...admission, ...over }));
let sent = 0;
const send = async () => {
  sent += 1;
  const reading = readingOf('120', `S${sent}`, `2026-03-03T07:${String(sent).padStart(2, '0')}:00-05:00`);
  const answer = await api.post('/Observation', TOKEN.gateway, api.resource(reading));
  return answer.refusal ?? answer.status;
};

test('a gateway sends from its admission until its withdrawal or its expiry, and its refusals are audited', async () => {
  expect(await send()).toBe('source-not-admitted');
  const admitted = await admit({});
  expect([admitted.status, admitted.json]).toEqual([201, encodeSource(admission)]);
  expect((await admit({})).status).toBe(200);
  expect(await send()).toBe(201);
  expect((await admit({ status: 'withdrawn' })).status).toBe(200);
  expect(await send()).toBe('source-not-admitted');
  await admit({ source: { ...admission.source, measures: ['weight'] } });
  expect(await send()).toBe('source-not-admitted');
  await admit({ source: { ...admission.source, expires: '2026-03-03T13:06:00Z' } });
  expect(await send()).toBe(201);
  nowMs = Date.parse('2026-03-03T13:06:00Z');
  expect(await send()).toBe('source-not-admitted');
  const trail = await api.call('GET', '/AuditEvent?_count=200', TOKEN.auditor);
  expect(trail.text.match(/source-not-admitted/g)?.length).toBe(4);
});

const refusedAs = async (code: string): Promise<number> => {
  const subtype = encodeURIComponent(`https://vitalproof.example/fhir/CodeSystem/refusal|${code}`);
  const trail = await api.call('GET', `/AuditEvent?_count=500&subtype=${subtype}`, TOKEN.auditor);
  return ((trail.json['entry'] ?? []) as readonly unknown[]).length;
};

test('a source that is not admitted learns nothing by a condition on several identifiers', async () => {
  const known = api.resource(readingOf('120', 'S2', '2026-03-03T07:02:00-05:00'));
  const several = ['S2', 'S999'].map((key) => `urn:example:meter-readings%7C${key}`).join('%2C');
  const answer = await api.call('POST', '/Observation', TOKEN.gateway, known, {
    'if-none-exist': `identifier=${several}`,
  });
  expect([answer.status, answer.refusal]).toEqual([403, 'source-not-admitted']);
});

test('its bundles are refused, and that is audited', async () => {
  const before = await refusedAs('source-not-admitted');
  for (const type of ['batch', 'transaction']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const answer = await api.post('', TOKEN.gateway, { resourceType: 'Bundle', type, entry: [] });
    expect([answer.status, answer.refusal]).toEqual([403, 'source-not-admitted']);
  }
  expect(await refusedAs('source-not-admitted')).toBe(before + 2);
});

test('what is sent from elsewhere is not looked at: a malformed reading is answered alike', async () => {
  for (const [path, body] of [
    ['/Observation', { resourceType: 'Observation' }],
    ['', { resourceType: 'Bundle', type: 'batch', entry: [] }],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const answer = await api.post(path, TOKEN.gateway, body);
    expect([answer.status, answer.refusal]).toEqual([403, 'source-not-admitted']);
  }
  const put = await api.call('PUT', '/Observation/o1', TOKEN.gateway, { resourceType: 'Observation' });
  expect([put.status, put.refusal]).toEqual([403, 'source-not-admitted']);
});

test('an operator sees who was admitted, and how it was said last', async () => {
  await admit({ status: 'withdrawn' });
  const listed = await api.call('GET', '/$source-admissions', TOKEN.ehr);
  expect([listed.status, decodeSources(listed.json)]).toEqual([
    200,
    { ok: true, value: [{ ...admission, status: 'withdrawn' }] },
  ]);
  expect((await api.call('GET', '/$source-admissions', TOKEN.gateway)).refusal).toBe('scope');
});

test('only an operator admits', async () => {
  for (const token of [TOKEN.gateway, TOKEN.clinician, TOKEN.portal, TOKEN.auditor, TOKEN.clock]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await admit({}, token)).refusal).toBe('scope');
  }
  const broken = await api.post('/$source-admission', TOKEN.ehr, { resourceType: 'Parameters' });
  expect([broken.status, broken.refusal]).toEqual([422, 'missing-element']);
});
