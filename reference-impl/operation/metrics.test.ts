import { expect, test } from 'vitest';
import { createReadyWorld, JANE, must, orderOf, readingOf } from '../world.test-helper.ts';
import { isOnServer } from '../store/new-database.test-helper.ts';
import { createMetrics } from './metrics.ts';

const figures = async (text: Promise<string>): Promise<string[]> =>
  (await text).split('\n').filter((line) => line !== '' && !line.startsWith('#') && !line.includes('_bucket'));

test('writes are counted by what they are about and what came of them, items by what raised them', async () => {
  let nowMs = 0;
  const metrics = createMetrics(() => 7);
  const rules = [{ kind: 'missing' as const, period: { value: 1, unit: 'h' as const } }];
  const world = await createReadyWorld(orderOf({ rules }), { watch: metrics.watch, monotonic: () => (nowMs += 4) });
  must(await world.file(readingOf('350')));
  must(await world.file(readingOf('100')));
  await world.file(readingOf('-1'));
  world.passMs(3_600_000);
  await world.pipeline.settle();
  expect(await figures(metrics.text())).toEqual(
    expect.arrayContaining([
      'vitalproof_writes_total{subject="reading",outcome="ok"} 2',
      'vitalproof_writes_total{subject="reading",outcome="bad-value"} 1',
      'vitalproof_writes_total{subject="order",outcome="ok"} 1',
      'vitalproof_write_seconds_count{subject="reading"} 3',
      'vitalproof_reading_to_item_seconds_count 1',
      'vitalproof_reading_to_item_seconds_sum 0.004',
      'vitalproof_items_total{kind="critical",by="reading"} 1',
      'vitalproof_writes_waiting 7',
    ]),
  );
});

test('alerts that wait, are parked or were lost are told where there are any, and not where they cannot be counted', async () => {
  let counts: { waiting: number; parked: number; lost: number } | undefined = { waiting: 2, parked: 1, lost: 3 };
  const metrics = createMetrics(
    () => 0,
    () => counts,
  );
  expect((await figures(metrics.text())).filter((line) => line.includes('alerts'))).toEqual([
    'vitalproof_alerts{state="waiting"} 2',
    'vitalproof_alerts{state="parked"} 1',
    'vitalproof_alerts{state="lost"} 3',
  ]);
  counts = undefined;
  expect(await metrics.text()).toContain('vitalproof_writes_waiting 0');
  expect(await createMetrics(() => 0).text()).not.toContain('vitalproof_alerts');
});

test('what falls due is counted as raised by time', async () => {
  const metrics = createMetrics(() => 0);
  const rules = [{ kind: 'missing' as const, period: { value: 1, unit: 'h' as const } }];
  const order = orderOf({ rules, period: { start: '2026-03-03T11:30:00Z', end: '2026-06-01T00:00:00Z' } });
  const world = await createReadyWorld(order, { watch: metrics.watch });
  world.passMs(3_600_000);
  await world.pipeline.settle();
  expect(world.items(JANE).map((item) => item.kind)).toEqual(['missing']);
  expect(await figures(metrics.text())).toContain('vitalproof_items_total{kind="missing",by="time"} 1');
});

test('a reading that was refused, or undone, has raised nothing', async () => {
  const metrics = createMetrics(() => 0);
  const world = await createReadyWorld(orderOf(), { watch: metrics.watch });
  await world.file(readingOf('350'), readingOf('-1'));
  expect(world.items()).toEqual([]);
  expect((await figures(metrics.text())).filter((line) => line.includes('items_total'))).toEqual([]);
});

test('what falls due is counted once, also where its commit has to be made anew without another write', async () => {
  const metrics = createMetrics(() => 0);
  const rules = [{ kind: 'missing' as const, period: { value: 1, unit: 'h' as const } }];
  const order = orderOf({ rules, period: { start: '2026-03-03T11:30:00Z', end: '2026-06-01T00:00:00Z' } });
  const world = await createReadyWorld(order, { watch: metrics.watch });
  world.passMs(3_600_000);
  // The first of the message is filed and, as the second is refused, undone.
  await Promise.all([world.pipeline.settle(), world.file(readingOf('350'), readingOf('-1'))]);
  expect(world.items().map((item) => item.kind)).toEqual(['missing']);
  expect(await figures(metrics.text())).toContain('vitalproof_items_total{kind="missing",by="time"} 1');
});

test.skipIf(isOnServer)('what could not be committed has raised nothing', async () => {
  const metrics = createMetrics(() => 0);
  const world = await createReadyWorld(orderOf(), { watch: metrics.watch, maxPages: 120 });
  const filed = await Promise.all(Array.from({ length: 200 }, () => world.file(readingOf('350'))));
  expect(filed.filter(({ ok }) => !ok).length).toBeGreaterThan(0);
  const raised = await metrics.figures();
  expect(raised.items.reduce((sum, { total }) => sum + total, 0)).toBe(world.items().length);
  expect(raised.toItem.count).toBe(world.items().length);
});

test('no figure names a patient', async () => {
  const metrics = createMetrics(() => 0);
  const world = await createReadyWorld(orderOf(), { watch: metrics.watch });
  must(await world.file(readingOf('350')));
  expect(await metrics.text()).not.toContain(JANE.value);
});
