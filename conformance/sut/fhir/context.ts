import { setTimeout as pause } from 'node:timers/promises';
import type { Identifier } from '../../../contract/domain/index.ts';
import { readBusinessKey } from '../../../contract/wire/fhir/identifier.ts';
import { searchToken } from '../../../contract/wire/fhir/search-token.ts';
import { decoding, resourceCursor } from '../../../contract/wire/fhir/cursor.ts';
import { isObject, type Json, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import { EHR } from '../actor.ts';
import type { Login } from '../backend-services/login.ts';
import type { Pushes } from '../pushes.ts';
import type { Dial } from '../clear-text.ts';
import type { SutProfile } from '../profile.ts';
import { logicalIdOf, resourcesIn } from './answer.ts';
import type { KeyedType, ReferenceBook } from './reference-book.ts';
import { type FhirAnswer, type FhirSession, query } from './session.ts';
import { noteVersion } from './versions.ts';

/** What every FHIR act works with. */
export interface FhirContext {
  readonly session: FhirSession;
  readonly book: ReferenceBook;
  readonly profile: SutProfile;
  /** How to log in at the token endpoint of the system; absent: it has none that the profile tells of. */
  readonly login?: Login;
  /** Where the harness is told of items, by subscription; started when it is first asked for. */
  readonly pushes?: Pushes;
  /** How connections beside those of HTTP are opened; unsaid: as any. */
  readonly dial?: Dial;
}

/** What an item points to may come into sight a moment after the item. */
const ATTEMPTS = 3;
const ATTEMPT_PAUSE_MS = 50;

const KEYED = /^(Patient|PractitionerRole|CareTeam|ServiceRequest|Observation|Task|Device)\/[A-Za-z0-9.-]{1,64}$/;

/** Every literal reference in a resource. */
const referencesIn = (json: Json | undefined, found: Set<string>): Set<string> => {
  if (Array.isArray(json)) for (const item of json) referencesIn(item as Json, found);
  else if (isObject(json))
    for (const [name, value] of Object.entries(json)) {
      if (name === 'reference' && typeof value === 'string') found.add(value);
      else referencesIn(value, found);
    }
  return found;
};

const keyIn = (json: JsonObject | undefined): Identifier | undefined => {
  const type = json?.['resourceType'];
  if (typeof type !== 'string') return undefined;
  const key = decoding(() => readBusinessKey(resourceCursor(json, type)));
  return key.ok ? key.value : undefined;
};

/** Remembers the logical id, the key and the version that an answer shows. */
export const learnFrom = ({ book }: FhirContext, answer: FhirAnswer, key?: Identifier): void => {
  if (answer.outcome !== 'ok') return;
  const reference = logicalIdOf(answer.exchange, answer.json);
  const known = key ?? keyIn(answer.json);
  if (reference === undefined || known === undefined) return;
  book.learn(reference, known);
  noteVersion(book, answer.json);
  const { etag } = answer.exchange.headers;
  if (etag !== undefined) book.setEtag(reference, etag);
};

/** Answers by which a system, or what stands before it, says that it cannot tell at present (RFC 9110, RFC 6585). */
const NOT_NOW: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Nobody was there to answer, or said to come again: what stands there is as unknown as before. */
export const isSilent = ({ exchange: { status } }: FhirAnswer): boolean => status === undefined || NOT_NOW.has(status);

/** False: nobody answered, so that it can be asked for again. */
const lookUp = async ({ book, session }: FhirContext, reference: string): Promise<boolean> => {
  let isAnswered = false;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await pause(ATTEMPT_PAUSE_MS);
    const answer = await session.call({ method: 'GET', path: reference, actor: EHR });
    const key = answer.outcome === 'ok' ? keyIn(answer.json) : undefined;
    if (key !== undefined) {
      book.learn(reference, key);
      return true;
    }
    isAnswered ||= !isSilent(answer);
  }
  if (isAnswered) book.learnNothing(reference);
  return isAnswered;
};

/**
 * Asks for what the references of resources point to, where it is not known yet. Never fails: what stays unknown is said so
 * later. Gives the resources of which nobody has answered what they point to: they cannot be read yet.
 */
export const resolveReferences = async (
  context: FhirContext,
  resources: readonly JsonObject[],
): Promise<ReadonlySet<JsonObject>> => {
  const { book } = context;
  const wanted = new Map<string, JsonObject[]>();
  for (const resource of resources)
    for (const reference of referencesIn(resource, new Set())) {
      const local = book.relative(reference);
      if (!KEYED.test(local) || book.knows(local)) continue;
      const waiting = wanted.get(local);
      if (waiting === undefined) wanted.set(local, [resource]);
      else waiting.push(resource);
    }
  const unread = new Set<JsonObject>();
  await Promise.all(
    [...wanted].map(async ([reference, waiting]) => {
      if (!(await lookUp(context, reference))) for (const resource of waiting) unread.add(resource);
    }),
  );
  return unread;
};

const TYPES: Readonly<Record<string, readonly KeyedType[]>> = { Recipient: ['PractitionerRole', 'CareTeam'] };

/**
 * Nobody said what the system calls something that an act has to name. To send a name that is none would make the system
 * refuse what it was never asked.
 */
export class NotFoundOut extends Error {
  override readonly name = 'NotFoundOut';
}

/**
 * Finds the logical id of a business key by search, where it is not known yet; undefined: the system has none. Rejects
 * with NotFoundOut where a search was not answered.
 */
export const findReference = async (
  context: FhirContext,
  type: KeyedType | 'Recipient',
  key: Identifier,
): Promise<string | undefined> => {
  const known = context.book.find(type, key);
  if (known !== undefined) return known;
  for (const each of TYPES[type] ?? [type as KeyedType]) {
    const answer = await context.session.call({
      method: 'GET',
      path: query(each, { identifier: searchToken(key) }),
      actor: EHR,
    });
    if (answer.outcome === 'unknown' || isSilent(answer)) {
      const why = answer.exchange.failure ?? answer.exchange.status;
      throw new NotFoundOut(
        `not sent: the logical id of ${each} ${key.value} was asked for, and not answered (${why})`,
      );
    }
    const resource = resourcesIn(answer).find(
      ({ resourceType, id }) => resourceType === each && typeof id === 'string',
    );
    if (resource === undefined) continue;
    const reference = `${each}/${String(resource['id'])}`;
    context.book.learn(reference, key);
    const meta = resource['meta'];
    const version = isObject(meta) ? meta['versionId'] : undefined;
    if (typeof version === 'string') context.book.setEtag(reference, `W/"${version}"`);
    return reference;
  }
  return undefined;
};

/** The header of a conditional create. Several keys: any of them. */
export const ifNoneExist = (...keys: readonly Identifier[]): Record<string, string> => ({
  'If-None-Exist': `identifier=${encodeURIComponent(keys.map(searchToken).join(','))}`,
});
