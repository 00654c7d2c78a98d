import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { type Client, startClient } from './client.test-helper.ts';
import { TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

/** How R4 writes each interaction on a type; `ID` stands for a logical id. */
const INTERACTIONS: Readonly<Record<string, readonly [method: string, path: string]>> = {
  read: ['GET', '/ID'],
  vread: ['GET', '/ID/_history/1'],
  update: ['PUT', '/ID'],
  patch: ['PATCH', '/ID'],
  delete: ['DELETE', '/ID'],
  'history-instance': ['GET', '/ID/_history'],
  'history-type': ['GET', '/_history'],
  create: ['POST', ''],
  'search-type': ['GET', ''],
};
/** Types that are offered, and some that are not. */
const MORE_TYPES = ['Encounter', 'Practitioner', 'Organization', 'Provenance', 'ObservationDefinition', 'Binary'];
const OPERATIONS = [
  'test-clock',
  'test-clock-advance',
  'suggested-limits',
  'source-admission',
  'source-admissions',
  'validate',
  'everything',
];

interface Declared {
  readonly type: string;
  readonly interactions: readonly string[];
  readonly parameters: readonly string[];
  readonly operations: readonly string[];
  readonly flags: JsonObject;
}
const list = (json: unknown): readonly JsonObject[] => (Array.isArray(json) ? (json as readonly JsonObject[]) : []);
const names = (json: unknown, name: string): readonly string[] => list(json).map((row) => String(row[name]));

const declaredBy = (rest: JsonObject): readonly Declared[] =>
  list(rest['resource']).map((resource) => ({
    type: String(resource['type']),
    interactions: names(resource['interaction'], 'code'),
    parameters: names(resource['searchParam'], 'name'),
    operations: names(resource['operation'], 'name'),
    flags: resource,
  }));

describe.each([true, false])(
  'the CapabilityStatement is true to the last interaction (clock port: %s)',
  (clockPort) => {
    let pipeline: Pipeline;
    let api: Client;
    let rest: JsonObject = {};
    let declared: readonly Declared[] = [];
    beforeAll(async () => {
      pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
      api = await startClient(pipeline, { clockPort });
      const answer = await api.call('GET', '/metadata', undefined);
      expect([answer.status, complaints(answer.json)]).toEqual([200, []]);
      [rest = {}] = list(answer.json['rest']);
      declared = declaredBy(rest);
    });
    afterAll(async () => {
      await api.close();
      await pipeline.close();
    });

    /** Whether something is there at all, whoever may use it and whatever it lacks. */
    const isOffered = async (method: string, path: string, headers: Record<string, string> = {}): Promise<boolean> => {
      const sends = method !== 'GET' && method !== 'DELETE';
      const answer = await api.call(method, path, TOKEN.ehr, sends ? '{}' : undefined, headers);
      expect([method, path, answer.status < 500]).toEqual([method, path, true]);
      if (answer.status < 400) return true;
      expect(complaints(answer.json)).toEqual([]);
      expect([method, path, answer.refusal === 'unsupported-interaction']).toEqual([
        method,
        path,
        answer.status === 405,
      ]);
      return answer.status !== 405;
    };

    test('of every type, what is declared is offered, and nothing else is', async () => {
      expect(declared.length).toBeGreaterThan(9);
      const types = [...declared.map(({ type }) => type), ...MORE_TYPES];
      expect(new Set(types).size).toBe(types.length);
      let [offered, refused] = [0, 0];
      for (const type of types) {
        const said = declared.find((d) => d.type === type)?.interactions ?? [];
        expect(said.filter((code) => !Object.hasOwn(INTERACTIONS, code))).toEqual([]);
        for (const [code, [method, path]] of Object.entries(INTERACTIONS)) {
          // A PUT or GET without an id, and a PUT by a condition, are other interactions.
          const place = `/${type}${path.replace('ID', 'x1')}`;
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          const is = await isOffered(method, place);
          expect([type, code, is]).toEqual([type, code, said.includes(code)]);
          if (is) offered += 1;
          else refused += 1;
        }
      }
      expect([offered > 25, refused > 80]).toEqual([true, true]);
    });

    test('conditional create, update and delete are honoured where they are declared, and refused elsewhere', async () => {
      for (const { type, flags, interactions } of declared) {
        const condition = { 'if-none-exist': 'identifier=urn:x%7Cy' };
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const creates = interactions.includes('create') && (await isOffered('POST', `/${type}`, condition));
        // oxlint-disable-next-line no-await-in-loop
        const updates = await isOffered('PUT', `/${type}?identifier=urn:x%7Cy`);
        // oxlint-disable-next-line no-await-in-loop
        const deletes = await isOffered('DELETE', `/${type}?identifier=urn:x%7Cy`);
        expect([type, creates, updates, deletes]).toEqual([
          type,
          flags['conditionalCreate'] === true,
          flags['conditionalUpdate'] === true,
          flags['conditionalDelete'] !== undefined,
        ]);
        expect([type, flags['readHistory'] === true]).toEqual([type, interactions.includes('vread')]);
        // `versioned-update` would say that an update has to name the right version, and one without If-Match is taken.
        expect([type, flags['versioning']]).toEqual([type, 'versioned']);
      }
    });

    test('every declared search parameter is understood, and no other', async () => {
      for (const { type, interactions, parameters } of declared.filter((d) => d.interactions.includes('search-type'))) {
        expect([type, parameters.length > 0, interactions.includes('search-type')]).toEqual([type, true, true]);
        for (const name of [...parameters, 'name', '_has', '_include', '_content', '_id']) {
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          const texts = await Promise.all(
            Object.values(TOKEN).map(
              async (token) => (await api.call('GET', `/${type}?${name}=urn:x%7Cy`, token)).text,
            ),
          );
          // A parameter that is not offered is refused by its very name; one that is, by its value or not at all.
          const unknown = texts.some((text) => text.includes(`is not offered: ${name}"`));
          expect([type, name, unknown]).toEqual([type, name, !parameters.includes(name)]);
        }
      }
    });

    test('system interactions and operations', async () => {
      const system = names(rest['interaction'], 'code');
      expect([await isOffered('POST', ''), system.toSorted()]).toEqual([true, ['batch', 'transaction']]);
      expect(await isOffered('GET', '/_history')).toBe(false);
      expect(await isOffered('GET', '')).toBe(false);
      const operations = names(rest['operation'], 'name');
      for (const name of new Set([...operations, ...OPERATIONS])) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const is = (await isOffered('GET', `/$${name}`)) || (await isOffered('POST', `/$${name}`));
        expect([name, is]).toEqual([name, operations.includes(name)]);
      }
      expect(operations.includes('test-clock')).toBe(clockPort);
      for (const { type, operations: own } of declared) {
        for (const name of new Set([...own, 'monitoring-eligibility', 'everything', 'validate'])) {
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          const is =
            (await isOffered('GET', `/${type}/x1/$${name}`)) || (await isOffered('POST', `/${type}/x1/$${name}`));
          expect([type, name, is]).toEqual([type, name, own.includes(name)]);
        }
      }
    });
  },
);
