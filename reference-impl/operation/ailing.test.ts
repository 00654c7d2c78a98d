import { describe, expect, test, vi } from 'vitest';
import { StoreUnavailable, type Trouble } from '../store/unavailable.ts';
import { isOnServer } from '../store/new-database.test-helper.ts';
import { createReadyWorld, orderOf, readingOf, refusalOf } from '../world.test-helper.ts';
import { createAiling } from './ailing.ts';
import { createMetrics } from './metrics.ts';
import { NOBODY } from './watch.ts';

/** What was told, in order. */
const watched = () => {
  const told: (Trouble | undefined)[] = [];
  return { told, store: (trouble: Trouble | undefined) => void told.push(trouble) };
};

describe('what ails the database', () => {
  test('is told as it comes and as it goes, however often it is met', () => {
    const watch = watched();
    const ailing = createAiling(watch);
    ailing.committed();
    for (const trouble of ['full', 'full', 'input-output', 'input-output'] as const) ailing.came(trouble);
    expect(ailing.trouble).toBe('input-output');
    ailing.committed();
    ailing.committed();
    expect(ailing.trouble).toBeUndefined();
    expect(watch.told).toEqual(['full', 'input-output', undefined]);
  });

  test.each<[Trouble | undefined, boolean]>([
    [undefined, false],
    ['locked', true],
    ['full', true],
    ['input-output', true],
    ['read-only', true],
    ['unreachable', false],
    ['not-admitted', false],
    ['damaged', false],
    ['migrated', false],
  ])('of %s only a commit shows that it is over: %s', (trouble, isProved) => {
    const ailing = createAiling(watched());
    if (trouble !== undefined) ailing.came(trouble);
    expect(ailing.isProvedByWriting).toBe(isProved);
  });

  test.each(['damaged', 'not-a-database', 'migrated'] as const)('%s stays, whatever comes after', (trouble) => {
    const watch = watched();
    const ailing = createAiling(watch);
    ailing.came(trouble);
    ailing.committed();
    ailing.came('full');
    expect([ailing.trouble, ailing.isIncurable, watch.told]).toEqual([trouble, true, [trouble]]);
  });
});

describe('a pipeline whose database is in trouble', () => {
  test('refuses what it cannot write, to be sent again, and nothing of it stays', async () => {
    const watch = watched();
    let isFull = false;
    const world = await createReadyWorld(orderOf(), {
      watch: { ...NOBODY, store: watch.store },
      collaborators: {
        keepsAudit: () => {
          if (isFull) throw new StoreUnavailable('full');
          return true;
        },
      },
    });
    isFull = true;
    const both = await Promise.all([world.file(readingOf('350')), world.file(readingOf('100'))]);
    expect(both.map(refusalOf)).toEqual(['unavailable', 'unavailable']);
    expect(world.items()).toEqual([]);
    isFull = false;
    expect(refusalOf(await world.file(readingOf('350')))).toBe('accepted');
    expect(world.items()).toHaveLength(1);
  });

  // A limit of pages is what SQLite has.
  test.skipIf(isOnServer)('without room says so until it has room', async () => {
    const watch = watched();
    const world = await createReadyWorld(orderOf(), { watch: { ...NOBODY, store: watch.store }, maxPages: 130 });
    let filed = 0;
    for (; filed < 5000; filed += 1)
      // oxlint-disable-next-line no-await-in-loop -- until it is full
      if (refusalOf(await world.file(readingOf('350'))) === 'unavailable') break;
    expect(world.pipeline.health().trouble).toBe('full');
    expect(watch.told.at(-1)).toBe('full');
    expect(world.items()).toHaveLength(filed);
  });

  test.skipIf(isOnServer)('with room for a little and not for readings is not held for well', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const watch = watched();
      let ticksMs = 0;
      const world = await createReadyWorld(orderOf(), {
        watch: { ...NOBODY, store: watch.store },
        monotonic: () => ticksMs,
        maxPages: 130,
      });
      // oxlint-disable-next-line no-await-in-loop -- until it is full
      while (refusalOf(await world.file(readingOf('350'))) !== 'unavailable');
      expect(watch.told).toEqual(['full']);
      ticksMs = 10_000;
      await vi.advanceTimersByTimeAsync(1000);
      // It comes behind whatever was tried.
      await world.file(readingOf('350'));
      expect([watch.told, world.pipeline.health().trouble]).toEqual([['full'], 'full']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('is counted, by what it was', async () => {
    const metrics = createMetrics(() => 0);
    metrics.watch.store('full');
    metrics.watch.store(undefined);
    metrics.watch.store('full');
    const text = await metrics.text();
    expect(text).toContain('vitalproof_store_troubles_total{trouble="full"} 2');
  });
});
