import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoOf } from '../clock/instant.ts';
import type { World } from '../world.test-helper.ts';
import { clinician, createReadyWorld, EHR, must, readingOf, RIVERA, START } from '../world.test-helper.ts';

const step = fc.constantFrom('file', 'file two', 'see', 'page', 'turn');
const pageSize = fc.integer({ min: 1, max: 4 });

const fileOne = async (world: World, minutesAgo: number): Promise<void> => {
  must(await world.file(readingOf('200', 'mg/dL', { effective: isoOf(START - minutesAgo * 60_000) })));
};

/** Reads on from the stamp of the newest item it has seen, as an inbox observer does. */
class Follower {
  readonly versions = new Map<string, number>();
  readonly #world: World;
  readonly #count: number;
  #since: string | undefined;
  #page: string | undefined;

  constructor(world: World, count: number) {
    this.#world = world;
    this.#count = count;
  }

  /** One page. True while there is more. */
  read(): boolean {
    const { entries, next } = must(
      this.#world.pipeline.inbox.search(EHR, {
        count: this.#count,
        ...(this.#since === undefined ? {} : { since: this.#since }),
        ...(this.#page === undefined ? {} : { page: this.#page }),
      }),
    );
    for (const { id, version } of entries) this.versions.set(id, version);
    this.#page = next;
    if (next === undefined) this.#since = entries.at(-1)?.lastUpdated ?? this.#since;
    return next !== undefined;
  }
}

test('whoever follows the inbox by its stamps, while items are raised and seen, misses no item and no last version', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), pageSize, async (steps, count) => {
      const world = await createReadyWorld();
      const follower = new Follower(world, count);
      const writes: Promise<unknown>[] = [];
      let filed = 0;
      const file = () => writes.push(fileOne(world, (filed += 1)));
      for (const what of steps) {
        if (what === 'file' || what === 'file two') file();
        if (what === 'file two') file();
        if (what === 'page') follower.read();
        if (what === 'see') {
          const { entries } = must(world.pipeline.inbox.search(EHR, { count: 1, status: 'new' }));
          const [item] = entries;
          if (item !== undefined) writes.push(world.pipeline.inbox.act(clinician(RIVERA), item, 'seen'));
        }
        // oxlint-disable-next-line no-await-in-loop -- lets what waits be committed
        if (what === 'turn') await turn();
      }
      await Promise.all(writes);
      while (follower.read()) {
        // Pages are read up to the last one.
      }
      follower.read();
      while (follower.read()) {
        // What came behind the first last page.
      }
      const all = must(world.pipeline.inbox.search(EHR, { count: 1000 })).entries;
      expect(all).toHaveLength(filed);
      expect(new Map(follower.versions)).toEqual(new Map(all.map(({ id, version }) => [id, version])));
      await world.pipeline.close();
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('no reading is lost to who pages by time while corrections move readings in time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 12 }),
      fc.array(fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 500 })), { maxLength: 12 }),
      pageSize,
      async (before, moves, count) => {
        const world = await createReadyWorld();
        const readings = before.map((minutes) =>
          readingOf('200', 'mg/dL', { effective: isoOf(START - minutes * 60_000) }),
        );
        must(await world.file(...readings));
        const found = new Map<string, number>();
        for (let page: string | undefined, first = true; first || page !== undefined; first = false) {
          const { entries, next } = must(
            world.pipeline.readings.search(EHR, { count, ...(page === undefined ? {} : { page }) }),
          );
          for (const { id, version } of entries) found.set(id, version);
          page = next;
          const [which, minutes] = moves.pop() ?? [];
          const moved = which === undefined ? undefined : readings[which % readings.length];
          if (moved === undefined || minutes === undefined) continue;
          const effective = isoOf(START - minutes * 60_000);
          // oxlint-disable-next-line no-await-in-loop -- it must be committed before the next page
          await world.file({ ...moved, status: 'corrected', effective });
        }
        expect(found.size).toBe(readings.length);
        await world.pipeline.close();
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test('the pages of a patient hold each reading once that was there at the start, whatever is filed meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 12 }),
      pageSize,
      async (before, meanwhile, count) => {
        const world = await createReadyWorld();
        for (const minutes of before) {
          // oxlint-disable-next-line no-await-in-loop -- bounded
          await fileOne(world, minutes);
        }
        const there = must(world.pipeline.readings.search(EHR, { count: 1000 })).entries.map(({ id }) => id);
        const found: string[] = [];
        const writes: Promise<void>[] = [];
        for (let page: string | undefined, first = true; first || page !== undefined; first = false) {
          const { entries, next } = must(
            world.pipeline.readings.search(EHR, { count, ...(page === undefined ? {} : { page }) }),
          );
          found.push(...entries.map(({ id }) => id));
          page = next;
          const minutes = meanwhile.pop();
          if (minutes !== undefined) writes.push(fileOne(world, minutes));
          // oxlint-disable-next-line no-await-in-loop -- lets what waits be committed
          await turn();
        }
        await Promise.all(writes);
        expect(new Set(found).size).toBe(found.length);
        expect(found).toEqual(expect.arrayContaining(there));
        await world.pipeline.close();
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
