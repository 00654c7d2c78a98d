import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  clinician,
  createReadyWorld,
  EHR,
  GATEWAY,
  JANE,
  METER,
  must,
  OKAFOR,
  orderOf,
  permissionOf,
  POOL,
  portalOf,
  readingOf,
  refusalOf,
  RIVERA,
} from './world.test-helper.ts';

const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => make(i)));

describe('at the same time', () => {
  test('200 submissions of one reading make one record and one item', async () => {
    const world = await createReadyWorld();
    const reading = readingOf('305');
    const answers = await times(200, () => world.pipeline.readings.file(GATEWAY, [reading]));
    const written = answers.flatMap(must);
    expect(written.filter((w) => w.effect === 'created')).toHaveLength(1);
    expect(new Set(written.map((w) => w.stored.id)).size).toBe(1);
    expect(must(world.pipeline.readings.search(EHR, { patient: JANE, count: 500 })).entries).toHaveLength(1);
    expect(world.items()).toHaveLength(1);
  });

  test('200 copies of one measurement under 200 identifiers make one record and one item', async () => {
    const world = await createReadyWorld();
    const answers = await times(200, () =>
      world.pipeline.readings.file(GATEWAY, [readingOf('305', 'mg/dL', { device: METER })]),
    );
    expect(new Set(answers.flatMap(must).map((w) => w.stored.id)).size).toBe(1);
    expect(world.items()).toHaveLength(1);
  });

  test('one identifier with 50 different values: one wins, the others conflict', async () => {
    const world = await createReadyWorld();
    const { identifier } = readingOf('1');
    const answers = await times(50, (i) => world.file(readingOf(String(100 + i), 'mg/dL', { identifier })));
    expect(answers.filter((a) => a.ok)).toHaveLength(1);
    expect(new Set(answers.map(refusalOf))).toEqual(new Set(['accepted', 'identifier-conflict']));
  });

  test('one order sent 20 times is one order; 20 changes on one version leave one', async () => {
    const world = await createReadyWorld();
    const again = await times(20, () => world.pipeline.orders.submit(EHR, orderOf()));
    expect(new Set(again.map((a) => must(a).effect))).toEqual(new Set(['replayed']));
    const changes = await times(20, (i) =>
      world.pipeline.orders.change(EHR, orderOf({ limits: [{ tier: 'reference', high: String(170 + i) }] }), 1),
    );
    expect(changes.filter((c) => c.ok)).toHaveLength(1);
    expect(world.pipeline.orders.find(orderOf().identifier)?.version).toBe(2);
  });

  test('one permission granted 20 times is one; two members finish an item once', async () => {
    const world = await createReadyWorld(orderOf({ responsible: POOL }));
    await times(20, () => world.pipeline.permissions.set(portalOf(JANE), permissionOf()));
    expect(must(world.pipeline.permissions.search(EHR, JANE))).toMatchObject([{ version: 1 }]);
    must(await world.file(readingOf('305')));
    const done = await times(2, (i) =>
      world.pipeline.inbox.act(clinician(i === 0 ? RIVERA : OKAFOR), { id: 'i1' }, 'done', 1),
    );
    expect(done.map(refusalOf).sort()).toEqual(['accepted', 'stale-version']);
    expect(world.items()[0]?.history.map((h) => h.status)).toEqual(['new', 'seen', 'done']);
  });

  test('a full queue is refused as unavailable, and what was taken is there', async () => {
    const world = await createReadyWorld(orderOf(), { maxWaiting: 5 });
    const answers = await times(8, () => world.file(readingOf('100')));
    expect(answers.map(refusalOf)).toEqual([
      ...Array.from({ length: 5 }, () => 'accepted'),
      'unavailable',
      'unavailable',
      'unavailable',
    ]);
    expect(must(world.pipeline.readings.search(EHR, { patient: JANE, count: 50 })).entries).toHaveLength(5);
  });

  test('a withdrawal between two readings lets the first in and not the second', async () => {
    const world = await createReadyWorld();
    const withdrawal = permissionOf({ status: 'withdrawn', at: '2026-03-03T12:00:00Z' });
    const [first, , second] = await Promise.all([
      world.file(readingOf('100')),
      world.pipeline.permissions.set(portalOf(JANE), withdrawal),
      world.file(readingOf('101')),
    ]);
    expect([refusalOf(first), refusalOf(second)]).toEqual(['accepted', 'no-permission']);
  });
});

test('after a restart everything is as it was, and stamps go on upwards', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'vitalproof-restart-'));
  try {
    const databasePath = `${directory}/data/reference.db`;
    const first = await createReadyWorld(orderOf(), { databasePath });
    const reading = readingOf('305');
    must(await first.file(reading));
    const items = must(first.pipeline.inbox.search(EHR, { count: 10 })).entries;
    await first.pipeline.close();
    const second = await createReadyWorld(orderOf(), { databasePath });
    expect(must(second.pipeline.inbox.search(EHR, { count: 10 })).entries).toEqual(items);
    expect(must(await second.pipeline.readings.file(GATEWAY, [reading]))[0]?.effect).toBe('replayed');
    must(await second.file(readingOf('306')));
    const [one, two] = must(second.pipeline.inbox.search(EHR, { count: 10 })).entries;
    expect((one?.lastUpdated ?? '') < (two?.lastUpdated ?? '')).toBe(true);
    await second.pipeline.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
});
