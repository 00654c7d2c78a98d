import { createHash } from 'node:crypto';
import { type Flaw, r4Flaws } from '../../../contract/wire/fhir/r4/validate.ts';
import { isObject, type Json, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Returned } from '../../history/lines.ts';
import type { HttpExchange } from '../http.ts';

type Found = Returned['flaws'][number];

/** Looks at an inbox that stays as it is come with the same bytes again and again: of the last so many they are judged once. */
const MOST_KNOWN = 20_000;
const MOST_FLAWS = 200;
const [SHORT, MIDDLE, LONG] = [80, 300, 500];

/** In the place of a resource of a bundle, so that each is judged by itself and the bundle by what is its own. */
const STAND_IN: JsonObject = { resourceType: 'Basic', code: { text: 'judged by itself' } };

const typeOf = (resource: JsonObject): string => {
  const type = resource['resourceType'];
  return typeof type === 'string' ? type.slice(0, SHORT) : 'resource';
};

/** A resource, and those of a bundle. */
const partsOf = (resource: JsonObject): readonly JsonObject[] => {
  const entries = resource['resourceType'] === 'Bundle' ? resource['entry'] : undefined;
  if (!Array.isArray(entries)) return [resource];
  const list = entries as readonly Json[];
  const within = list.flatMap((entry) => (isObject(entry) && isObject(entry['resource']) ? [entry['resource']] : []));
  const bare = list.map((entry) =>
    isObject(entry) && isObject(entry['resource']) ? { ...entry, resource: STAND_IN } : entry,
  );
  return [{ ...resource, entry: bare }, ...within.flatMap(partsOf)];
};

/** All resources that one system has returned in a run, held against the structure of R4 as they come. */
export class ReturnedResources {
  #known = new Set<string>();
  #knownBefore: ReadonlySet<string> = new Set();
  readonly #counts = new Map<string, number>();
  readonly #flaws = new Map<string, Found>();

  /** Takes an answer. What is no JSON object, or says nothing of FHIR, is no resource. */
  note(json: JsonObject | undefined, { body, headers }: HttpExchange, request: string): void {
    const claimsFhir = headers['content-type']?.includes('fhir+json') === true;
    if (json === undefined || (json['resourceType'] === undefined && !claimsFhir)) return;
    if (!this.#isNews(body)) return;
    for (const part of partsOf(json)) {
      // A page is another one for each resource that is new on it; the others were judged on the page before.
      if (part !== json && !this.#isNews(JSON.stringify(part))) continue;
      const type = typeOf(part);
      this.#counts.set(type, (this.#counts.get(type) ?? 0) + 1);
      for (const flaw of r4Flaws(part)) this.#flaw(part, type, flaw, request);
    }
  }

  summary(): Returned {
    const checked = [...this.#counts].map(([type, count]) => ({ type, count }));
    return {
      checked: checked.toSorted((a, b) => (a.type < b.type ? -1 : 1)).slice(0, LONG),
      flaws: [...this.#flaws.values()],
    };
  }

  #isNews(text: string): boolean {
    const digest = createHash('sha1').update(text).digest('base64');
    if (this.#known.has(digest)) return false;
    if (this.#known.size >= MOST_KNOWN) {
      this.#knownBefore = this.#known;
      this.#known = new Set();
    }
    this.#known.add(digest);
    return !this.#knownBefore.has(digest);
  }

  #flaw(resource: JsonObject, type: string, { path, expected, found }: Flaw, request: string): void {
    // One of a list is as good as another.
    const kind = `${path.replaceAll(/\[\d+\]/g, '')} ${expected}`;
    const known = this.#flaws.get(kind);
    if (known !== undefined) this.#flaws.set(kind, { ...known, times: known.times + 1 });
    else if (this.#flaws.size < MOST_FLAWS) {
      const { id } = resource;
      this.#flaws.set(kind, {
        type,
        ...(typeof id === 'string' ? { id: id.slice(0, SHORT) } : {}),
        path: path.slice(0, MIDDLE),
        expected: expected.slice(0, MIDDLE),
        found: found.slice(0, MIDDLE),
        request: request.slice(0, LONG),
        times: 1,
      });
    }
  }
}
