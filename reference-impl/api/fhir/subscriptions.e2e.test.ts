import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeItem } from '../../../contract/wire/fhir/task.ts';
import { readCapability } from '../../../contract/wire/fhir/capability.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import { type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { type Timing, TIMING } from '../../subscriptions/bounds.ts';
import { until } from '../../subscriptions/courier.test-helper.ts';
import { type Endpoint, startEndpoint } from '../../subscriptions/endpoint.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { deliverFrom } from './subscription-delivery.ts';
import { contentOf, filteredBy, heartbeatEvery, subscriptionTo } from './subscription.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

const NOW = Date.parse('2026-03-03T13:05:12Z');
const QUICK: Timing = { ...TIMING, firstPauseMs: 5, longestPauseMs: 20 };

const at = (json: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string | number, unknown> | undefined)?.[name], json);

/** Each number once, in the order they first came. */
const once = (numbers: readonly number[]): readonly number[] => numbers.filter((n, i) => numbers.indexOf(n) === i);

describe('subscriptions over HTTP', () => {
  let pipeline: Pipeline;
  let api: Seeded;
  let stop: () => Promise<void>;
  let endpoint: Endpoint;
  let count = 0;
  beforeEach(async () => {
    pipeline = createPipeline({ databasePath: newDatabase(), now: () => NOW, notificationTiming: QUICK });
    api = await startSeeded(pipeline);
    stop = pipeline.subscriptions.serve(deliverFrom(pipeline, api.base, () => NOW));
    endpoint = await startEndpoint();
  });
  afterEach(async () => {
    await stop();
    await api.close();
    await pipeline.close();
    await endpoint.goAway();
  });

  const get = async (path: string, token: string = TOKEN.ehr) => {
    const answer = await api.call('GET', path, token);
    if (answer.status === 200) expect(complaints(answer.json)).toEqual([]);
    return answer;
  };
  const statusOf = async (id: string, token?: string) =>
    String((await get(`/Subscription/${id}`, token)).json['status']);
  const untilStatus = async (id: string, wanted: string, token?: string): Promise<void> => {
    const givenUpMs = performance.now() + 10_000;
    // oxlint-disable-next-line no-await-in-loop -- asked again and again
    while ((await statusOf(id, token)) !== wanted)
      if (performance.now() > givenUpMs) throw new Error(`never ${wanted}`);
  };
  const subscribe = async (over: JsonObject = {}, channel: JsonObject = {}, url = endpoint.url): Promise<string> => {
    const made = await api.post('/Subscription', TOKEN.ehr, subscriptionTo(url, over, channel));
    expect([made.status, made.json['status']]).toEqual([201, 'requested']);
    expect(complaints(made.json)).toEqual([]);
    return String(made.json['id']);
  };
  const active = async (over: JsonObject = {}, channel: JsonObject = {}, url = endpoint.url): Promise<string> => {
    const id = await subscribe(over, channel, url);
    await untilStatus(id, 'active');
    return id;
  };
  const file = async (value = '305'): Promise<void> => {
    count += 1;
    const effective = `2026-03-03T07:${String(count % 60).padStart(2, '0')}:00-05:00`;
    expect(
      (await api.post('/Observation', TOKEN.gateway, api.resource(readingOf(value, `S${count}`, effective)))).status,
    ).toBe(201);
  };

  test('shakes hands, then sends each item with the headers that were asked for', async () => {
    const id = await active(filteredBy('Task?code=critical'));
    await file();
    await file('170');
    await file('54.5');
    await file('306');
    await until(() => endpoint.numbers().length === 2);
    expect(endpoint.arrivals.map((a) => [a.kind, a.numbers])).toEqual([
      ['handshake', []],
      ['event-notification', [1]],
      ['event-notification', [2]],
    ]);
    for (const { path, headers, bundle } of endpoint.arrivals) {
      expect([path, headers.authorization]).toEqual(['/notify/7f3a', 'Bearer n0nce']);
      expect(headers['content-type']).toBe('application/fhir+json; charset=utf-8');
      expect(complaints(bundle)).toEqual([]);
    }
    const task = at(endpoint.arrivals[1]?.bundle, 'entry', 1, 'resource') as JsonObject;
    const { identifierOf } = linksNow(pipeline, api.base);
    expect(decodeItem(task, identifierOf)).toMatchObject({ ok: true, value: { kind: 'critical', version: 1 } });
    expect(writeLossless(task)).toBe((await get(`/Task/${String(task['id'])}`)).text);
    const shown = await get(`/Subscription/${id}`);
    expect(shown.text).not.toContain('n0nce');
    expect(shown.headers.get('etag')).toBe('W/"2"');
  });

  test('tells the status, and any events again by their numbers', async () => {
    const id = await active();
    for (const value of ['301', '302', '303']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await file(value);
    }
    const status = await get(`/Subscription/${id}/$status`);
    const parameters = at(status.json, 'entry', 0, 'resource', 'parameter') as readonly JsonObject[];
    expect(parameters.map((p) => Object.values(p)[1])).toEqual([
      { reference: `Subscription/${id}` },
      'https://vitalproof.example/fhir/SubscriptionTopic/inbox-item',
      'active',
      'query-status',
      '3',
    ]);
    await until(() => endpoint.numbers().length === 3);
    const again = await get(`/Subscription/${id}/$events?eventsSinceNumber=2&eventsUntilNumber=3`);
    const tasks = (at(again.json, 'entry') as readonly JsonObject[]).slice(1);
    const sent = endpoint.arrivals.slice(2).map((a) => at(a.bundle, 'entry', 1));
    expect(tasks).toEqual(sent);
    const none = await get(`/Subscription/${id}/$events?eventsSinceNumber=4`);
    expect(at(none.json, 'entry')).toHaveLength(1);
    for (const query of [
      'eventsSinceNumber=x',
      'eventsSinceNumber=-1',
      'since=1',
      `eventsUntilNumber=${'9'.repeat(16)}`,
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const refused = await get(`/Subscription/${id}/$events?${query}`);
      expect([query, refused.status, refused.refusal]).toEqual([query, 400, 'unsupported-parameter']);
    }
  });

  test('shows an item as it was at each event', async () => {
    const id = await active();
    await file();
    const task = (await get('/Task')).json;
    const resource = at(task, 'entry', 0, 'resource') as JsonObject;
    const seen = await api.call('PUT', `/Task/${String(resource['id'])}`, TOKEN.clinician, {
      ...resource,
      status: 'received',
    });
    expect(seen.status).toBe(200);
    const events = (await get(`/Subscription/${id}/$events`)).json;
    const entries = (at(events, 'entry') as readonly JsonObject[]).slice(1);
    expect(entries.map((e) => [at(e, 'request', 'method'), at(e, 'resource', 'status')])).toEqual([
      ['POST', 'requested'],
      ['PUT', 'received'],
    ]);
  });

  test.each<[string, number]>([
    ['id-only', 2],
    ['empty', 1],
  ])('sends no item where %s was asked for', async (content, entries) => {
    await active({}, contentOf(content));
    await file();
    await until(() => endpoint.numbers().length === 1);
    const bundle = endpoint.arrivals[1]?.bundle;
    expect(complaints(bundle ?? {})).toEqual([]);
    expect(at(bundle, 'entry')).toHaveLength(entries);
    expect(JSON.stringify(bundle)).not.toContain('Patient/');
  });

  test('gives up a handshake that is refused, says why, and takes it up again when asked', async () => {
    endpoint.manner = 500;
    const id = await subscribe();
    await untilStatus(id, 'error');
    expect(endpoint.arrivals.map((a) => a.kind)).toEqual(['handshake', 'handshake', 'handshake']);
    const shown = (await get(`/Subscription/${id}`)).json;
    expect(shown['error']).toBe('the endpoint answered 500');
    endpoint.manner = 204;
    const { error: _cause, ...asked } = shown;
    const put = await api.call('PUT', `/Subscription/${id}`, TOKEN.ehr, { ...asked, status: 'active' });
    expect([put.status, put.json['status']]).toEqual([200, 'requested']);
    await untilStatus(id, 'active');
    expect(endpoint.arrivals.at(-1)?.headers.authorization).toBe('Bearer n0nce');
  });

  test('says of an endpoint where nobody listens that it cannot be reached', async () => {
    await endpoint.goAway();
    const id = await subscribe();
    await untilStatus(id, 'error');
    expect((await get(`/Subscription/${id}`)).json['error']).toBe('the endpoint could not be reached: ECONNREFUSED');
  });

  test('takes the scheme of an endpoint as it is meant, however it is written', async () => {
    await endpoint.goAway();
    const id = await subscribe({}, {}, endpoint.url.replace('http:', 'HTTPS:'));
    await untilStatus(id, 'error');
    expect((await get(`/Subscription/${id}`)).json['error']).toBe('the endpoint could not be reached: ECONNREFUSED');
  });

  test('keeps what an endpoint misses, and sends it in order once it is back', async () => {
    const id = await active();
    await file();
    await until(() => endpoint.numbers().length === 1);
    await endpoint.goAway();
    for (let i = 0; i < 4; i += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await file();
    }
    await untilStatus(id, 'error');
    await file();
    await endpoint.comeBack();
    await until(() => endpoint.numbers().includes(6));
    expect(endpoint.numbers()).toEqual([1, 2, 3, 4, 5, 6]);
    await untilStatus(id, 'active');
  });

  test('sends again what was answered 500, with the same number', async () => {
    const id = await active();
    endpoint.manner = 500;
    await file();
    await file();
    await untilStatus(id, 'error');
    endpoint.manner = 200;
    await until(() => endpoint.numbers().includes(2));
    const numbers = endpoint.numbers();
    expect(once(numbers)).toEqual([1, 2]);
    expect(numbers.filter((n) => n === 1).length).toBeGreaterThanOrEqual(5);
    expect(numbers.filter((n) => n === 2)).toHaveLength(1);
  });

  test('does not wait for ever, and an endpoint that hangs holds up neither readings nor another subscription', async () => {
    const swift = await startEndpoint();
    const hung = await active();
    const other = await active({ reason: 'swift' }, {}, swift.url);
    await stop();
    stop = pipeline.subscriptions.serve(deliverFrom(pipeline, api.base, () => NOW, 150));
    endpoint.manner = 'hang';
    for (let i = 0; i < 10; i += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await file();
    }
    await until(() => swift.numbers().includes(10));
    expect(new Set(endpoint.numbers())).toEqual(new Set([1]));
    await untilStatus(hung, 'error');
    expect((await get(`/Subscription/${hung}`)).json['error']).toBe('the endpoint gave no answer within 150 ms');
    expect(await statusOf(other)).toBe('active');
    await swift.goAway();
  });

  test('follows no redirect', async () => {
    const elsewhere = await startEndpoint();
    endpoint.manner = 307;
    endpoint.answerHeaders = { location: elsewhere.url };
    const id = await subscribe();
    await untilStatus(id, 'error');
    expect((await get(`/Subscription/${id}`)).json['error']).toBe('the endpoint answered 307');
    expect(elsewhere.arrivals).toEqual([]);
    await elsewhere.goAway();
  });

  test('beats when there is nothing to say', async () => {
    await active({}, heartbeatEvery('1'));
    await until(() => endpoint.arrivals.length === 2);
    expect(endpoint.arrivals.map((a) => a.kind)).toEqual(['handshake', 'heartbeat']);
    expect(complaints(endpoint.arrivals[1]?.bundle ?? {})).toEqual([]);
  });

  test('is ended by DELETE, and by status off', async () => {
    const id = await active();
    const stale = await api.call('DELETE', `/Subscription/${id}`, TOKEN.ehr, undefined, { 'if-match': 'W/"1"' });
    expect([stale.status, stale.refusal]).toEqual([412, 'stale-version']);
    const gone = await api.call('DELETE', `/Subscription/${id}`, TOKEN.ehr);
    expect([gone.status, gone.text, gone.headers.get('content-length')]).toEqual([204, '', null]);
    expect((await api.call('DELETE', `/Subscription/${id}`, TOKEN.ehr)).status).toBe(204);
    expect((await get(`/Subscription/${id}`)).refusal).toBe('not-found');
    expect((await get(`/Subscription/${id}/$status`)).status).toBe(404);
    const second = await active();
    const off = await api.call(
      'PUT',
      `/Subscription/${second}`,
      TOKEN.ehr,
      subscriptionTo(endpoint.url, { status: 'off' }),
    );
    expect([off.status, off.json['status']]).toEqual([200, 'off']);
    await file();
    expect(at((await get(`/Subscription/${second}/$events`)).json, 'entry')).toHaveLength(1);
    expect(endpoint.numbers()).toEqual([]);
  });

  test('asked for again is answered 200 with the same place', async () => {
    const first = await active();
    const again = await api.post('/Subscription', TOKEN.ehr, subscriptionTo(endpoint.url));
    expect([again.status, again.json['id'], again.headers.get('location')]).toEqual([
      200,
      first,
      `${api.base}/Subscription/${first}/_history/2`,
    ]);
  });

  test.each<[string, JsonObject, JsonObject, number, string, string]>([
    ['another topic', { criteria: 'https://other.example/topic' }, {}, 422, 'bad-value', 'Subscription.criteria'],
    [
      'an unknown filter',
      filteredBy('Task?priority=stat'),
      {},
      422,
      'bad-value',
      'Subscription.criteria.extension[0].valueString',
    ],
    ['another channel', {}, { type: 'websocket' }, 422, 'bad-value', 'Subscription.channel.type'],
    ['another content', {}, contentOf('all'), 422, 'bad-value', 'Subscription.channel.payload.extension[0].valueCode'],
    ['another header', {}, { header: ['Host: x'] }, 422, 'bad-value', 'Subscription.channel.header[0]'],
    ['an endpoint elsewhere', {}, { endpoint: 'http://10.0.0.1/' }, 422, 'bad-value', 'Subscription.channel.endpoint'],
    ['an end that has passed', { end: '2026-03-03T13:05:12Z' }, {}, 422, 'bad-value', 'Subscription.end'],
  ])('refuses %s with its place, and audits it', async (_title, over, channel, status, code, place) => {
    const refused = await api.post('/Subscription', TOKEN.ehr, subscriptionTo(endpoint.url, over, channel));
    expect([refused.status, refused.refusal]).toEqual([status, code]);
    expect(at(refused.json, 'issue', 0, 'expression', 0)).toBe(place);
    const audit = await get(
      `/AuditEvent?subtype=https://vitalproof.example/fhir/CodeSystem/refusal%7C${code}`,
      TOKEN.auditor,
    );
    const [event] = (at(audit.json, 'entry') ?? []) as readonly JsonObject[];
    expect(JSON.stringify(at(event, 'resource', 'subtype'))).toContain('"subscription"');
    expect(audit.text).not.toContain('n0nce');
    expect(endpoint.arrivals).toEqual([]);
  });

  test('lets a clinician hear of their own items, and nobody else but the hospital have any', async () => {
    const own = await api.post('/Subscription', TOKEN.clinician, subscriptionTo(endpoint.url));
    expect(own.status).toBe(201);
    await untilStatus(String(own.json['id']), 'active', TOKEN.clinician);
    await file();
    await until(() => endpoint.numbers().length === 1);
    expect((await get(`/Subscription/${String(own.json['id'])}`)).refusal).toBe('not-found');
    for (const token of [TOKEN.portal, TOKEN.gateway, TOKEN.auditor, TOKEN.clock]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const refused = await api.post('/Subscription', token, subscriptionTo(endpoint.url));
      expect([refused.status, refused.refusal]).toEqual([403, 'scope']);
    }
    expect((await api.call('GET', '/Subscription', TOKEN.ehr)).status).toBe(405);
  });

  test('is in /metadata to the last operation', async () => {
    const answer = await get('/metadata', '');
    const capability = readCapability(answer.json);
    const listed = capability.ok ? capability.value.interactions.filter((i) => i.startsWith('Subscription')) : [];
    expect(listed.map((i) => i.replace('Subscription.', ''))).toEqual([
      'create',
      'read',
      'update',
      'delete',
      '$status',
      '$events',
    ]);
    const resources = at(answer.json, 'rest', 0, 'resource') as readonly JsonObject[];
    expect(resources.find((r) => r['type'] === 'Subscription')).toMatchObject({
      supportedProfile: ['http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription'],
      operation: [
        { name: 'status', definition: expect.stringContaining('/backport-subscription-status') },
        { name: 'events', definition: expect.stringContaining('/backport-subscription-events') },
      ],
    });
  });
});
