import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Identifier, type InboxItem, keyOf, type Order, type Reading } from '../../contract/domain/index.ts';
import { SYSTEM } from '../../contract/codes/canonical.ts';
import { searchset } from '../../contract/wire/fhir/bundle.ts';
import { decoding, resourceCursor } from '../../contract/wire/fhir/cursor.ts';
import { readBusinessKey } from '../../contract/wire/fhir/identifier.ts';
import { decodeReading, encodeFiledReading } from '../../contract/wire/fhir/observation.ts';
import { decodeOrder } from '../../contract/wire/fhir/order.ts';
import { encodeItem } from '../../contract/wire/fhir/task.ts';
import { encodeClock } from '../../contract/wire/fhir/parameters.ts';
import { type JsonObject, parseLossless, writeLossless } from '../../contract/wire/json/lossless.ts';

/** What goes wrong with one request: no answer, none for ever, a cut one, a page or nothing instead of JSON, an error,
 * an error that shows the caller's token. */
export type Mishap =
  | 'reset'
  | 'silence'
  | 'cut'
  | 'html'
  | 'empty'
  | 'patient'
  | '503'
  | '500'
  | '429'
  | '401'
  | '403'
  | 'redirect'
  | 'echo';

export interface FakeSut {
  readonly base: string;
  /** `METHOD path` of every request, in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

export interface FakeOptions {
  readonly mishap?: (method: string, path: string, body: string) => Mishap | undefined;
  /** Items a page of Task holds. */
  readonly pageSize?: number;
}

const bodyText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const answer = (
  response: ServerResponse,
  status: number,
  json: JsonObject,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'Content-Type': 'application/fhir+json', ...headers });
  response.end(writeLossless(json));
};

const fail = (request: IncomingMessage, response: ServerResponse, what: Mishap): void => {
  if (what === 'reset') request.socket.destroy();
  else if (what === 'silence') request.socket.setTimeout(0);
  else if (what === 'empty') response.writeHead(200).end();
  else if (what === 'patient') answer(response, 200, { resourceType: 'Patient', id: 'p1' });
  else if (what === '401' || what === '403' || what === '429' || what === '500')
    answer(response, Number(what), { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] });
  else if (what === 'html') response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Sign in</html>');
  else if (what === '503') response.writeHead(503).end('busy');
  else if (what === 'echo')
    answer(response, 400, {
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: 'login',
          diagnostics: `you sent ${request.headers.authorization?.replace('Bearer ', '') ?? ''}`,
        },
      ],
    });
  else if (what === 'redirect') response.writeHead(302, { Location: '/elsewhere' }).end();
  else {
    response.writeHead(201, { 'Content-Length': '1000' });
    response.write('{"resourceType":"Obs', () => request.socket.destroy());
  }
};

/**
 * A receiver that can do almost nothing: it keeps whatever is posted, and raises one item for every
 * reading above 180. Enough to drive a run, and to let single answers go wrong.
 */
export const startFakeSut = async ({ mishap, pageSize = 200 }: FakeOptions = {}): Promise<FakeSut> => {
  const stored = new Map<string, JsonObject>();
  const keys = new Map<string, Identifier>();
  const orders: Order[] = [];
  const requests: string[] = [];
  let count = 0;
  let stamp = 0;
  let base = '';

  const meta = (id: string) => ({ id, version: 1, lastUpdated: new Date(1_900_000_000_000 + stamp++).toISOString() });
  const find = (type: string, key: Identifier): string | undefined =>
    [...keys].find(([ref, k]) => ref.startsWith(`${type}/`) && keyOf(k) === keyOf(key))?.[0];
  const identifierOf = (reference: string): Identifier | undefined => keys.get(reference);
  const referenceTo = (type: string, key: Identifier): string =>
    (type === 'Recipient' ? (find('PractitionerRole', key) ?? find('CareTeam', key)) : find(type, key)) ?? `${type}/x`;
  const keep = (type: string, key: Identifier, make: (id: string) => JsonObject): string => {
    const reference = find(type, key) ?? `${type}/${type[0]?.toLowerCase()}${++count}`;
    keys.set(reference, key);
    stored.set(reference, make(reference.split('/')[1] ?? ''));
    return reference;
  };
  const raise = (reading: Reading): void => {
    const order = orders.find((o) => keyOf(o.patient) === keyOf(reading.patient));
    if (order === undefined || reading.result.kind !== 'value' || Number(reading.result.quantity.value) <= 180) return;
    const item: InboxItem = {
      identifier: { system: SYSTEM.item, value: `item-${reading.identifier.value}` },
      version: 1,
      kind: 'critical',
      status: 'new',
      patient: reading.patient,
      order: order.identifier,
      recipient: order.responsible,
      reading: reading.identifier,
      rule: 'limits',
      interpretation: ['HH'],
      history: [],
    };
    keep('Task', item.identifier, (id) => encodeItem(item, referenceTo, meta(id)));
  };
  const post = (type: string, json: JsonObject): string => {
    const read = decoding(() => readBusinessKey(resourceCursor(json, type)));
    if (!read.ok) throw new Error(`no identifier in ${type}`);
    if (type === 'ServiceRequest') {
      const order = decodeOrder(json, identifierOf);
      if (order.ok) orders.push(order.value);
    }
    if (type === 'Observation') {
      const reading = decodeReading(json, identifierOf);
      if (reading.ok) {
        const filed = { reading: reading.value, version: 1, interpretation: [], ranges: [], orders: [] };
        const reference = keep(type, read.value, (id) => encodeFiledReading(filed, referenceTo, meta(id)));
        raise(reading.value);
        return reference;
      }
    }
    return keep(type, read.value, (id) => ({
      ...json,
      id,
      meta: { versionId: '1', lastUpdated: meta(id).lastUpdated },
    }));
  };
  const search = (type: string, params: URLSearchParams): JsonObject => {
    const identifier = params.get('identifier');
    const patient = params.get('patient');
    const all = [...stored].filter(([ref]) => ref.startsWith(`${type}/`));
    const matching = all.filter(([ref, json]) => {
      const key = keys.get(ref);
      const about = JSON.stringify(json['subject'] ?? json['for'] ?? {});
      return (
        (identifier === null || (key !== undefined && keyOf(key) === identifier)) &&
        (patient === null || about.includes(`"${patient}"`))
      );
    });
    const from = Number(params.get('from') ?? 0);
    const page = matching.slice(from, from + pageSize).map(([, json]) => json);
    const rest = new URLSearchParams(params);
    rest.set('from', String(from + pageSize));
    const more = from + pageSize < matching.length;
    return searchset(base, page, { self: type, ...(more ? { next: `${base}/${type}?${rest.toString()}` } : {}) });
  };

  const serve = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const url = new URL(request.url ?? '/', 'http://fake');
    const path = url.pathname.replace('/fhir/', '');
    const method = request.method ?? '';
    requests.push(`${method} ${path}`);
    const wrong = mishap?.(method, path, body);
    if (wrong !== undefined) return fail(request, response, wrong);
    if (path === 'metadata')
      return answer(response, 200, { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest: [] });
    if (path === '$test-clock-advance')
      return answer(response, 200, encodeClock({ now: '2035-01-08T08:00:00Z', status: 'ready' }));
    const resource = stored.get(path);
    if (method === 'GET' && path.includes('/'))
      return resource === undefined
        ? answer(response, 404, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] })
        : answer(response, 200, resource, { ETag: 'W/"1"' });
    if (method === 'GET') return answer(response, 200, search(path, url.searchParams));
    const json = parseLossless(body) as JsonObject;
    const reference = method === 'POST' ? post(path, json) : path;
    if (method === 'PUT') stored.set(path, json);
    return answer(response, method === 'POST' ? 201 : 200, stored.get(reference) ?? {}, {
      ETag: 'W/"1"',
      Location: `${base}/${reference}/_history/1`,
    });
  };

  const server = createServer((request, response) => {
    void bodyText(request).then((body) => serve(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  return {
    base,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
