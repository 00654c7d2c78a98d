import { afterAll, beforeAll, expect, test } from 'vitest';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { linksNow } from './links.test-helper.ts';
import { type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

let pipeline: Pipeline;
let api: Seeded;
beforeAll(async () => {
  pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
  api = await startSeeded(pipeline);
});
afterAll(async () => {
  await api.close();
  await pipeline.close();
});

const ask = (measure: string, condition: string, token: string = TOKEN.clinician) =>
  api.call('GET', `/$suggested-limits?measure=http://loinc.org%7C${measure}&condition=${condition}`, token);
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm%7C';
const partsOf = (answer: JsonObject): readonly (readonly JsonObject[])[] =>
  ((answer['parameter'] ?? []) as readonly JsonObject[]).map((p) => p['part'] as readonly JsonObject[]);

test('what a guideline says is shown with its source, and an order that takes it over is accepted', async () => {
  const answer = await ask('41653-7', `${ICD}E11.65`);
  expect([answer.status, complaints(answer.json)]).toEqual([200, []]);
  const [[limits, source] = []] = partsOf(answer.json);
  expect(source).toMatchObject({
    name: 'source',
    valueRelatedArtifact: { type: 'citation', url: 'https://doi.org/10.2337/dc25-S006' },
  });
  const definition = limits?.['resource'] as JsonObject;
  expect(definition).toMatchObject({ resourceType: 'ObservationDefinition' });
  const order = encodeOrder(
    { ...example.glucoseOrder, identifier: { system: 'urn:example:ehr:placer', value: 'PLC-G1' } },
    linksNow(pipeline, api.base).ref,
  );
  const taken = { ...order, contained: [{ ...definition, id: 'limits' }] };
  expect((await api.post('/ServiceRequest', TOKEN.ehr, taken)).status).toBe(201);
});

test('rules of weight come beside the definition, in the unit of the guideline', async () => {
  const answer = await ask('29463-7', `${ICD}I50.9`, TOKEN.ehr);
  expect(complaints(answer.json)).toEqual([]);
  const names = partsOf(answer.json).map((parts) => parts.map((p) => p['name']));
  expect(names).toEqual([
    ['limits', 'rule', 'rule', 'source'],
    ['limits', 'rule', 'source'],
  ]);
  expect(answer.text).toContain('"code":"[lb_av]"');
});

test('nothing is known of other conditions, and nothing is ever applied by itself', async () => {
  const none = await ask('41653-7', `${ICD}I10`);
  expect([none.status, none.json]).toEqual([200, { resourceType: 'Parameters' }]);
  expect(complaints(none.json)).toEqual([]);
  const { contained: _, ...bare } = encodeOrder(
    { ...example.glucoseOrder, identifier: { system: 'urn:example:ehr:placer', value: 'PLC-G2' } },
    linksNow(pipeline, api.base).ref,
  );
  const refused = await api.post('/ServiceRequest', TOKEN.ehr, bare);
  expect([refused.status, refused.refusal]).toEqual([422, 'limits-missing']);
});

test.each([
  ['/$suggested-limits?measure=http://loinc.org%7C41653-7', TOKEN.ehr, 400, 'unsupported-parameter'],
  ['/$suggested-limits?condition=a%7Cb', TOKEN.ehr, 400, 'unsupported-parameter'],
  ['/$suggested-limits?measure=41653-7&condition=a%7Cb', TOKEN.ehr, 400, 'unsupported-parameter'],
  ['/$suggested-limits?measure=a%7Cb&condition=a%7Cb&patient=p1', TOKEN.ehr, 400, 'unsupported-parameter'],
  ['/$suggested-limits?measure=a%7Cb&condition=a%7Cb', TOKEN.portal, 403, 'scope'],
])('%s is refused', async (path, token, status, refusal) => {
  const answer = await api.call('GET', path, token);
  expect([answer.status, answer.refusal]).toEqual([status, refusal]);
});
