import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import { readOperationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import { tokenFor } from './client.test-helper.ts';
import { fakePipeline } from './fake-pipeline.test-helper.ts';
import type { Route } from './route.ts';
import { routesOf } from './routes.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';

const ROUTES = routesOf({ clockPort: true });
const pathOf = (route: Route): string => (route.path === '/' ? '' : route.path.replace(':id', 'x1'));

/** R4's name for the parameter or header that is at fault. */
const locationOf = ({ issue }: JsonObject): unknown =>
  (issue as readonly [{ readonly location?: readonly string[] }] | undefined)?.[0].location?.[0];

describe('what the FHIR surface refuses', () => {
  const fake = fakePipeline();
  const reported: unknown[] = [];
  let api: Seeded;
  beforeAll(async () => {
    api = await startSeeded(fake.pipeline, { maxBodyBytes: 20_000, report: (e) => void reported.push(e) });
  });
  afterAll(() => api.close());
  beforeEach(() => void (fake.audited.length = 0));

  test('a token that is worth nothing, or nothing any more, is named so that a client gets another', async () => {
    for (const [token, refusal] of [
      ['nonsense', 'unauthenticated'],
      [tokenFor('ehr', undefined, 1), 'token-expired'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await api.call('GET', '/Patient?identifier=x%7Cy', token);
      expect([answer.status, answer.refusal, answer.headers.get('www-authenticate')]).toEqual([
        401,
        refusal,
        'Bearer error="invalid_token"',
      ]);
    }
  });

  describe.each(ROUTES.map((route) => [route.name, route] as const))('%s', (_name, route) => {
    const body = route.method === 'GET' ? undefined : {};
    test('needs a token', async () => {
      const none = await api.call(route.method, pathOf(route), undefined, body);
      expect([none.status, none.refusal, none.headers.get('www-authenticate')]).toEqual([
        401,
        'unauthenticated',
        'Bearer',
      ]);
      expect(fake.audited).toEqual([expect.objectContaining({ refusal: 'unauthenticated', who: 'unknown' })]);
    });
    test('is open to its roles and to no other', async () => {
      for (const [role, token] of Object.entries(TOKEN)) {
        // oxlint-disable-next-line no-await-in-loop
        const answer = await api.call(route.method, pathOf(route), token, body);
        if ((route.roles as readonly string[]).includes(role)) expect(answer.refusal).not.toBe('scope');
        else expect([role, answer.status, answer.refusal]).toEqual([role, 403, 'scope']);
      }
    });
  });

  test.each([
    ['forged', `${TOKEN.ehr.slice(0, -3)}AAA`, 'unauthenticated'],
    ['expired', tokenFor('ehr', undefined, 1), 'token-expired'],
    ['of a clinician who is nobody', tokenFor('clinician'), 'unauthenticated'],
  ])('a token that is %s', async (_title, token, refusal) => {
    const answer = await api.call('GET', '/Patient/pat1', token);
    expect([answer.status, answer.refusal]).toEqual([401, refusal]);
  });

  test.each([
    ['DELETE', '/Observation/obs1', 'GET, PUT'],
    ['PUT', '/Patient/pat1', 'GET'],
    ['PUT', '/Observation/obs1/_history/1', 'GET'],
    ['PATCH', '/Task/tas1', 'GET, PUT'],
    ['OPTIONS', '/Task/tas1', 'GET, PUT'],
    ['GET', '/Task/tas1/_history', ''],
    ['GET', '/Encounter', ''],
    ['POST', '/metadata', 'GET'],
    ['OPTIONS', '/metadata', 'GET'],
    ['PUT', '/%24test-clock', 'GET, POST'],
    ['GET', '/observation', ''],
  ])('%s %s is not offered', async (method, path, allow) => {
    const answer = await api.call(method, path, TOKEN.ehr);
    expect([answer.status, answer.refusal, answer.headers.get('allow')]).toEqual([
      405,
      'unsupported-interaction',
      allow,
    ]);
  });

  test('a path outside /fhir is not found', async () => {
    const answer = await api.call('GET', api.base.replace('/fhir', '/other'), TOKEN.ehr);
    expect([answer.status, answer.refusal]).toEqual([404, 'not-found']);
  });

  test.each([
    '/Observation?patient=pat1&value-quantity=7',
    '/Observation?patient=pat1&patient=pat2',
    '/Observation?patient=pat1&date=2026-03-01',
    '/Observation?patient=pat1&date=ge2026-03-01',
    '/Observation?patient=pat1&_count=0',
    '/Observation?patient=pat1&_sort=-date',
    '/Observation?patient=pat1&_format=xml',
    '/Observation',
    '/Task?_lastUpdated=gt2026-03-01T00:00:00Z',
    '/Task?code=critical,abnormal',
    '/Task?status=draft',
    '/Task?patient:missing=true',
    '/ServiceRequest',
    '/ServiceRequest?patient=pat1&status=paused',
    '/Consent',
    '/Patient?identifier=MRN1001',
    '/Patient/pat1?_elements=name',
    '/metadata?_format=xml',
    '/metadata?mode=terminology',
    '/metadata?_summary=true',
    '/Observation?patient=',
    '/Observation?patient=pat1&code=',
    '/Observation?patient=pat1&date=ge2026-02-30T00:00:00Z',
    '/Observation?patient=Patient/pat1,Patient/pat2',
    '/Observation?identifier=urn:x%7Ca,urn:x%7Cb',
    '/Patient?identifier=urn:x%7Ca,urn:x%7Cb',
    '/Task?_lastUpdated=ge2026-02-30T00:00:00Z',
    '/Task?owner=PractitionerRole/a,PractitionerRole/b',
    '/Communication?recipient=Patient/pat1,Patient/pat2',
  ])('%s asks for what is not offered', async (path) => {
    const answer = await api.call('GET', path, TOKEN.ehr);
    expect([answer.status, answer.refusal]).toEqual([400, 'unsupported-parameter']);
    const asked = [...new URL(path, api.base).searchParams.keys(), 'patient'];
    expect(asked.map((name) => `http.${name}`)).toContain(locationOf(answer.json));
  });

  test.each<[string, string, string, Record<string, string>, string]>([
    ['the token', 'GET', 'nobody', {}, 'http.authorization'],
    ['its role', 'GET', TOKEN.clock, {}, 'http.authorization'],
    ['what is accepted', 'GET', TOKEN.ehr, { accept: 'text/html' }, 'http.accept'],
    ['the type of the body', 'POST', TOKEN.gateway, { 'content-type': 'text/plain' }, 'http.content-type'],
    ['its coding', 'POST', TOKEN.gateway, { 'content-encoding': 'gzip' }, 'http.content-encoding'],
    ['a condition that is not kept', 'POST', TOKEN.gateway, { 'if-none-match': '*' }, 'http.if-none-match'],
    ['an unusable condition', 'POST', TOKEN.gateway, { 'if-none-exist': 'name=x' }, 'http.if-none-exist'],
  ])('a refusal for %s says where', async (_what, method, token, headers, location) => {
    const path = method === 'GET' ? '/Observation?patient=Patient/pat1' : '/Observation';
    const answer = await api.call(method, path, token, method === 'GET' ? undefined : '{}', headers);
    expect([answer.status >= 400, locationOf(answer.json)]).toEqual([true, location]);
  });

  test('a version that is none says where', async () => {
    const answer = await api.call('PUT', '/Observation/x1', TOKEN.gateway, good(), { 'if-match': '7' });
    expect([answer.status, answer.refusal, locationOf(answer.json)]).toEqual([412, 'stale-version', 'http.if-match']);
  });

  const good = (): JsonObject => api.resource(readingOf('100', 'R1'));
  test.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number, string]>([
    ['no JSON', '{"resourceType":', {}, 400, 'malformed'],
    ['no object', '[]', {}, 400, 'malformed'],
    ['brackets in a text', `{"resourceType":"Observation","status":"${'[{\\"'.repeat(70)}"}`, {}, 422, 'bad-value'],
    ['a locale comma', '{"resourceType":"Observation","valueQuantity":{"value":7,0}}', {}, 400, 'malformed'],
    ['NaN', '{"resourceType":"Observation","valueQuantity":{"value":NaN}}', {}, 400, 'malformed'],
    ['an endless nest', '['.repeat(5000), {}, 400, 'malformed'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), {}, 400, 'charset'],
    ['too much', `{"a":"${'x'.repeat(20_000)}"}`, {}, 413, 'too-large'],
    ['XML', '<Observation/>', { 'content-type': 'application/fhir+xml' }, 415, 'unsupported-media-type'],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 415, 'unsupported-media-type'],
    ['a content coding', '{}', { 'content-encoding': 'gzip' }, 415, 'unsupported-media-type'],
    ['another type', '{"resourceType":"Patient"}', {}, 400, 'malformed'],
    ['an unusable condition', '{}', { 'if-none-exist': 'name=x' }, 400, 'unsupported-parameter'],
  ])('a body with %s', async (_title, body, headers, status, refusal) => {
    const answer = await api.call('POST', '/Observation', TOKEN.gateway, body, headers);
    expect([answer.status, answer.refusal]).toEqual([status, refusal]);
    expect(fake.audited).toEqual([
      expect.objectContaining({ subject: 'reading', action: 'create', refusal, who: 'vp-gateway' }),
    ]);
  });

  test.each([
    [63, 201],
    [64, 400],
  ])('an element of %i levels is answered %i', async (levels, status) => {
    const nested = `"text":${'['.repeat(levels)}${']'.repeat(levels)}`;
    const text = writeLossless(api.resource(readingOf('100', `NEST-${levels}`))).replace('{', `{${nested},`);
    expect((await api.call('POST', '/Observation', TOKEN.gateway, text)).status).toBe(status);
  });

  test('too much is refused while it is still being sent, without a length', async () => {
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(8192))),
    });
    const response = await fetch(`${api.base}/Observation`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN.gateway}`, 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit).catch((error: unknown) => error);
    // The client may see the answer or the closed connection first; the server must have refused either way.
    if (response instanceof Response) {
      expect(response.status).toBe(413);
      expect(response.headers.get('connection')).toBe('close');
    }
    await expect.poll(() => fake.audited.map((e) => e.refusal)).toEqual(['too-large']);
  });

  test.each<[string, string, string | undefined, number]>([
    ['GET', '/metadata', undefined, 200],
    ['GET', '/Patient/pat1', TOKEN.ehr, 200],
    ['POST', '/Observation', TOKEN.gateway, 201],
  ])('%s %s for a client that reads no JSON is 406, and nothing is done', async (method, path, token, status) => {
    const call = (accept: string, query = '') => {
      const body = method === 'POST' ? api.resource(readingOf('100', 'R9')) : undefined;
      return api.call(method, `${path}${query}`, token, body, { accept });
    };
    const answer = await call('application/fhir+xml');
    expect([answer.status, answer.refusal]).toEqual([406, 'not-acceptable']);
    expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(fake.audited).toMatchObject([{ outcome: 'refused', refusal: 'not-acceptable' }]);
    expect((await call('text/html', '?_format=xml')).refusal).toBe('unsupported-parameter');
    expect((await call('application/fhir+xml, */*;q=0.1')).status).toBe(status);
    const instead = await call('text/html', '?_format=application/fhir%2Bjson');
    expect(instead.status).toBe(method === 'POST' ? 200 : status);
  });

  test('a reading that cannot be read is audited with its patient and its key', async () => {
    const body = { ...good(), effectiveDateTime: '2026-03-03T07:59:00' };
    const answer = await api.call('POST', '/Observation', TOKEN.gateway, body);
    expect([answer.status, answer.refusal]).toEqual([422, 'time-without-offset']);
    expect(fake.audited).toEqual([
      {
        subject: 'reading',
        action: 'create',
        outcome: 'refused',
        refusal: 'time-without-offset',
        who: 'vp-gateway',
        patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
        entity: { system: 'urn:example:meter-readings', value: 'R1' },
      },
    ]);
  });

  test.each([
    ['POST', '/Observation', 'if-match', 'W/"1"'],
    ['POST', '/Observation', 'if-none-match', '*'],
    ['PUT', '/Observation/obs1', 'if-none-match', '*'],
    ['PUT', '/Observation/obs1', 'if-unmodified-since', 'Sat, 01 Jan 2000 00:00:00 GMT'],
    ['PUT', '/Observation?identifier=urn:x%7CR1', 'if-modified-since', 'Sat, 01 Jan 2000 00:00:00 GMT'],
  ])('a condition that is not kept is not passed over: %s %s, %s', async (method, path, name, value) => {
    const answer = await api.call(method, path, TOKEN.gateway, good(), { [name]: value });
    expect([answer.status, answer.refusal]).toEqual([405, 'unsupported-interaction']);
  });

  test('what the pipeline refuses is answered by its code and not audited twice', async () => {
    const answer = await api.call('POST', '/Observation', TOKEN.gateway, api.resource(readingOf('999', 'R2')));
    expect([answer.status, answer.refusal]).toEqual([422, 'no-permission']);
    expect(fake.audited).toEqual([]);
  });

  test('a failure inside is a 500 that tells nothing', async () => {
    const answer = await api.call('POST', '/Observation', TOKEN.gateway, api.resource(readingOf('666', 'R3')));
    expect(answer.status).toBe(500);
    expect(readOperationOutcome(answer.json)).toEqual({ text: 'Internal error' });
    expect(answer.text).not.toMatch(/secret|at .*\.ts/);
    expect(reported).toEqual([expect.objectContaining({ message: 'secret of the fake' })]);
  });

  test('more than 500 entries are too many', async () => {
    const roomy = await startSeeded(fakePipeline().pipeline);
    const entry = { resource: { resourceType: 'Observation' }, request: { method: 'POST', url: 'Observation' } };
    const answer = await roomy.post('', TOKEN.gateway, {
      resourceType: 'Bundle',
      type: 'batch',
      entry: Array.from({ length: 501 }, () => entry),
    });
    expect([answer.status, answer.refusal]).toEqual([413, 'too-large']);
    await roomy.close();
  });

  test('without a clock port the clock is not offered', async () => {
    const clockless = await startSeeded(fakePipeline().pipeline, { clockPort: false });
    const answer = await clockless.call('GET', '/$test-clock', TOKEN.clock);
    expect([answer.status, answer.refusal]).toEqual([405, 'unsupported-interaction']);
    expect((await clockless.call('GET', '/metadata', undefined)).text).not.toContain('test-clock');
    await clockless.close();
  });

  test('no header betrays the software, and a broken path is explained', async () => {
    const answer = await api.call('GET', '/Patient/%ff', TOKEN.ehr);
    expect([answer.status, answer.refusal]).toEqual([400, 'malformed']);
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  test.each(['/Observation?patient=%ff', '/ServiceRequest?identifier=urn:x%7CPJ%zz', '/metadata?mode=%c3'])(
    'a broken query finds nothing, and says why: %s',
    async (path) => {
      const answer = await api.call('GET', path, TOKEN.ehr);
      expect([answer.status, answer.refusal]).toEqual([400, 'malformed']);
    },
  );

  test('the name of an operation may be percent-encoded, as some clients do; what is asked of it stays as it is', async () => {
    const [plain, encoded] = [
      await api.call('GET', '/$test-clock', TOKEN.clock),
      await api.call('GET', '/%24test-clock', TOKEN.clock),
    ];
    expect([encoded.status, encoded.text]).toEqual([plain.status, plain.text]);
    expect(plain.status).toBe(200);
    const other = await api.call('GET', '/Observation?identifier=%24test-clock%7C1', TOKEN.ehr);
    expect(other.status).toBe(200);
  });

  test('what expects something of HTTP that is not offered is told so, and audited', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const head = `POST /fhir/Observation HTTP/1.1\r\nHost: x\r\nExpect: nothing\r\nContent-Length: 2\r\n\r\n{}`;
      const socket = connect(api.port, '127.0.0.1', () => socket.end(head));
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString('utf8')));
      socket.on('close', () => resolve(received));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain('Expect: only 100-continue');
    expect(fake.audited).toEqual([expect.objectContaining({ refusal: 'malformed', who: 'unknown' })]);
  });

  test('what is no HTTP at all gets an OperationOutcome and the door', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(api.port, '127.0.0.1', () => socket.write('MSH|^~\\&|EHR|\r\n\r\n'));
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString('utf8')));
      socket.on('close', () => resolve(received));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain('"code":"malformed"');
  });
});
