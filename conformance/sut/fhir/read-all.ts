import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Outcome } from '../../../contract/refusal.ts';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import type { IdentifierOf } from '../../../contract/wire/fhir/references.ts';
import { isObject, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Mono } from '../../history/lines.ts';
import { Paging } from '../../sight/paging.ts';
import type { Actor } from '../actor.ts';
import type { Performed } from '../driver.ts';
import { type FhirContext, resolveReferences } from './context.ts';
import type { FhirAnswer } from './session.ts';

/** One page of a search as it came. `received` is the last byte of it. */
export interface RawPage {
  readonly received: Mono;
  readonly resources: readonly JsonObject[];
  readonly wire: FhirAnswer['wire'];
}

/** A search with all its pages, before anything in them is read. */
export interface RawRead {
  readonly performed: Performed;
  readonly pages: readonly RawPage[];
  /** All pages came. */
  readonly complete: boolean;
}

/** As RawRead, with what the pages hold. `complete`: and all of it could be read. */
export interface ReadAll<T> extends RawRead {
  readonly values: T[];
}

export type Decode<T> = (resource: JsonObject, identifierOf: IdentifierOf) => Outcome<T>;

/** What resources say, and what could not be read of them. */
export interface Decoded<T> {
  /** In the order of the resources; undefined where one could not be read. */
  readonly values: readonly (T | undefined)[];
  readonly spoilt: readonly string[];
}

const MAX_TEXT = 2000;
const MAX_NAME = 120;
/** To read one takes some 50 µs; what holds up the harness for milliseconds is charged to every interval of the run. */
const MOST_AT_ONCE = 50;

/** Logical id and version of a resource, as far as it says: `t1/2`. */
export const versionOf = ({ id, meta }: JsonObject): string =>
  `${String(id)}/${String(isObject(meta) ? meta['versionId'] : undefined)}`;

const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** Where a `next` link goes: absolute, or relative to the search whose page it stood on (RFC 3986), or below the base (R4). */
const placeOf = (link: string, base: string, search: string): string => {
  if (ABSOLUTE.test(link)) return link;
  if (link.startsWith('?')) return `${search.split('?')[0] ?? ''}${link}`;
  const { origin, pathname } = new URL(base);
  return link.startsWith(`${pathname}/`) ? `${origin}${link}` : link;
};

/**
 * Follows `next` links as given, to the end. `sent` is the first request's, `settled` the last
 * answer's. Nothing is looked up on the way, so that nothing delays the next page.
 */
export const fetchAll = async ({ session }: FhirContext, path: string, actor: Actor): Promise<RawRead> => {
  const pages: RawPage[] = [];
  const paging = new Paging(path);
  const first = await session.call({ method: 'GET', path, actor });
  let last: FhirAnswer = first;
  let text: string | undefined;
  for (;;) {
    if (last.outcome !== 'ok') break;
    const set = last.json === undefined ? undefined : readSearchset(last.json);
    if (set === undefined || !set.ok) {
      text = `not a searchset: ${set?.ok === false ? (set.refusal.at ?? '') : 'no body'}`;
      break;
    }
    pages.push({ received: last.settled, resources: set.value.resources, wire: last.wire });
    const named = set.value.resources.filter(({ id }) => typeof id === 'string');
    const turn = paging.turn({ entries: named.map(versionOf), next: set.value.next });
    if (turn.kind === 'error') text = turn.text;
    if (turn.kind !== 'more') break;
    last = await session.call({ method: 'GET', path: placeOf(turn.link, session.base, path), actor });
  }
  const performed: Performed = {
    sent: first.sent,
    settled: last.settled,
    wall: first.wall,
    outcome: last.outcome,
    answer: last.answer,
    wire: first.wire,
  };
  return {
    performed: text === undefined ? performed : unreadable(performed, text),
    pages,
    complete: last.outcome === 'ok' && text === undefined,
  };
};

/** The same exchange as one that says nothing certain, and why. */
export const unreadable = (performed: Performed, text: string): Performed => ({
  ...performed,
  outcome: 'unknown',
  answer: { ...performed.answer, text: text.slice(0, MAX_TEXT) },
});

/** `Task/t1`, as far as the resource says. */
const nameOf = ({ resourceType, id }: JsonObject): string =>
  `${typeof resourceType === 'string' ? resourceType : '?'}/${typeof id === 'string' ? id : '?'}`.slice(0, MAX_NAME);

/** Reads resources, looking up first what they point to, all at once. */
export const decodeAll = async <T>(
  context: FhirContext,
  resources: readonly JsonObject[],
  decode: Decode<T>,
): Promise<Decoded<T>> => {
  const unread = await resolveReferences(context, resources);
  const spoilt: string[] = [];
  const valueOf = (resource: JsonObject): T | undefined => {
    if (unread.has(resource)) {
      spoilt.push(`${nameOf(resource)}: nobody answered what it refers to`);
      return undefined;
    }
    const one = decode(resource, context.book.identifierOf);
    if (one.ok) return one.value;
    spoilt.push(
      `${nameOf(resource)}: ${one.refusal.at ?? '?'}: ${one.refusal.code} ${one.refusal.detail ?? ''}`.trim(),
    );
    return undefined;
  };
  const values: (T | undefined)[] = [];
  for (const [i, resource] of resources.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- lets others take their turn
    if (i > 0 && i % MOST_AT_ONCE === 0) await othersTurn();
    values.push(valueOf(resource));
  }
  return { values, spoilt };
};

/** A search with all its pages and what they hold. */
export const readAll = async <T>(
  context: FhirContext,
  path: string,
  actor: Actor,
  decode: Decode<T>,
): Promise<ReadAll<T>> => {
  const read = await fetchAll(context, path, actor);
  const { values, spoilt } = await decodeAll(
    context,
    read.pages.flatMap((p) => p.resources),
    decode,
  );
  return {
    ...read,
    ...(spoilt.length === 0 ? {} : { performed: unreadable(read.performed, spoilt.join('; ')), complete: false }),
    values: values.filter((v) => v !== undefined),
  };
};
