import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSearchset } from '../contract/wire/fhir/bundle.ts';
import { decodeClock, encodeAdvance } from '../contract/wire/fhir/parameters.ts';
import { ITEM_KIND_SYSTEM } from '../contract/wire/fhir/task.ts';
import { isObject, type JsonObject } from '../contract/wire/json/lossless.ts';
import * as example from '../contract/wire/fhir/example-values.ts';
import { CHAIN_START } from './audit/chain.ts';
import { proveTrail } from './audit/prove-trail.ts';
import { mllpSender, postReading, ref, run, type Running, seed, TOKEN } from './crash-run.test-helper.ts';
import { must } from './world.test-helper.ts';

/** Readings acknowledged before each kill: the kill comes at another point of a batch each time. */
const KILL_AFTER = [60, 97, 131];
const FHIR_WRITERS = 6;
const MLLP_WRITERS = 3;
const AHEAD = '2026-03-03T12:10:00Z';

/** Of each acknowledged key: the logical id that FHIR told, or nothing (HL7 v2 tells none). */
type Acknowledged = Map<string, string | undefined>;

const idOf = (location: string | undefined): string | undefined => location?.split('/')[1];

/** All writers write until the process is gone. `sent` also holds what was never answered. */
const load = async (server: Running, round: number, killAfter: number) => {
  const acknowledged: Acknowledged = new Map();
  const sent = new Set<string>();
  const writer = async (name: string, send: (key: string) => Promise<{ id?: string | undefined } | undefined>) => {
    for (let i = 0; ; i += 1) {
      const key = `${round}-${name}-${i}`;
      sent.add(key);
      try {
        // oxlint-disable-next-line no-await-in-loop -- a writer waits for each answer
        const answer = await send(key);
        if (answer === undefined) throw new Error(`${key} was refused`);
        acknowledged.set(key, answer.id);
      } catch (error) {
        if (error instanceof Error && error.message.endsWith('refused')) throw error;
        return;
      }
      if (acknowledged.size >= killAfter) void server.kill();
    }
  };
  const overFhir = async (key: string) => {
    const { status, location } = await postReading(server, key);
    return status === 201 ? { id: idOf(location) } : undefined;
  };
  const senders = await Promise.all(Array.from({ length: MLLP_WRITERS }, () => mllpSender(server.port)));
  await Promise.all([
    ...Array.from({ length: FHIR_WRITERS }, (_, n) => writer(`f${n}`, overFhir)),
    ...senders.map((send, n) => writer(`m${n}`, async (key) => ((await send(key)) === 'AA' ? {} : undefined))),
  ]);
  return { acknowledged, sent };
};

/** Every resource of a search, page by page. */
const all = async ({ call }: Running, path: string): Promise<readonly JsonObject[]> => {
  const found: JsonObject[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    // oxlint-disable-next-line no-await-in-loop -- a page names the next
    const answer: { json: JsonObject } = await call('GET', next, TOKEN.ehr);
    const page: { resources: readonly JsonObject[]; next?: string } = must(readSearchset(answer.json));
    found.push(...page.resources);
    next = page.next?.replace(/^.*\/fhir/, '');
  }
  return found;
};

const firstIdentifier = (resource: JsonObject): string => {
  const [only] = resource['identifier'] as readonly JsonObject[];
  return String(only?.['value']);
};

/** Item id by the logical id of its reading; fails where a reading has two. */
const itemsByReading = async (server: Running): Promise<Map<string, string>> => {
  const items = new Map<string, string>();
  for (const task of await all(server, `/Task?code=${ITEM_KIND_SYSTEM}%7C&_count=100`)) {
    const focus = isObject(task['focus']) ? String(task['focus']['reference']).split('/')[1] : undefined;
    if (focus === undefined || items.has(focus)) throw new Error(`a second item, or one of nothing: ${focus}`);
    items.set(focus, firstIdentifier(task));
  }
  return items;
};

test('killed under load over both interfaces: what was acknowledged is there, once, with its item, and answers alike', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'vitalproof-crash-'));
  const path = join(directory, 'data', 'reference.db');
  const acknowledged: Acknowledged = new Map();
  const sent = new Set<string>();
  let before = new Map<string, string>();
  let noted = CHAIN_START;
  let server = await run(path);
  try {
    await seed(server);
    const advance = encodeAdvance({ to: AHEAD, patient: example.patient.identifier }, ref);
    expect((await server.call('POST', '/$test-clock-advance', TOKEN.clock, advance)).status).toBe(200);
    for (const [round, killAfter] of KILL_AFTER.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one life after the other
      const life = await load(server, round, killAfter);
      for (const [key, id] of life.acknowledged) acknowledged.set(key, id);
      for (const key of life.sent) sent.add(key);
      // oxlint-disable-next-line no-await-in-loop
      const trail = await proveTrail(path, { noted });
      expect(trail).toEqual({ intact: true, head: expect.anything() });
      noted = trail.head;
      // oxlint-disable-next-line no-await-in-loop
      server = await run(path);

      // oxlint-disable-next-line no-await-in-loop
      const readings = await all(server, '/Observation?patient=Patient/p1&_sort=date&_count=100');
      const found = new Map(readings.map((r) => [firstIdentifier(r), String(r['id'])]));
      expect(found.size).toBe(readings.length);
      for (const [key, id] of acknowledged) expect(found.get(key), key).toEqual(id ?? expect.any(String));
      for (const key of found.keys()) expect(sent).toContain(key);

      // oxlint-disable-next-line no-await-in-loop
      const items = await itemsByReading(server);
      expect([...items.keys()].sort()).toEqual([...found.values()].sort());
      for (const [reading, item] of before) expect(items.get(reading)).toBe(item);
      before = items;

      // oxlint-disable-next-line no-await-in-loop
      const clock = await server.call('GET', '/$test-clock?patient=Patient/p1', TOKEN.clock);
      expect(must(decodeClock(clock.json)).now).toBe(new Date(AHEAD).toISOString());
    }

    // Everything is sent again, also what was never answered: the answer is the one it had, and nothing is there twice.
    const replay = await mllpSender(server.port);
    for (const key of sent) {
      if (key.includes('-m')) {
        // oxlint-disable-next-line no-await-in-loop -- bounded, in order
        expect(await replay(key), key).toBe('AA');
      } else {
        // oxlint-disable-next-line no-await-in-loop
        const again = await postReading(server, key);
        expect([200, 201], key).toContain(again.status);
        if (acknowledged.has(key)) {
          expect([again.status, idOf(again.location)], key).toEqual([200, acknowledged.get(key)]);
        }
      }
    }
    const readings = await all(server, '/Observation?patient=Patient/p1&_count=100');
    expect(readings.map(firstIdentifier).sort()).toEqual([...sent].sort());
    expect((await itemsByReading(server)).size).toBe(sent.size);
  } finally {
    await server.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}, 60_000);
