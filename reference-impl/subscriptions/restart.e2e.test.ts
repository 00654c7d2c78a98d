import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../contract/wire/json/lossless.ts';
import { subscriptionTo } from '../api/fhir/subscription.test-helper.ts';
import { postReading, run, type Running, seed, TOKEN } from '../crash-run.test-helper.ts';
import { until } from './courier.test-helper.ts';
import { parametersOf, startEndpoint } from './endpoint.test-helper.ts';

const WRITERS = 4;
/** Notifications that came before each kill: the kill comes at another point of the queue each time. */
const KILL_AFTER = [15, 40];

/** Readings without end by several writers, until the process is gone; the keys that were acknowledged. */
const load = async (server: Running, round: number): Promise<readonly string[]> => {
  const acknowledged: string[] = [];
  const writer = async (name: number): Promise<void> => {
    for (let i = 0; ; i += 1) {
      const key = `${round}-${name}-${i}`;
      try {
        // oxlint-disable-next-line no-await-in-loop -- a writer waits for each answer
        const { status } = await postReading(server, key);
        if (status === 201) acknowledged.push(key);
      } catch {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(n)));
  return acknowledged;
};

const entriesOf = (bundle: JsonObject): readonly JsonObject[] =>
  (bundle['entry'] as readonly JsonObject[]).slice(1).map((entry) => entry['resource'] as JsonObject);

test('killed while it files and notifies: numbers go on, and every item comes, in order', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'vitalproof-notify-'));
  const path = join(directory, 'data', 'reference.db');
  const endpoint = await startEndpoint();
  let server = await run(path);
  try {
    await seed(server);
    const made = await server.call('POST', '/Subscription', TOKEN.ehr, subscriptionTo(endpoint.url));
    expect(made.status).toBe(201);
    const id = String(made.json['id']);
    await until(() => endpoint.arrivals.length === 1);
    const statusOf = async () => (await server.call('GET', `/Subscription/${id}`, TOKEN.ehr)).json['status'];
    // oxlint-disable-next-line no-await-in-loop -- asked again and again
    while ((await statusOf()) !== 'active');

    const acknowledged: string[] = [];
    for (const [round, killAfter] of KILL_AFTER.entries()) {
      const filed = load(server, round);
      // oxlint-disable-next-line no-await-in-loop -- one life after the other
      await until(() => endpoint.numbers().length >= killAfter);
      // oxlint-disable-next-line no-await-in-loop
      await server.kill();
      // oxlint-disable-next-line no-await-in-loop
      acknowledged.push(...(await filed));
      // oxlint-disable-next-line no-await-in-loop
      server = await run(path);
    }
    const status = await server.call('GET', `/Subscription/${id}/$status`, TOKEN.ehr);
    const last = Number(
      parametersOf(status.json).find((p) => p['name'] === 'events-since-subscription-start')?.['valueString'],
    );
    expect(last).toBeGreaterThanOrEqual(acknowledged.length);
    await until(() => endpoint.numbers().includes(last));

    const numbers = endpoint.numbers();
    // After a kill some come again, and from there on one after the other.
    for (const [i, n] of numbers.entries()) expect(n).toBeLessThanOrEqual((numbers[i - 1] ?? 0) + 1);
    expect(numbers.filter((n, i) => n <= (numbers[i - 1] ?? 0)).length).toBeLessThanOrEqual(KILL_AFTER.length);
    expect(numbers.filter((n, i) => numbers.indexOf(n) === i)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
    // What comes again comes as it was, and each item of an acknowledged reading has come.
    const items = new Map<number, string>();
    for (const {
      numbers: [number],
      bundle,
    } of endpoint.arrivals.filter((a) => a.kind === 'event-notification')) {
      const [task] = entriesOf(bundle);
      const told = `${String(task?.['id'])} ${JSON.stringify(task?.['focus'])}`;
      expect(items.get(number ?? 0) ?? told).toBe(told);
      items.set(number ?? 0, told);
    }
    expect(new Set(items.values()).size).toBe(last);
    const again = await server.call('GET', `/Subscription/${id}/$events?eventsSinceNumber=1`, TOKEN.ehr);
    expect(entriesOf(again.json).map((task) => `${String(task['id'])} ${JSON.stringify(task['focus'])}`)).toEqual(
      Array.from({ length: Math.min(last, 500) }, (_, i) => items.get(i + 1)),
    );
  } finally {
    await server.kill();
    await endpoint.goAway();
    rmSync(directory, { recursive: true, force: true });
  }
}, 120_000);
