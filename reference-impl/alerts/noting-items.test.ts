import { afterEach, describe, expect, test } from 'vitest';
import type { Reading } from '../../contract/domain/index.ts';
import {
  CLOCK,
  clinician,
  createReadyWorld,
  EHR,
  must,
  OKAFOR,
  orderOf,
  readingOf,
  RIVERA,
  type World,
} from '../world.test-helper.ts';
import type { AlertOutbox } from './outbox.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.pipeline.close();
});

const ready = async (order = orderOf()): Promise<{ world: World; outbox: AlertOutbox }> => {
  const world = await createReadyWorld(order, { notesAlerts: true });
  worlds.push(world);
  const { alerts } = world.pipeline;
  if (alerts === undefined) throw new Error('no outbox');
  return { world, outbox: alerts };
};
/** Everything that waits: phase, kind, status and value. */
const waiting = (outbox: AlertOutbox): readonly string[] => {
  const all: string[] = [];
  for (let alert = outbox.next(0); alert !== undefined; alert = outbox.next(alert.seq)) {
    const { kind, status, value } = alert.item;
    all.push([alert.phase, kind, status, value?.value].filter((part) => part !== undefined).join(' '));
  }
  return all;
};
const as = (reading: Reading, status: Reading['status'], value: string): Reading => ({
  ...reading,
  status,
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
});

describe('what is noted with an item', () => {
  test('its raising, another figure, its withdrawal and what comes in its place, in that order', async () => {
    const { world, outbox } = await ready();
    const reading = readingOf('305');
    must(await world.file(reading));
    must(await world.file(as(reading, 'corrected', '306')));
    must(await world.file(as(reading, 'corrected', '171')));
    expect(waiting(outbox)).toEqual([
      'start critical new 305',
      'update critical new 306',
      'end critical withdrawn 306',
      'start abnormal new 171',
    ]);
  });

  test('not that a person has seen or finished it; but that it goes to the next one', async () => {
    const { world, outbox } = await ready(
      orderOf({ rules: [{ kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR }] }),
    );
    must(await world.file(readingOf('305')));
    must(await world.pipeline.clock.advance(CLOCK, '2026-03-03T12:40:00Z'));
    must(await world.pipeline.inbox.act(clinician(RIVERA), { id: 'i1' }, 'seen'));
    must(await world.pipeline.inbox.act(clinician(OKAFOR), { id: 'i2' }, 'done'));
    expect(waiting(outbox)).toEqual(['start critical new 305', 'start critical new 305']);
    expect(outbox.next(1)?.item).toMatchObject({ recipient: OKAFOR, copyOf: { value: 'i1' } });
  });

  test('what time raises and ends', async () => {
    const { world, outbox } = await ready(orderOf({ rules: [{ kind: 'missing', period: { value: 48, unit: 'h' } }] }));
    expect(waiting(outbox)).toEqual(['start missing new']);
    must(await world.pipeline.orders.change(EHR, { ...orderOf(), status: 'on-hold' }));
    expect(waiting(outbox)).toEqual(['start missing new', 'end missing withdrawn']);
  });

  test('what is sent again ends with how its item stands by now: withdrawn stays withdrawn', async () => {
    const { world, outbox } = await ready();
    const reading = readingOf('305');
    must(await world.file(reading));
    const start = outbox.next(0);
    if (start === undefined) throw new Error('nothing was noted');
    await outbox.park(start, 'AE busy');
    must(await world.file(as(reading, 'corrected', '120')));
    const end = outbox.next(0);
    if (end === undefined) throw new Error('no withdrawal was noted');
    expect(end.phase).toBe('end');
    await outbox.sent(end);
    expect(await outbox.unpark([start.seq])).toBe(true);
    expect(waiting(outbox)).toEqual(['start critical new 305', 'end critical withdrawn 305']);
  });

  test('several that are sent again go in the order in which they were noted, and tell no end twice', async () => {
    const { world, outbox } = await ready();
    const reading = readingOf('305');
    must(await world.file(reading));
    must(await world.file(as(reading, 'corrected', '306')));
    must(await world.file(as(reading, 'corrected', '120')));
    const told = waiting(outbox);
    const seqs: number[] = [];
    for (let alert = outbox.next(0); alert !== undefined; alert = outbox.next(0)) {
      seqs.push(alert.seq);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await outbox.park(alert, 'AE busy');
    }
    expect(await outbox.unpark(seqs.toReversed())).toBe(true);
    expect(waiting(outbox)).toEqual(told);
    expect(await outbox.unpark(seqs), 'none is parked any more').toBe(false);
    expect(waiting(outbox)).toEqual(told);
  });

  test('that people have seen an item since is no reason to tell more than what is sent again', async () => {
    const { world, outbox } = await ready();
    const reading = readingOf('305');
    must(await world.file(reading));
    must(await world.file(as(reading, 'corrected', '306')));
    const [start, update] = [outbox.next(0), outbox.next(1)];
    if (start === undefined || update === undefined) throw new Error('nothing was noted');
    must(await world.pipeline.inbox.act(clinician(RIVERA), { id: 'i1' }, 'seen'));
    await outbox.sent(start);
    await outbox.park(update, 'AE busy');
    expect(await outbox.unpark([update.seq])).toBe(true);
    expect(waiting(outbox)).toEqual(['update critical new 306']);
  });

  test('nothing of what was refused with its message', async () => {
    const { world, outbox } = await ready();
    const future = readingOf('120', 'mg/dL', { effective: '2026-03-09T07:00:00-05:00' });
    expect((await world.file(readingOf('305'), future)).ok).toBe(false);
    expect(waiting(outbox)).toEqual([]);
  });

  test('the limit by the version that raised it, whatever came after', async () => {
    const { world, outbox } = await ready(
      orderOf({ limits: [{ tier: 'critical', low: '54', high: '300', inclusive: 'high' }] }),
    );
    const reading = readingOf('300');
    must(await world.file(reading));
    must(await world.pipeline.orders.change(EHR, orderOf({ limits: [{ tier: 'critical', high: '299' }] })));
    must(await world.file(as(reading, 'corrected', '120')));
    const bounds = [outbox.next(0), outbox.next(1)].map((alert) => [alert?.phase, alert?.bound]);
    const bound = { inclusive: true, low: '54', high: '300' };
    expect(bounds).toEqual([
      ['start', bound],
      ['end', bound],
    ]);
  });

  test('the limit by the version that the item shows, once a correction of the time has moved it to another', async () => {
    const { world, outbox } = await ready(orderOf({ limits: [{ tier: 'reference', low: '70', high: '160' }] }));
    world.setNow('2026-03-03T12:10:00Z');
    const limits = [{ tier: 'reference', low: '80', high: '150', inclusive: 'high' }] as const;
    const effectiveFrom = '2026-03-03T12:10:00Z';
    must(await world.pipeline.orders.change(EHR, orderOf({ limits: [...limits], effectiveFrom })));
    world.setNow('2026-03-03T13:10:00Z');
    const reading = readingOf('170');
    must(await world.file(reading));
    must(await world.file({ ...reading, status: 'corrected', effective: '2026-03-03T12:20:00Z' }));
    expect([outbox.next(0), outbox.next(1)].map((alert) => [alert?.item.limit?.value, alert?.bound])).toEqual([
      ['160', { inclusive: false, low: '70', high: '160' }],
      ['150', { inclusive: true, low: '80', high: '150' }],
    ]);
  });

  test('the general limits for a reading in two contexts, of which its item shows one', async () => {
    const { world, outbox } = await ready(
      orderOf({
        limits: [
          { tier: 'reference', low: '70', high: '160' },
          { tier: 'reference', low: '60', high: '180', inclusive: 'high', context: 'post-meal' },
        ],
      }),
    );
    must(await world.file(readingOf('170', 'mg/dL', { mealContext: 'post-meal', furtherContexts: ['casual'] })));
    must(await world.file(readingOf('190', 'mg/dL', { mealContext: 'post-meal' })));
    expect([outbox.next(0), outbox.next(1)].map((alert) => [alert?.item.limit?.value, alert?.bound])).toEqual([
      ['160', { inclusive: false, low: '70', high: '160' }],
      ['180', { inclusive: true, low: '60', high: '180' }],
    ]);
  });

  test('listeners are told after the commit; without being asked for, nothing is noted at all', async () => {
    const { world, outbox } = await ready();
    const seen: number[] = [];
    outbox.onNoted(() => seen.push(outbox.counts().waiting));
    must(await world.file(readingOf('305')));
    expect(seen.at(-1)).toBe(1);
    const other = await createReadyWorld();
    worlds.push(other);
    expect(other.pipeline.alerts).toBeUndefined();
  });
});
