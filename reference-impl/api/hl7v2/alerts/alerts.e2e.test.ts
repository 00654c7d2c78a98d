import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reading } from '../../../../contract/domain/index.ts';
import {
  CLOCK,
  createReadyWorld,
  must,
  OKAFOR,
  orderOf,
  readingOf,
  RIVERA,
  type World,
} from '../../../world.test-helper.ts';
import { ALERT_NAMESPACES, type Receiver, startReceiver, told } from './receiver.test-helper.ts';
import { type AlertOptions, startAlerts } from './start.ts';

let receiver: Receiver;
const open: (() => Promise<void>)[] = [];

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
  await receiver.close();
});

/** Pauses that are over at once, and the lengths that were asked for. */
const paused: number[] = [];
const pauses = {
  firstMs: 100,
  mostMs: 1000,
  wait: async (ms: number) => {
    paused.push(ms);
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  },
};

const start = async (order = orderOf(), options: Partial<AlertOptions> = {}): Promise<World> => {
  paused.length = 0;
  const world = await createReadyWorld(order, { notesAlerts: true });
  open.push(() => world.pipeline.close());
  const { alerts } = world.pipeline;
  if (alerts === undefined) throw new Error('no outbox');
  const sender = startAlerts(alerts, {
    host: receiver.host,
    port: receiver.port,
    namespaces: ALERT_NAMESPACES,
    pauses,
    ...options,
  });
  open.push(() => sender.close());
  return world;
};
const corrected = (reading: Reading, value: string): Reading => ({
  ...reading,
  status: 'corrected',
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
});

describe('what is told', () => {
  test('an item when it is raised, when it changes and when it is withdrawn', async () => {
    const world = await start();
    const reading = readingOf('305');
    must(await world.file(reading));
    must(await world.file(corrected(reading, '306')));
    must(await world.file(corrected(reading, '120')));
    const alerts = await receiver.until(3);
    expect(told(alerts)).toEqual([
      ['start', 'critical', 'i1'],
      ['update', 'critical', 'i1'],
      ['end', 'critical', 'i1'],
    ]);
    const [raised, updated, ended] = alerts.map(({ item }) => item);
    const [item] = world.items();
    expect(raised).toMatchObject({
      value: { value: '305' },
      recipient: RIVERA,
      routedAs: 'responsible',
      status: 'new',
    });
    expect(updated).toMatchObject({ value: { value: '306' }, version: 2 });
    expect(ended).toMatchObject({ status: 'withdrawn', withdrawal: 'corrected-to-normal', version: 3 });
    expect(ended).toEqual({
      ...item,
      history: [],
      ...(ended?.priority === undefined ? {} : { priority: ended.priority }),
    });
  });

  test('a digest is updated; nothing is told of a normal reading', async () => {
    const world = await start(orderOf({ rules: [{ kind: 'digest', window: { value: 12, unit: 'h' } }] }));
    must(await world.file(readingOf('171')));
    must(await world.file(readingOf('120')));
    must(await world.file(readingOf('180')));
    const alerts = await receiver.until(2);
    expect(told(alerts)).toEqual([
      ['start', 'abnormal', 'i1'],
      ['update', 'abnormal', 'i1'],
    ]);
    expect(alerts[1]?.item.count).toBe(2);
  });

  test('an escalation is a new alert that names the first', async () => {
    const world = await start(
      orderOf({ rules: [{ kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR }] }),
    );
    must(await world.file(readingOf('305')));
    must(await world.pipeline.clock.advance(CLOCK, '2026-03-03T12:40:00Z'));
    const [first, copy] = await receiver.until(2);
    expect(copy).toMatchObject({ phase: 'start', item: { recipient: OKAFOR, routedAs: 'escalated' } });
    expect(copy?.item.copyOf).toEqual(first?.item.identifier);
  });

  test('an inclusive limit as it was ordered', async () => {
    await (
      await start(orderOf({ limits: [{ tier: 'critical', low: '54', high: '300', inclusive: 'high' }] }))
    ).file(readingOf('300'));
    const [alert] = await receiver.until(1);
    expect(alert?.bytes).toContain('|>=^300|');
    expect(alert?.bytes).toContain('|54-300|HH|');
  });

  test('as MDM^T02, to who wants notes', async () => {
    await (await start(orderOf(), { form: 'mdm' })).file(readingOf('305'));
    const [note] = await receiver.until(1);
    expect(note?.bytes).toMatch(/\|MDM\^T02\^MDM_T02\|[^|]*\|T\|2\.5\.1\|/);
    expect(note?.item).toMatchObject({ kind: 'critical', recipient: RIVERA });
  });
});

describe('until it is acknowledged', () => {
  test.each(['silence', 'hang-up', 'AR', 'CR'] as const)(
    'after %s the same bytes come again, and nothing overtakes them',
    async (reply) => {
      receiver.answer(reply, reply);
      const world = await start(orderOf(), { ackTimeoutMs: 60 });
      must(await world.file(readingOf('305')));
      must(await world.file(readingOf('306')));
      const alerts = await receiver.until(4);
      expect(told(alerts).map(([, , item]) => item)).toEqual(['i1', 'i1', 'i1', 'i2']);
      expect(new Set(alerts.slice(0, 3).map(({ bytes }) => bytes)).size).toBe(1);
      expect(alerts[3]?.controlId).not.toBe(alerts[0]?.controlId);
      expect(paused).toEqual([100, 200]);
    },
  );

  test('what is refused for good is put aside with its reason and holds up no other', async () => {
    receiver.answer('AE', 'CE', 'CA');
    const world = await start();
    for (const value of ['305', '306', '307']) must(await world.file(readingOf(value)));
    expect(told(await receiver.until(3)).map(([, , item]) => item)).toEqual(['i1', 'i2', 'i3']);
    await expect.poll(() => world.pipeline.alerts?.counts()).toEqual({ waiting: 0, parked: 2, lost: 0 });
  });

  test('a system that always says later holds the others up for so many tries and no longer', async () => {
    receiver.answer(...Array.from({ length: 20 }, () => 'AR' as const));
    const world = await start();
    must(await world.file(readingOf('305')));
    must(await world.file(readingOf('306')));
    expect(told(await receiver.until(21)).at(-1)?.[2]).toBe('i2');
    expect(paused.slice(0, 6)).toEqual([100, 200, 400, 800, 1000, 1000]);
  });
});

describe('a destination that is not there', () => {
  test('slows nothing, and gets everything in order once it is', async () => {
    const { port } = receiver;
    await receiver.close();
    const world = await start();
    for (let value = 301; value <= 340; value += 1) must(await world.file(readingOf(String(value))));
    expect(world.items().length).toBe(40);
    expect(world.pipeline.alerts?.counts().waiting).toBe(40);
    receiver = await startReceiver(port);
    const alerts = await receiver.until(40);
    expect(alerts.map(({ item }) => item.value?.value)).toEqual(Array.from({ length: 40 }, (_, i) => String(301 + i)));
    await expect.poll(() => world.pipeline.alerts?.counts().waiting).toBe(0);
  });

  test('one that never answers keeps no reading waiting, and nothing from closing', async () => {
    receiver.answer(...Array.from({ length: 100 }, () => 'silence' as const));
    const world = await start(orderOf(), { ackTimeoutMs: 600_000 });
    for (let value = 301; value <= 320; value += 1) must(await world.file(readingOf(String(value))));
    await receiver.until(1);
    expect(world.items().length).toBe(20);
    for (const close of open.splice(0).toReversed()) await close();
    expect(receiver.alerts.length).toBe(1);
  });
});
