import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clinician,
  createReadyWorld,
  EHR,
  JOHN,
  must,
  orderOf,
  readingOf,
  RIVERA,
  type World,
} from '../world.test-helper.ts';
import { Courier, until, wishOf } from './courier.test-helper.ts';

/** What may happen between two commits. */
const STEPS = [
  'raise',
  'raise three at once',
  'see one',
  'refused',
  'away',
  'back',
  'takes it but says no',
  'restart',
] as const;
type Step = (typeof STEPS)[number];

const TIMING = { firstPauseMs: 1, longestPauseMs: 2, failures: 2 };

const run = async (steps: readonly Step[], directory: string): Promise<void> => {
  const databasePath = join(directory, 'reference.db');
  const open = (): Promise<World> => createReadyWorld(orderOf(), { databasePath, notificationTiming: TIMING });
  const courier = new Courier();
  let world = await open();
  world.pipeline.subscriptions.serve(courier.deliver);
  const wishes = [wishOf(), wishOf({ maxCount: 3 })];
  const ids: string[] = [];
  for (const wish of wishes) {
    // oxlint-disable-next-line no-await-in-loop -- ids in order
    ids.push(must(await world.pipeline.subscriptions.create(EHR, wish)).stored.id);
  }
  await until(() => ids.every((id) => must(world.pipeline.subscriptions.read(EHR, id)).body.status === 'active'));
  const raise = async () => must(await world.file(readingOf('305')));
  const act: Readonly<Record<Step, () => Promise<unknown>>> = {
    raise,
    'raise three at once': () => Promise.all([raise(), raise(), raise()]),
    'see one': async () => {
      const fresh = must(world.pipeline.inbox.search(EHR, { count: 100, status: 'new' })).entries;
      const item = fresh.at(Math.floor(fresh.length / 2));
      return item && world.pipeline.inbox.act(clinician(RIVERA), { id: item.id }, 'seen');
    },
    // One message, all or nothing: the first would raise an item, the second has no order.
    refused: () => world.file(readingOf('305'), readingOf('305', 'mg/dL', { patient: JOHN })),
    away: async () => {
      courier.answer = () => 'away';
    },
    'takes it but says no': async () => {
      let said = false;
      courier.answer = () => {
        const answer = said ? undefined : 'the answer was lost';
        said = true;
        return answer;
      };
    },
    back: async () => {
      courier.answer = () => undefined;
    },
    restart: async () => {
      await world.pipeline.close();
      world = await open();
      world.pipeline.subscriptions.serve(courier.deliver);
    },
  };
  for (const step of steps) {
    // oxlint-disable-next-line no-await-in-loop -- steps in order
    await act[step]();
  }
  courier.answer = () => undefined;
  const items = must(world.pipeline.inbox.search(EHR, { count: 1000 })).entries;
  const changes = items.flatMap((item) => Array.from({ length: item.version }, (_, i) => `${item.id}/${i + 1}`));
  const all = Array.from({ length: changes.length }, (_, i) => i + 1);
  await until(() => ids.every((id) => changes.length === 0 || courier.numbers(id).includes(changes.length)));
  for (const [i, id] of ids.entries()) {
    const events = courier.came.filter((n) => n.id === id).flatMap((n) => n.events);
    const numbers = events.map((e) => e.number);
    // First comings are 1, 2, 3 …; what comes again, comes as it was.
    expect(numbers.filter((n, at) => numbers.indexOf(n) === at)).toEqual(all);
    const told = new Map(events.map((e) => [e.number, `${e.itemId}/${e.version}`]));
    for (const e of events) expect(`${e.itemId}/${e.version}`).toBe(told.get(e.number));
    expect([...told.values()].toSorted()).toEqual(changes.toSorted());
    if (i === 0) for (const [at, n] of numbers.entries()) expect([n, n - 1]).toContain(numbers[at - 1] ?? 0);
    const kept = must(world.pipeline.subscriptions.events(EHR, id, {})).events;
    expect(kept.map((e) => [e.number, `${e.itemId}/${e.version}`])).toEqual([...told].toSorted(([a], [b]) => a - b));
  }
  expect(courier.mostAtOnce).toBeLessThanOrEqual(1);
  await world.pipeline.close();
};

test('numbers have no gap and no repetition, whatever happens between commits, at the endpoint and to the process', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 14 }), async (steps) => {
      const directory = mkdtempSync(join(tmpdir(), 'vitalproof-numbers-'));
      try {
        await run(steps, directory);
      } finally {
        rmSync(directory, { recursive: true, force: true });
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
