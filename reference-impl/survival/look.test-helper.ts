import { decodeItem, ITEM_KIND_SYSTEM } from '../../contract/wire/fhir/task.ts';
import { decodeClock } from '../../contract/wire/fhir/parameters.ts';
import { readSearchset } from '../../contract/wire/fhir/bundle.ts';
import { isObject, JsonNumber, type JsonObject } from '../../contract/wire/json/lossless.ts';
import type { Identifier } from '../../contract/domain/index.ts';
import { msOf } from '../clock/instant.ts';
import { type Running, TOKEN } from '../crash-run.test-helper.ts';
import { must } from '../world.test-helper.ts';
import type { Found } from './recount.test-helper.ts';
import { type Ids, PATIENTS } from './scene.test-helper.ts';

/** Every resource of a search, page by page. */
const all = async ({ call }: Running, path: string): Promise<readonly JsonObject[]> => {
  const found: JsonObject[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    // oxlint-disable-next-line no-await-in-loop -- a page names the next
    const answer: { status: number; json: JsonObject } = await call('GET', next, TOKEN.ehr);
    if (answer.status !== 200) throw new Error(`${next}: ${answer.status}`);
    const page: { resources: readonly JsonObject[]; next?: string } = must(readSearchset(answer.json));
    found.push(...page.resources);
    next = page.next?.replace(/^.*\/fhir/, '');
  }
  return found;
};

const keyOf = (resource: JsonObject): Identifier => {
  const [only] = resource['identifier'] as readonly JsonObject[];
  return { system: String(only?.['system']), value: String(only?.['value']) };
};

const valueOf = (resource: JsonObject): number => {
  const quantity = resource['valueQuantity'];
  const value = isObject(quantity) ? quantity['value'] : undefined;
  return value instanceof JsonNumber ? Number(value.text) : Number.NaN;
};

/** Everything that is there, read over FHIR. */
export const look = async (server: Running, ids: Ids): Promise<Found> => {
  const keys = new Map<string, Identifier>();
  const readings: { key: string; value: number }[] = [];
  for (const patient of PATIENTS) {
    const reference = ids.get(patient);
    // oxlint-disable-next-line no-await-in-loop
    for (const resource of await all(server, `/Observation?patient=${reference}&_count=500`)) {
      keys.set(`Observation/${String(resource['id'])}`, keyOf(resource));
      readings.push({ key: keyOf(resource).value, value: valueOf(resource) });
    }
    // oxlint-disable-next-line no-await-in-loop
    for (const resource of await all(server, `/ServiceRequest?patient=${reference}`))
      keys.set(`ServiceRequest/${String(resource['id'])}`, keyOf(resource));
  }
  const tasks = await all(server, `/Task?code=${ITEM_KIND_SYSTEM}%7C&_count=500`);
  const items = tasks.map((task) => {
    const item = must(decodeItem(task, (reference) => keys.get(reference)));
    return {
      id: item.identifier.value,
      kind: item.kind,
      status: item.status,
      isCopy: item.routedAs === 'escalated',
      call: item.interpretation[0],
      reading: item.reading?.value,
      order: item.order.value,
      madeMs: item.created === undefined ? undefined : msOf(item.created),
    };
  });
  const clock = await server.call('GET', '/$test-clock', TOKEN.clock);
  return { readings, items, nowMs: msOf(must(decodeClock(clock.json)).now) };
};
