import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxItem, Order } from '../../../contract/domain/index.ts';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import { encodeClinician } from '../../../contract/wire/fhir/clinician.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodeAdvance } from '../../../contract/wire/fhir/parameters.ts';
import { encodePool } from '../../../contract/wire/fhir/pool.ts';
import { decodeItem } from '../../../contract/wire/fhir/task.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { must, OKAFOR } from '../../world.test-helper.ts';
import { tokenFor } from './client.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

/** Everything that makes items by time or out of many readings, of one order. */
const rules: Order['rules'] = [
  { kind: 'missing', period: { value: 2, unit: 'd' } },
  { kind: 'digest', window: { value: 12, unit: 'h' } },
  { kind: 'summary', period: { value: 1, unit: 'wk' }, recipient: example.pool.identifier },
  { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR },
  { kind: 'escalation', step: 2, after: { value: 30, unit: 'min' }, recipient: example.pool.identifier },
];
const order: Order = { ...example.glucoseOrder, rules };
const BEN = tokenFor('clinician', OKAFOR);

let pipeline: Pipeline;
let api: Seeded;
let links: ReturnType<typeof linksNow>;

beforeAll(async () => {
  pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
  api = await startSeeded(pipeline);
  links = linksNow(pipeline, api.base);
  const okafor = { identifier: OKAFOR, family: 'Okafor', given: 'Ben' };
  await api.post('/PractitionerRole', TOKEN.ehr, encodeClinician(okafor));
  const pool = { ...example.pool, members: [OKAFOR] };
  await api.post('/CareTeam', TOKEN.ehr, encodePool(pool, links.ref));
  const place = `/${links.ref('ServiceRequest', order.identifier)}`;
  const changed = await api.call(
    'PUT',
    place,
    TOKEN.ehr,
    encodeOrder({ ...order, effectiveFrom: '2026-03-03T13:05:00Z' }, links.ref),
  );
  expect([changed.status, changed.text]).toEqual([200, changed.text]);
});
afterAll(async () => {
  await api.close();
  await pipeline.close();
});

const advance = async (to: string) => {
  const body = encodeAdvance({ to, patient: example.patient.identifier }, links.ref);
  expect((await api.post('/$test-clock-advance', TOKEN.clock, body)).status).toBe(200);
};
const file = async (value: string, key: string, effective: string): Promise<JsonObject> => {
  const answer = await api.post('/Observation', TOKEN.gateway, api.resource(readingOf(value, key, effective)));
  expect([answer.status, answer.text]).toEqual([201, answer.text]);
  return answer.json;
};
const tasks = async (query = '', token: string = TOKEN.ehr): Promise<readonly JsonObject[]> => {
  const answer = await api.call('GET', `/Task?_sort=_lastUpdated&_count=200${query}`, token);
  expect([query, answer.status]).toEqual([query, 200]);
  expect(complaints(answer.json)).toEqual([]);
  return must(readSearchset(answer.json)).resources;
};
const itemOf = (task: JsonObject): InboxItem => must(decodeItem(task, links.identifierOf));
const kindIs = (kind: string) => `&code=https://vitalproof.example/fhir/CodeSystem/item-kind%7C${kind}`;
const act = (task: JsonObject, status: string, token: string) =>
  api.call('PUT', `/Task/${String(task['id'])}`, token, { ...task, status });

test('further abnormal readings are shown in the item that they join', async () => {
  await file('170', 'D1', '2026-03-03T13:05:20Z');
  await file('190', 'D2', '2026-03-03T13:05:40Z');
  await file('175', 'D3', '2026-03-03T13:06:00Z');
  const [task = {}, ...more] = await tasks(kindIs('abnormal'));
  expect(more).toEqual([]);
  const named = (value: string) => ({ system: 'urn:example:meter-readings', value });
  expect(itemOf(task)).toMatchObject({
    rule: 'limits',
    count: 3,
    readings: ['D1', 'D2', 'D3'].map(named),
    worst: named('D2'),
    last: named('D3'),
  });
  expect(itemOf(task).history.map(({ status }) => status)).toEqual(['new', 'updated', 'updated']);
  const input = task['input'] as readonly JsonObject[];
  expect(input).toContainEqual(expect.objectContaining({ valuePositiveInt: expect.objectContaining({ text: '3' }) }));
});

test('a critical item that nobody sees is copied, step by step, until somebody sees one of them', async () => {
  await file('305', 'E1', '2026-03-03T13:06:30Z');
  await advance('2026-03-03T14:10:00Z');
  const chain = await tasks(kindIs('critical'));
  const [first, second, third] = chain.map(itemOf);
  expect(chain).toHaveLength(3);
  expect([second, third].map((i) => [i?.routedAs, i?.rule, i?.step, i?.copyOf, i?.recipient])).toEqual([
    ['escalated', 'escalation', 1, first?.identifier, OKAFOR],
    ['escalated', 'escalation', 2, first?.identifier, example.pool.identifier],
  ]);
  // A copy is about the same reading, and both are found by it.
  const [original = {}] = chain;
  const focus = (original['focus'] as JsonObject)['reference'];
  expect((await tasks(`&focus=${String(focus)}`)).map(({ id }) => id)).toEqual(chain.map(({ id }) => id));
  expect(await tasks('&focus=Observation/o999')).toEqual([]);
  expect(chain[1]?.['partOf']).toEqual([{ reference: `Task/${String(chain[0]?.['id'])}` }]);
  // A member acts on what a pool owns; nobody else does.
  expect((await act(chain[2] ?? {}, 'received', TOKEN.clinician)).refusal).toBe('not-recipient');
  const seen = await act(chain[2] ?? {}, 'received', BEN);
  expect([seen.status, itemOf(seen.json).history.at(-1)?.actor]).toEqual([200, `${OKAFOR.system}|${OKAFOR.value}`]);
  expect((await tasks('', BEN)).map((t) => String(t['id'])).toSorted()).toEqual(
    [chain[1], chain[2]].map((t) => String(t?.['id'])).toSorted(),
  );
});

test('the copies are withdrawn with the item, each with the reason', async () => {
  const erased = { ...api.resource(readingOf('305', 'E1', '2026-03-03T13:06:30Z')), status: 'entered-in-error' };
  const path = `/Observation?identifier=urn:example:meter-readings%7CE1`;
  expect((await api.call('PUT', path, TOKEN.gateway, erased)).status).toBe(200);
  const chain = (await tasks(kindIs('critical'))).map(itemOf);
  expect(chain).toHaveLength(3);
  expect(chain.map(({ status, withdrawal }) => [status, withdrawal])).toEqual(
    chain.map(() => ['withdrawn', 'entered-in-error']),
  );
  for (const { history } of chain) expect(history.at(-1)).toMatchObject({ status: 'withdrawn', actor: 'system' });
});

test('missing data make an item when they are due, and end it when they come', async () => {
  await advance('2026-03-06T00:00:00Z');
  const [task = {}] = await tasks(kindIs('missing'));
  expect(itemOf(task)).toMatchObject({
    kind: 'missing',
    status: 'new',
    priority: 'routine',
    lastEffective: '2026-03-03T13:06:00.000Z',
    due: '2026-03-05T13:06:00.000Z',
    created: '2026-03-05T13:06:00.000Z',
  });
  expect(task['focus']).toBeUndefined();
  await file('120', 'M1', '2026-03-05T23:00:00Z');
  const [ended = {}] = await tasks(kindIs('missing'));
  expect([ended['status'], itemOf(ended).withdrawal]).toEqual(['cancelled', 'data-received']);
});

test('a summary says what was filed in its period, to whom the rule names', async () => {
  await advance('2026-03-09T06:00:00Z');
  const [task = {}] = await tasks(kindIs('summary'));
  expect(itemOf(task)).toMatchObject({
    recipient: example.pool.identifier,
    count: 4,
    summary: {
      abnormalCount: 3,
      criticalCount: 0,
      min: { value: '120', unit: 'mg/dL' },
      max: { value: '190', unit: 'mg/dL' },
      mean: { value: '164', unit: 'mg/dL' },
    },
  });
  const done = await act(task, 'completed', BEN);
  expect(itemOf(done.json).history.map(({ status }) => status)).toEqual(['new', 'seen', 'done']);
});

test('who stands in now may open an item and act on it, though it stays where it is', async () => {
  await file('320', 'S1', '2026-03-09T05:59:00Z');
  const [task = {}] = await tasks(`${kindIs('critical')}&status=requested`);
  const place = `/Task/${String(task['id'])}`;
  expect((await api.call('GET', place, BEN)).refusal).toBe('not-found');
  const away = [{ period: { start: '2026-03-09T00:00:00Z', end: '2026-03-10T00:00:00Z' }, coveredBy: OKAFOR }];
  must(await pipeline.people.clinician({ role: 'ehr', client: 'vp-ehr' }, example.clinician, { absences: away }));
  expect((await api.call('GET', place, BEN)).status).toBe(200);
  const seen = await act(task, 'received', BEN);
  expect([seen.status, itemOf(seen.json).recipient]).toEqual([200, example.clinician.identifier]);
});

test('when its order was entered in error, every open item is withdrawn for that', async () => {
  const place = `/${links.ref('ServiceRequest', order.identifier)}`;
  const current = await api.call('GET', place, TOKEN.ehr);
  const ended = await api.call(
    'PUT',
    place,
    TOKEN.ehr,
    { ...current.json, status: 'entered-in-error' },
    { 'if-match': current.headers.get('etag') ?? '' },
  );
  expect(ended.status).toBe(200);
  const open = (await tasks()).map(itemOf).filter(({ status }) => status === 'new' || status === 'seen');
  expect(open).toEqual([]);
  expect((await tasks('&status=cancelled')).map((t) => itemOf(t).withdrawal)).toContain('order-in-error');
});
