import type { Identifier } from '../../domain/identifier.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import { isObject, type Json, type JsonObject } from '../json/lossless.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { type BundleUpdate, readUpdate } from './bundle-update.ts';
import { parseCondition } from './condition.ts';
import { exceptionOutcome } from './outcome.ts';
import { searchToken } from './search-token.ts';
import { refuseOthers } from './strict.ts';

/** Most entries of one batch or transaction. */
export const MAX_ENTRIES = 500;

const linksOf = (links: { self: string; next?: string }): readonly JsonObject[] => [
  { relation: 'self', url: links.self },
  ...(links.next === undefined ? [] : [{ relation: 'next', url: links.next }]),
];

/** The answer of a search: resources, and where to go on. `base` makes each fullUrl. */
export const searchset = (
  base: string,
  resources: readonly JsonObject[],
  links: { self: string; next?: string },
): JsonObject => ({
  resourceType: 'Bundle',
  type: 'searchset',
  link: linksOf(links),
  ...(resources.length === 0
    ? {}
    : {
        entry: resources.map((resource) => ({
          fullUrl: `${base}/${String(resource['resourceType'])}/${String(resource['id'])}`,
          resource,
          search: { mode: 'match' },
        })),
      }),
});

const versionEntry = (base: string, resource: JsonObject): JsonObject => {
  const place = `${String(resource['resourceType'])}/${String(resource['id'])}`;
  const meta = isObject(resource['meta']) ? resource['meta'] : {};
  const isFirst = meta['versionId'] === '1';
  return {
    fullUrl: `${base}/${place}`,
    resource,
    request: isFirst ? { method: 'POST', url: String(resource['resourceType']) } : { method: 'PUT', url: place },
    response: compact({
      status: isFirst ? '201' : '200',
      etag: `W/"${String(meta['versionId'])}"`,
      lastModified: meta['lastUpdated'],
    }),
  };
};

/** Versions of one resource, newest first, each with the request that made it. */
export const historyBundle = (
  base: string,
  versions: readonly JsonObject[],
  links: { self: string; next?: string },
): JsonObject => ({
  resourceType: 'Bundle',
  type: 'history',
  link: linksOf(links),
  // R4 knows no empty list.
  ...(versions.length === 0 ? {} : { entry: versions.map((resource) => versionEntry(base, resource)) }),
});

/** The matches of a searchset (outcomes and includes are not matches) and its next link as given. */
export const readSearchset = (json: JsonObject): Outcome<{ resources: readonly JsonObject[]; next?: string }> =>
  decoding(() => {
    const root = resourceCursor(json, 'Bundle');
    root.get('type').oneOf(['searchset']);
    const next = root
      .get('link')
      .list()
      .find((l) => l.get('relation').value === 'next');
    return compact({
      resources: root
        .get('entry')
        .list()
        .filter((e) => (e.get('search').get('mode').optionalText() ?? 'match') === 'match')
        .map((e) => e.get('resource').object()),
      next: next?.get('url').text(),
    });
  });

/** One thing to be written by a batch or transaction: created (conditionally, with `ifNoneExist`) unless it is an update. */
export interface BundleEntry {
  readonly resource: JsonObject;
  readonly ifNoneExist?: Identifier;
  readonly update?: BundleUpdate;
}

/** The query of a conditional create. */
const conditionOn = (key: Identifier): string => `identifier=${encodeURIComponent(searchToken(key))}`;

const requestOf = ({ resource, ifNoneExist, update }: BundleEntry): JsonObject => {
  const type = String(resource['resourceType']);
  if (update === undefined)
    return compact({
      method: 'POST',
      url: type,
      ifNoneExist: ifNoneExist === undefined ? undefined : conditionOn(ifNoneExist),
    });
  return compact({
    method: 'PUT',
    url: update.identifier === undefined ? `${type}/${update.id}` : `${type}?${conditionOn(update.identifier)}`,
    ifMatch: update.ifMatch === undefined ? undefined : `W/"${update.ifMatch}"`,
  });
};

/** A batch or transaction that creates its entries, and updates those that say so. */
export const createBundle = (type: 'batch' | 'transaction', entries: readonly BundleEntry[]): JsonObject => ({
  resourceType: 'Bundle',
  type,
  entry: entries.map((entry) => ({ resource: entry.resource, request: requestOf(entry) })),
});

/** Conditions that are offered for such an entry nowhere: to pass one over would write what its sender asked not to. */
const UNKEPT = {
  POST: ['ifNoneMatch', 'ifModifiedSince', 'ifMatch'],
  PUT: ['ifNoneMatch', 'ifModifiedSince', 'ifNoneExist'],
};

const refuseUnkept = (request: Cursor, method: 'POST' | 'PUT'): void => {
  const unkept = UNKEPT[method].map((name) => request.get(name)).find((condition) => condition.present);
  if (unkept !== undefined) fail('unsupported-interaction', unkept.path);
};

/** Members of R4's Bundle, of an entry and of its request (hl7.org/fhir/R4, 4.0.1): another is misspelt, and was meant. */
const R4_MEMBERS = {
  bundle: 'resourceType meta implicitRules language identifier type timestamp total link entry signature'.split(' '),
  entry: ['link', 'fullUrl', 'resource', 'search', 'request', 'response'],
  request: ['method', 'url', 'ifNoneMatch', 'ifModifiedSince', 'ifMatch', 'ifNoneExist'],
} as const;

/**
 * Of the bundle's own, not of what is in it: with its entries under another name nothing would be written and all would seem
 * to be, and a condition under another name would not be kept.
 */
const refuseNotUnderstood = (at: Cursor, known: readonly string[]): void => {
  refuseOthers(at, known);
  for (const name of ['implicitRules', 'modifierExtension'])
    if (at.get(name).present) fail('field-not-understood', `${at.path}.${name}`);
};

const readEntry = (at: Cursor, type: string): BundleEntry => {
  const request = at.get('request');
  refuseNotUnderstood(at, R4_MEMBERS.entry);
  refuseNotUnderstood(request, R4_MEMBERS.request);
  const method = request.get('method').text();
  if (method === 'POST' || method === 'PUT') refuseUnkept(request, method);
  if (method === 'PUT') return { resource: at.get('resource').object(), update: readUpdate(request, type) };
  if (method !== 'POST') fail('unsupported-interaction', `${request.path}.method`);
  if (request.get('url').text() !== type) fail('unsupported-interaction', `${request.path}.url`, `expected ${type}`);
  const condition = request.get('ifNoneExist');
  const ifNoneExist = condition.present
    ? (parseCondition(condition.text()) ?? fail('unsupported-parameter', condition.path))
    : undefined;
  return compact({ resource: at.get('resource').object(), ifNoneExist });
};

/**
 * Reads a batch or transaction whose entries create or update resources of `type`. Each entry has an outcome
 * of its own: one bad entry spoils a transaction but not a batch.
 */
export const readWriteBundle = (
  json: JsonObject,
  type: string,
): Outcome<{ type: 'batch' | 'transaction'; entries: readonly Outcome<BundleEntry>[] }> =>
  decoding(() => {
    const root = resourceCursor(json, 'Bundle');
    refuseNotUnderstood(root, R4_MEMBERS.bundle);
    const entries = root.get('entry').list();
    if (entries.length > MAX_ENTRIES) fail('too-large', 'Bundle.entry', `at most ${MAX_ENTRIES} entries`);
    return {
      type: root.get('type').oneOf(['batch', 'transaction']),
      entries: entries.map((entry) => decoding(() => readEntry(entry, type))),
    };
  });

/** What became of one entry. `status` starts with the HTTP status code. */
export interface EntryAnswer {
  readonly status: string;
  readonly location?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly outcome?: JsonObject;
}

/** Answers in the order of the request's entries. */
export const responseBundle = (type: 'batch' | 'transaction', answers: readonly EntryAnswer[]): JsonObject => ({
  resourceType: 'Bundle',
  type: `${type}-response`,
  ...(answers.length === 0 ? {} : { entry: answers.map((answer) => ({ response: compact({ ...answer }) })) }),
});

export const readResponseBundle = (json: JsonObject): Outcome<readonly EntryAnswer[]> =>
  decoding(() => {
    const root = resourceCursor(json, 'Bundle');
    root.get('type').oneOf(['batch-response', 'transaction-response']);
    return root
      .get('entry')
      .list()
      .map((entry) => {
        const response = entry.get('response');
        const outcome: Json | undefined = response.get('outcome').value;
        return compact({
          status: response.get('status').text(),
          location: response.get('location').optionalText(),
          etag: response.get('etag').optionalText(),
          lastModified: response.get('lastModified').optionalText(),
          outcome: isObject(outcome) ? outcome : outcome === undefined ? undefined : exceptionOutcome(),
        });
      });
  });
