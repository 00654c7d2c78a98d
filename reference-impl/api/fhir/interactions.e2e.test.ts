import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCapability } from '../../../contract/wire/fhir/capability.ts';
import { JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import { fakePipeline } from './fake-pipeline.test-helper.ts';
import { interactionsOf, routesOf } from './routes.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';

const at = (json: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string | number, unknown> | undefined)?.[name], json);

const advanceTo = (valueInstant: string): JsonObject => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'to', valueInstant }],
});

describe('the FHIR surface', () => {
  const fake = fakePipeline();
  let api: Seeded;
  beforeAll(async () => {
    api = await startSeeded(fake.pipeline);
  });
  afterAll(() => api.close());

  const send = (value: string, key: string, headers = {}) =>
    api.call('POST', '/Observation', TOKEN.gateway, api.resource(readingOf(value, key)), headers);

  test('creates a reading: 201, place, version, and the digits as sent', async () => {
    const created = await send('7.00', 'K1');
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/fhir\/Observation\/obs1\/_history\/1$/,
    );
    expect(created.headers.get('etag')).toBe('W/"1"');
    expect(created.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(created.text).toContain('"value":7.00,');
    const read = await api.call('GET', '/Observation/obs1', TOKEN.ehr);
    expect(at(read.json, 'valueQuantity', 'value')).toEqual(new JsonNumber('7.00'));
  });

  test('answers a replay with 200 and the same place, conditional or not', async () => {
    const first = await send('101', 'K2');
    const condition = { 'if-none-exist': 'identifier=urn:example:meter-readings%7CK2' };
    for (const again of [await send('101', 'K2'), await send('101', 'K2', condition)]) {
      expect(again.status).toBe(200);
      expect(again.headers.get('location')).toBe(first.headers.get('location'));
    }
    const elsewhere = await send('101', 'K9', condition);
    expect([elsewhere.status, elsewhere.refusal]).toEqual([422, 'bad-value']);
    const other = await send('102', 'K2', condition);
    expect([other.status, other.refusal]).toEqual([409, 'identifier-conflict']);
  });

  test('a condition that names several is answered by how many readings match', async () => {
    const on = (...keys: string[]) => ({
      'if-none-exist': `identifier=${keys.map((key) => `urn:example:meter-readings%7C${key}`).join('%2C')}`,
    });
    const one = await send('101', 'N1');
    expect((await send('102', 'N2')).status).toBe(201);
    const several = await send('103', 'N3', on('N1', 'N2'));
    expect([several.status, several.refusal]).toEqual([412, 'multiple-matches']);
    const known = await send('103', 'N3', on('N1', 'N8'));
    expect([known.status, known.headers.get('location')]).toEqual([200, one.headers.get('location')]);
    expect((await send('103', 'N3', on('N8', 'N9'))).status).toBe(201);
    const unread = await send('104', 'N4', { 'if-none-exist': 'identifier=urn:x%7Ca,b' });
    expect([unread.status, unread.refusal]).toEqual([400, 'unsupported-parameter']);
  });

  test('leaves out the body when the client wants no more than headers', async () => {
    const minimal = await send('103', 'K3', { prefer: 'return=minimal' });
    expect([minimal.status, minimal.text]).toEqual([201, '']);
    expect(minimal.headers.get('location')).toContain('/Observation/');
  });

  test('pages a search by opaque links until the end, without loss or repetition', async () => {
    for (const key of ['P1', 'P2', 'P3', 'P4', 'P5']) expect((await send('104', key)).status).toBe(201);
    const seen: unknown[] = [];
    let next: string | undefined = '/Observation?patient=Patient/pat1&_sort=date&_count=2';
    let pages = 0;
    while (next !== undefined) {
      const page: JsonObject = (await api.call('GET', next, TOKEN.ehr)).json;
      const entries = (page['entry'] ?? []) as readonly JsonObject[];
      expect(entries.length).toBeLessThanOrEqual(2);
      seen.push(...entries.map((e) => at(e, 'resource', 'id')));
      const links = page['link'] as readonly JsonObject[];
      next = links.find((l) => l['relation'] === 'next')?.['url'] as string | undefined;
      pages++;
    }
    expect(pages).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(fake.shelf.all('Observation').length);
  });

  test('narrows readings by identifier, code and date', async () => {
    await api.post('/Observation', TOKEN.gateway, api.resource(readingOf('150', 'D1', '2026-03-01T10:00:00+05:00')));
    const count = async (query: string) => {
      const answer = await api.call('GET', `/Observation?patient=pat1&${query}`, TOKEN.ehr);
      expect(answer.status).toBe(200);
      return ((answer.json['entry'] ?? []) as readonly unknown[]).length;
    };
    expect(await count('identifier=urn:example:meter-readings|D1')).toBe(1);
    expect(await count('identifier=urn:example:meter-readings|nobody')).toBe(0);
    expect(await count('date=ge2026-03-01T10:00:00%2B05:00&date=lt2026-03-01T05:00:01Z')).toBe(1);
    expect(await count('date=ge2026-03-01T10:00:00+05:00&date=lt2026-03-01T05:00:00Z')).toBe(0);
    expect(await count('date=lt2026-03-02T00:00:00Z&code=http://loinc.org|14743-9')).toBe(0);
    expect(await count('date=lt2026-03-02T00:00:00Z&code=http://loinc.org|41653-7,http://loinc.org|14743-9')).toBe(1);
    expect(await count('date=lt2026-03-02T00:00:00Z&code=http://loinc.org|1-2')).toBe(0);
  });

  test('files the entries of a batch one by one and answers in their order', async () => {
    const entry = (value: string, key: string) => ({
      resource: api.resource(readingOf(value, key)),
      request: { method: 'POST', url: 'Observation', ifNoneExist: `identifier=urn:example:meter-readings|${key}` },
    });
    const bad = { ...entry('1', 'B5'), request: { method: 'DELETE', url: 'Observation/obs1' } };
    const wrong = {
      ...entry('1', 'B6'),
      request: { method: 'POST', url: 'Observation', ifNoneExist: 'identifier=a|b' },
    };
    const broken = { resource: { resourceType: 'Observation' }, request: { method: 'POST', url: 'Observation' } };
    const answer = await api.post('', TOKEN.gateway, {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [entry('105', 'B1'), entry('999', 'B2'), entry('105', 'B1'), entry('666', 'B3'), broken, bad, wrong],
    });
    expect(answer.status).toBe(200);
    const statuses = (answer.json['entry'] as readonly JsonObject[]).map((e) => at(e, 'response', 'status'));
    expect(statuses).toEqual([
      '201 Created',
      '422 Unprocessable Entity',
      '200 OK',
      '500 Internal Server Error',
      '422 Unprocessable Entity',
      '405 Method Not Allowed',
      '422 Unprocessable Entity',
    ]);
    expect(at(answer.json, 'entry', 1, 'response', 'outcome', 'issue', 0, 'expression', 0)).toBe(
      'Bundle.entry[1].resource.code',
    );
    expect(answer.text).not.toContain('secret');
  });

  test('tells what became of each entry also to whoever wants no resources', async () => {
    const entry = [
      { resource: api.resource(readingOf('105', 'M1')), request: { method: 'POST', url: 'Observation' } },
      { resource: { resourceType: 'Observation' }, request: { method: 'POST', url: 'Observation' } },
    ];
    const body = { resourceType: 'Bundle', type: 'batch', entry };
    const answer = await api.call('POST', '', TOKEN.gateway, body, { prefer: 'return=minimal' });
    const statuses = (answer.json['entry'] as readonly JsonObject[]).map((e) => at(e, 'response', 'status'));
    expect(statuses).toEqual(['201 Created', '422 Unprocessable Entity']);
  });

  test('lets the entries of a batch take effect in the order of their times', async () => {
    const entry = (key: string, effective: string) => ({
      resource: api.resource(readingOf('111', key, effective)),
      request: { method: 'POST', url: 'Observation' },
    });
    const answer = await api.post('', TOKEN.gateway, {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        entry('O3', '2026-03-03T08:00:00Z'),
        entry('O1', '2026-03-03T09:00:00+05:00'),
        entry('O2', '2026-03-03T07:00:00Z'),
      ],
    });
    const locations = (answer.json['entry'] as readonly JsonObject[]).map((e) => String(at(e, 'response', 'location')));
    const ids = locations.map((l) => Number(/obs(\d+)\//.exec(l)?.[1]));
    const [third = 0, first = 0, second = 0] = ids;
    expect([first < second, second < third]).toEqual([true, true]);
  });

  test('refuses a transaction as a whole and names the entry', async () => {
    const entry = (value: string, key: string) => ({
      resource: api.resource(readingOf(value, key)),
      request: { method: 'POST', url: 'Observation' },
    });
    const before = fake.shelf.all('Observation').length;
    const unread = await api.post('', TOKEN.gateway, {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        entry('106', 'T1'),
        { ...entry('107', 'T2'), resource: { resourceType: 'Observation', status: 'final' } },
      ],
    });
    expect([unread.status, unread.refusal]).toEqual([422, 'missing-element']);
    expect(at(unread.json, 'issue', 0, 'expression', 0)).toBe('Bundle.entry[1].resource.code');
    expect(fake.shelf.all('Observation')).toHaveLength(before);
    const refused = await api.post('', TOKEN.gateway, {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [entry('110', 'T3'), entry('999', 'T6')],
    });
    expect([refused.status, refused.refusal]).toEqual([422, 'no-permission']);
    expect(at(refused.json, 'issue', 0, 'expression', 0)).toBe('Bundle.entry[1].resource.code');
    const done = await api.post('', TOKEN.gateway, {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [entry('108', 'T4'), entry('109', 'T5')],
    });
    expect(at(done.json, 'type')).toBe('transaction-response');
    expect(at(done.json, 'entry', 1, 'response', 'status')).toBe('201 Created');
  });

  test('shows an item, lets its owner see and finish it, and nothing else', async () => {
    await send('400', 'I1');
    const all = await api.call(
      'GET',
      '/Task?code=https://vitalproof.example/fhir/CodeSystem/item-kind%7C&_lastUpdated=ge2026-03-03T13:00:00Z&_sort=_lastUpdated&_count=200',
      TOKEN.ehr,
    );
    const task = at(all.json, 'entry', 0, 'resource') as JsonObject;
    expect(at(task, 'focus', 'reference')).toMatch(/^Observation\//);
    const put = (body: JsonObject, etag?: string) =>
      api.call(
        'PUT',
        `/Task/${String(task['id'])}`,
        TOKEN.clinician,
        body,
        etag === undefined ? {} : { 'if-match': etag },
      );
    const stale = await put({ ...task, status: 'received' }, 'W/"7"');
    expect([stale.status, stale.refusal]).toEqual([412, 'stale-version']);
    const changed = await put({ ...task, status: 'received', priority: 'routine' }, 'W/"1"');
    expect([changed.status, changed.refusal, at(changed.json, 'issue', 0, 'expression', 0)]).toEqual([
      422,
      'immutable',
      'Task.priority',
    ]);
    const cancelled = await put({ ...task, status: 'cancelled' }, 'W/"1"');
    expect([cancelled.status, cancelled.refusal]).toEqual([422, 'illegal-transition']);
    const seen = await put({ ...task, status: 'received' }, 'W/"1"');
    expect([seen.status, seen.headers.get('etag'), at(seen.json, 'status')]).toEqual([200, 'W/"2"', 'received']);
    const done = await put({ ...task, status: 'completed' });
    expect([done.status, at(done.json, 'status')]).toEqual([200, 'completed']);
    const filtered = await api.call('GET', '/Task?status=requested&patient=pat1', TOKEN.clinician);
    expect(filtered.json['entry']).toBeUndefined();
  });

  test('updates an order by PUT, guarded by its version, and never its key', async () => {
    const order = (await api.call('GET', '/ServiceRequest/ser1', TOKEN.ehr)).json;
    const path = '/ServiceRequest/ser1';
    const stale = await api.call('PUT', path, TOKEN.ehr, { ...order, status: 'on-hold' }, { 'if-match': 'W/"9"' });
    expect([stale.status, stale.refusal]).toEqual([412, 'stale-version']);
    const held = await api.call('PUT', path, TOKEN.ehr, { ...order, status: 'on-hold' }, { 'if-match': 'W/"1"' });
    expect([held.status, held.headers.get('etag')]).toEqual([200, 'W/"2"']);
    const renamed = await api.call('PUT', path, TOKEN.ehr, { ...order, identifier: [{ system: 'urn:a', value: 'b' }] });
    expect([renamed.status, renamed.refusal]).toEqual([422, 'immutable']);
    const misplaced = await api.call('PUT', path, TOKEN.ehr, { ...order, id: 'other' });
    expect([misplaced.status, misplaced.refusal]).toEqual([422, 'bad-value']);
    const unknown = await api.call('PUT', '/ServiceRequest/nobody', TOKEN.ehr, { ...order, id: 'nobody' });
    expect([unknown.status, unknown.refusal]).toEqual([404, 'order-unknown']);
    const byKey = await api.call(
      'GET',
      '/ServiceRequest?identifier=urn:example:ehr:placer|PLC-7001&status=on-hold',
      TOKEN.ehr,
    );
    expect(at(byKey.json, 'entry', 0, 'resource', 'id')).toBe('ser1');
    const none = await api.call(
      'GET',
      '/ServiceRequest?identifier=urn:example:ehr:placer|PLC-7001&status=draft',
      TOKEN.ehr,
    );
    expect(none.json['entry']).toBeUndefined();
  });

  test('withdraws a permission by PUT, not by POST', async () => {
    const consent = (await api.call('GET', '/Consent?patient=Patient/pat1', TOKEN.portal)).json;
    const stored = at(consent, 'entry', 0, 'resource') as JsonObject;
    const posted = await api.call('POST', '/Consent', TOKEN.portal, { ...stored, status: 'inactive' });
    expect([posted.status, posted.refusal]).toEqual([409, 'identifier-conflict']);
    const replay = await api.call('POST', '/Consent', TOKEN.portal, stored);
    expect(replay.status).toBe(200);
    const withdrawn = await api.call('PUT', `/Consent/${String(stored['id'])}`, TOKEN.portal, {
      ...stored,
      status: 'inactive',
    });
    expect([withdrawn.status, at(withdrawn.json, 'status')]).toEqual([200, 'inactive']);
  });

  test('carries a message to the patient unchanged', async () => {
    await send('400', 'M1');
    const text = 'Check again in 2 h & call if > 300.\n— ¡gracias! \u{1F44B}';
    const sent = await api.post('/Communication', TOKEN.clinician, {
      resourceType: 'Communication',
      identifier: [{ system: 'urn:example:ehr:message', value: 'MSG-1' }],
      status: 'completed',
      subject: { reference: 'Patient/pat1' },
      about: [{ reference: 'Task/tas1' }],
      sent: '2026-03-03T13:15:00-05:00',
      recipient: [{ reference: `${api.base}/Patient/pat1` }],
      sender: { reference: 'PractitionerRole/pra1' },
      payload: [{ contentString: text }],
    });
    expect(sent.status).toBe(201);
    const read = await api.call('GET', '/Communication?recipient=Patient/pat1', TOKEN.portal);
    expect(at(read.json, 'entry', 0, 'resource', 'payload', 0, 'contentString')).toBe(text);
  });

  test('moves the test clock forward only', async () => {
    const now = await api.call('GET', '/$test-clock?patient=pat1', TOKEN.clock);
    expect(at(now.json, 'parameter', 1, 'valueCode')).toBe('ready');
    expect((await api.post('/$test-clock-advance', TOKEN.clock, advanceTo('2026-03-05T13:05:12.000Z'))).status).toBe(
      200,
    );
    const back = await api.post('/$test-clock-advance', TOKEN.clock, advanceTo('2026-03-01T13:05:12.000Z'));
    expect([back.status, back.refusal]).toEqual([422, 'clock-backwards']);
  });

  test('says in /metadata exactly what is routed, without a token', async () => {
    const answer = await api.call('GET', '/metadata', undefined);
    expect(answer.status).toBe(200);
    const capability = readCapability(answer.json);
    const routes = interactionsOf(routesOf({ clockPort: true }));
    expect(capability).toEqual({ ok: true, value: { fhirVersion: '4.0.1', interactions: expect.anything() } });
    expect(new Set(capability.ok ? capability.value.interactions : [])).toEqual(new Set(routes));
    expect(capability.ok ? capability.value.interactions.length : 0).toBe(routes.length);
  });
});
