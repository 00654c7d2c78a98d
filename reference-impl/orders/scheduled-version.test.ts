import { describe, expect, test } from 'vitest';
import type { Order } from '../../contract/domain/order.ts';
import { createReadyWorld, EHR, must, orderOf, readingOf, refusalOf, type World } from '../world.test-helper.ts';

/** Clock of the world: 12:00Z. The stricter limits are dated ahead, for 14:00Z. */
const NOON = '2026-03-03T14:00:00Z';
const STRICTER = orderOf({ limits: [{ tier: 'reference', high: '140' }], effectiveFrom: NOON });

const worldWithSchedule = async (): Promise<World> => {
  const world = await createReadyWorld();
  must(await world.pipeline.orders.change(EHR, STRICTER));
  return world;
};
const change = async (world: World, at: string, over: Partial<Order>) => {
  world.setNow(at);
  const { effectiveFrom: _, ...rest } = STRICTER;
  return world.pipeline.orders.change(EHR, { ...rest, ...over });
};
const readAt = async (world: World, effective: string): Promise<string> => {
  world.setNow(effective);
  return refusalOf(await world.file(readingOf('150', 'mg/dL', { effective })));
};

describe('what is accepted after a version that is dated ahead', () => {
  test.each(['on-hold', 'completed', 'revoked'] as const)('%s is not undone when its instant comes', async (status) => {
    const world = await worldWithSchedule();
    must(await change(world, '2026-03-03T13:00:00Z', { status }));
    expect(await readAt(world, '2026-03-03T13:59:00Z')).toBe('no-active-order');
    expect(await readAt(world, NOON)).toBe('no-active-order');
    expect(await readAt(world, '2026-03-04T09:00:00Z')).toBe('no-active-order');
  });

  test('neither when the hold states an instant of its own, or shows the scheduled one back unchanged', async () => {
    for (const effectiveFrom of ['2026-03-03T12:59:00Z', NOON]) {
      // oxlint-disable-next-line no-await-in-loop -- a world each
      const world = await worldWithSchedule();
      // oxlint-disable-next-line no-await-in-loop
      must(await change(world, '2026-03-03T13:00:00Z', { status: 'on-hold', effectiveFrom }));
      // oxlint-disable-next-line no-await-in-loop
      expect(await readAt(world, '2026-03-03T15:00:00Z'), effectiveFrom).toBe('no-active-order');
    }
  });

  test('the limits that a later change states hold on, also past the instant of the replaced version', async () => {
    const world = await worldWithSchedule();
    must(await change(world, '2026-03-03T13:00:00Z', { limits: [{ tier: 'reference', high: '200' }] }));
    expect(await readAt(world, '2026-03-03T15:00:00Z')).toBe('accepted');
    expect(world.items()).toEqual([]);
  });

  test('a release takes effect at once with what it states', async () => {
    const world = await worldWithSchedule();
    must(await change(world, '2026-03-03T12:30:00Z', { status: 'on-hold' }));
    must(await change(world, '2026-03-03T13:00:00Z', { status: 'active' }));
    expect(await readAt(world, '2026-03-03T13:30:00Z')).toBe('accepted');
    expect(world.items().map(({ limit }) => limit?.value)).toEqual(['140']);
  });
});

describe('what is accepted by a clock that is a little behind', () => {
  test('holds from no earlier instant than what was accepted before it', async () => {
    const world = await createReadyWorld();
    must(await change(world, '2026-03-03T13:00:00Z', {}));
    const shown = must(await change(world, '2026-03-03T12:59:59.500Z', { status: 'on-hold' })).stored.body;
    expect(shown.effectiveFrom).toBe('2026-03-03T13:00:00.000Z');
    // Also where it shows the version before back, as a client does that reads, changes and writes.
    const again = { status: 'active', effectiveFrom: shown.effectiveFrom } as const;
    expect(must(await change(world, '2026-03-03T12:59:59.600Z', again)).stored.body.effectiveFrom).toBe(
      '2026-03-03T13:00:00.000Z',
    );
  });

  test('but from at once where the other clock was set wrong, and back again', async () => {
    const world = await createReadyWorld();
    must(await change(world, '2026-04-03T13:00:00Z', {}));
    const { stored } = must(await change(world, '2026-03-03T13:00:00Z', { status: 'on-hold' }));
    expect(stored.body.effectiveFrom).toBe('2026-03-03T13:00:00.000Z');
  });

  test('and from at once, where what was accepted before it is dated ahead', async () => {
    const world = await worldWithSchedule();
    const { stored } = must(await change(world, '2026-03-03T13:00:00Z', { status: 'on-hold' }));
    expect(stored.body.effectiveFrom).toBe('2026-03-03T13:00:00.000Z');
  });
});
