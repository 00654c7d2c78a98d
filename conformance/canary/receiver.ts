import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SYSTEM } from '../../contract/codes/canonical.ts';
import { type Identifier, type InboxItem, keyOf, type Order, type Reading } from '../../contract/domain/index.ts';
import { searchset } from '../../contract/wire/fhir/bundle.ts';
import { decoding, resourceCursor } from '../../contract/wire/fhir/cursor.ts';
import { readBusinessKey } from '../../contract/wire/fhir/identifier.ts';
import { decodeReading, encodeFiledReading } from '../../contract/wire/fhir/observation.ts';
import { decodeOrder } from '../../contract/wire/fhir/order.ts';
import { encodeClock } from '../../contract/wire/fhir/parameters.ts';
import { encodeItem } from '../../contract/wire/fhir/task.ts';
import { type JsonObject, parseLossless, writeLossless } from '../../contract/wire/json/lossless.ts';
import type { CanaryDefect } from './defects.ts';
import { CODE, crossedBy, itemOf } from './evaluate.ts';

/** A canary's receiver while it listens. */
export interface CanaryReceiver {
  readonly base: string;
  close(): Promise<void>;
}

/** A request of a canary's scenario is about 3 kB. */
const MOST_BYTES = 64 * 1024;
/** What it says was written last: a stamp later each time, so that searches by it find everything. */
const FIRST_STAMP_MS = 1_900_000_000_000;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) throw new RangeError('more than a canary is ever sent');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const send = (
  response: ServerResponse,
  status: number,
  json: JsonObject,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers });
  response.end(writeLossless(json));
};

/** What it keeps: resources by reference, their keys, and the orders. */
class Shelf {
  readonly orders: Order[] = [];
  readonly recipients: Identifier[] = [];
  readonly #stored = new Map<string, JsonObject>();
  readonly #keys = new Map<string, Identifier>();
  #stamps = 0;

  meta(id: string): { id: string; version: number; lastUpdated: string } {
    return { id, version: 1, lastUpdated: new Date(FIRST_STAMP_MS + this.#stamps++).toISOString() };
  }

  identifierOf(reference: string): Identifier | undefined {
    return this.#keys.get(reference);
  }

  referenceTo(type: string, key: Identifier): string {
    const types = type === 'Recipient' ? ['PractitionerRole', 'CareTeam'] : [type];
    return (
      [...this.#keys].find(([ref, k]) => types.some((t) => ref.startsWith(`${t}/`)) && keyOf(k) === keyOf(key))?.[0] ??
      `${type}/none`
    );
  }

  keep(type: string, key: Identifier, make: (id: string) => JsonObject): string {
    const known = this.referenceTo(type, key);
    const reference = known.endsWith('/none') ? `${type}/${type.toLowerCase()}-${this.#keys.size + 1}` : known;
    this.#keys.set(reference, key);
    this.#stored.set(reference, make(reference.slice(type.length + 1)));
    return reference;
  }

  get(reference: string): JsonObject | undefined {
    return this.#stored.get(reference);
  }

  find(type: string, query: URLSearchParams): readonly JsonObject[] {
    const [identifier, patient] = [query.get('identifier'), query.get('patient')];
    return [...this.#stored].flatMap(([reference, json]) => {
      const key = this.#keys.get(reference);
      const about = JSON.stringify(json['subject'] ?? json['for'] ?? {});
      const isIt =
        reference.startsWith(`${type}/`) &&
        (identifier === null || (key !== undefined && keyOf(key) === identifier)) &&
        (patient === null || about.includes(`"${patient}"`));
      return isIt ? [json] : [];
    });
  }
}

const raise = (
  shelf: Shelf,
  reading: Reading,
  { raises, says = (item) => item }: Pick<CanaryDefect, 'raises' | 'says'>,
): void => {
  for (const order of shelf.orders.filter((o) => keyOf(o.patient) === keyOf(reading.patient))) {
    const crossed = raises(crossedBy(reading, order));
    if (crossed === undefined) continue;
    const sound: InboxItem = itemOf(reading, order, crossed, {
      system: SYSTEM.item,
      value: `canary-${reading.identifier.value}`,
    });
    const isSentinel = crossed.tier === 'critical';
    const others = shelf.recipients.filter((r) => keyOf(r) !== keyOf(order.responsible));
    const item = isSentinel ? sound : says(sound, others);
    shelf.keep('Task', item.identifier, (id) =>
      encodeItem(item, (t, key) => shelf.referenceTo(t, key), shelf.meta(id)),
    );
  }
};

const post = (shelf: Shelf, type: string, json: JsonObject, defect: Pick<CanaryDefect, 'raises' | 'says'>): string => {
  const key = decoding(() => readBusinessKey(resourceCursor(json, type)));
  if (!key.ok) throw new RangeError(`no identifier in ${type}`);
  const identifierOf = (reference: string): Identifier | undefined => shelf.identifierOf(reference);
  if (type === 'PractitionerRole' || type === 'CareTeam') shelf.recipients.push(key.value);
  if (type === 'ServiceRequest') {
    const order = decodeOrder(json, identifierOf);
    if (order.ok) shelf.orders.push(order.value);
  }
  const reading = type === 'Observation' ? decodeReading(json, identifierOf) : undefined;
  if (reading?.ok !== true)
    return shelf.keep(type, key.value, (id) => {
      const { version, lastUpdated } = shelf.meta(id);
      return { ...json, id, meta: { versionId: String(version), lastUpdated } };
    });
  const order = shelf.orders.find((o) => keyOf(o.patient) === keyOf(reading.value.patient));
  const crossed = order === undefined ? undefined : defect.raises(crossedBy(reading.value, order));
  const interpretation = [crossed === undefined ? ('N' as const) : CODE[crossed.tier][crossed.side]];
  const filed = { reading: reading.value, version: 1, interpretation, ranges: [], orders: [] };
  const reference = shelf.keep(type, key.value, (id) =>
    encodeFiledReading(filed, (t, k) => shelf.referenceTo(t, k), shelf.meta(id)),
  );
  raise(shelf, reading.value, defect);
  return reference;
};

/**
 * A receiver on loopback that can do just what a canary's scenario asks, with a known defect. It shares nothing with the
 * reference but the codecs of the wire, and knows no rule but two limits.
 */
export const startReceiver = async (defect: Pick<CanaryDefect, 'raises' | 'says'>): Promise<CanaryReceiver> => {
  const shelf = new Shelf();
  let base = '';
  let now = '2035-01-08T08:00:00Z';

  const serve = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const url = new URL(request.url ?? '/', 'http://canary');
    const path = url.pathname.replace('/fhir/', '');
    if (path === 'metadata')
      return send(response, 200, { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest: [] });
    if (path === '$test-clock-advance') {
      now =
        /"valueDateTime":"([^"]+)"|"valueInstant":"([^"]+)"/
          .exec(body)
          ?.slice(1)
          .find((t) => t !== undefined) ?? now;
      return send(response, 200, encodeClock({ now, status: 'ready' }));
    }
    if (request.method === 'GET' && !path.includes('/'))
      return send(response, 200, searchset(base, shelf.find(path, url.searchParams), { self: path }));
    const reference =
      request.method === 'GET'
        ? path
        : post(shelf, path.split('/')[0] ?? '', parseLossless(body) as JsonObject, defect);
    const resource = shelf.get(reference);
    return resource === undefined
      ? send(response, 404, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] })
      : send(response, request.method === 'POST' ? 201 : 200, resource, {
          etag: 'W/"1"',
          location: `${base}/${reference}/_history/1`,
        });
  };

  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => serve(request, response, body))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  return {
    base,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
