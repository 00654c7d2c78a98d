import { describe, expect, test } from 'vitest';
import { keyOf } from '../../contract/domain/identifier.ts';
import type { Caller } from '../pipeline.ts';
import {
  AUDITOR,
  clinician,
  createReadyWorld,
  DECOY,
  EHR,
  GATEWAY,
  JANE,
  JOHN,
  must,
  OKAFOR,
  orderOf,
  permissionOf,
  POOL,
  portalOf,
  readingOf,
  refusalOf,
  RIVERA,
  START,
} from '../world.test-helper.ts';
import { isoOf } from '../clock/instant.ts';
import { BOUNDS } from './bounds.ts';
import { Courier, OF_JANE, until, wishOf } from './courier.test-helper.ts';
import type { WantedSubscription } from './subscription.ts';

const DAY_MS = 24 * 3_600_000;

/** A world that is served by a courier, with one active subscription of `caller`. */
const subscribed = async (over: Partial<WantedSubscription> = {}, caller: Caller = EHR) => {
  const world = await createReadyWorld(orderOf(), { notificationTiming: { firstPauseMs: 1, longestPauseMs: 2 } });
  const courier = new Courier();
  const stop = world.pipeline.subscriptions.serve(courier.deliver);
  const { stored } = must(await world.pipeline.subscriptions.create(caller, wishOf(over)));
  const statusOf = (id = stored.id) => must(world.pipeline.subscriptions.read(caller, id)).body.status;
  await until(() => statusOf() === 'active');
  return { ...world, courier, stop, id: stored.id, statusOf, subscriptions: world.pipeline.subscriptions };
};

const eventsOf = ({ subscriptions, id }: Awaited<ReturnType<typeof subscribed>>, caller: Caller = EHR) =>
  must(subscriptions.events(caller, id, {}));

describe('events', () => {
  test('are the creates and updates of the items that fit, as they were then', async () => {
    const world = await subscribed();
    must(await world.file(readingOf('305')));
    const [item] = must(world.pipeline.inbox.search(EHR, { count: 1 })).entries;
    const act = (what: 'seen' | 'done') => world.pipeline.inbox.act(clinician(RIVERA), { id: item?.id ?? '' }, what);
    must(await act('seen'));
    must(await act('seen'));
    must(await act('done'));
    must(await world.file(readingOf('170')));
    must(await world.file(readingOf('100')));
    const { last, events } = eventsOf(world);
    expect(last).toBe(4);
    expect(events.map((e) => [e.number, e.itemId, e.version, e.item.status, e.item.kind])).toEqual([
      [1, 'i1', 1, 'new', 'critical'],
      [2, 'i1', 2, 'seen', 'critical'],
      [3, 'i1', 3, 'done', 'critical'],
      [4, 'i2', 1, 'new', 'abnormal'],
    ]);
    await until(() => world.courier.numbers().length === 4);
    expect(world.courier.numbers()).toEqual([1, 2, 3, 4]);
    expect(world.courier.came.flatMap((n) => n.events)).toEqual(events);
  });

  test('of another patient, owner or kind do not go out and take no number', async () => {
    const world = await subscribed({
      criteria: [OF_JANE, { parameter: 'code', anyOf: ['critical'] }, { parameter: 'owner', anyOf: [keyOf(RIVERA)] }],
    });
    const other = (value: string, over: object) => orderOf({ identifier: { system: 'o', value }, ...over });
    must(await world.pipeline.orders.submit(EHR, other('john', { patient: JOHN })));
    must(await world.pipeline.permissions.set(portalOf(JOHN), permissionOf({ patient: JOHN })));
    must(await world.pipeline.orders.submit(EHR, other('okafor', { responsible: OKAFOR })));
    must(await world.file(readingOf('310', 'mg/dL', { patient: JOHN })));
    must(await world.file(readingOf('170')));
    must(await world.file(readingOf('320')));
    expect(eventsOf(world).events.map((e) => [e.number, e.item.recipient, e.item.value?.value])).toEqual([
      [1, RIVERA, '320'],
    ]);
  });

  test('of what was refused or undone do not exist, and leave no gap', async () => {
    const world = await subscribed();
    const refused = await world.file(readingOf('305'), readingOf('305', 'mg/dL', { patient: JOHN }));
    expect(refusalOf(refused)).not.toBe('accepted');
    expect(eventsOf(world)).toMatchObject({ last: 0, events: [] });
    must(await world.file(readingOf('305')));
    expect(eventsOf(world).events.map((e) => e.number)).toEqual([1]);
  });

  test('begin with the handshake: what was before is in no count', async () => {
    const world = await createReadyWorld();
    must(await world.file(readingOf('305')));
    const { stored } = must(await world.pipeline.subscriptions.create(EHR, wishOf()));
    must(await world.file(readingOf('306')));
    const courier = new Courier();
    world.pipeline.subscriptions.serve(courier.deliver);
    await until(() => must(world.pipeline.subscriptions.read(EHR, stored.id)).body.status === 'active');
    must(await world.file(readingOf('307')));
    await until(() => courier.numbers().length > 0);
    expect(courier.came.map((n) => [n.kind, n.last, n.events.map((e) => e.item.value?.value)])).toEqual([
      ['handshake', 0, []],
      ['event-notification', 1, ['307']],
    ]);
  });

  test('stop at the end, though the worker has not come to it', async () => {
    const world = await subscribed({ end: isoOf(START + 1000) });
    await world.stop();
    must(await world.file(readingOf('305')));
    world.passMs(1000);
    must(await world.file(readingOf('306')));
    expect(eventsOf(world).last).toBe(1);
  });

  test('go on being counted while the endpoint is away, and come in order when it is back', async () => {
    const world = await subscribed();
    world.courier.answer = () => 'away';
    for (let i = 0; i < 3; i += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one commit after the other
      must(await world.file(readingOf('305')));
    }
    await until(() => world.statusOf() === 'error');
    must(await world.file(readingOf('306')));
    world.courier.answer = () => undefined;
    await until(() => world.statusOf() === 'active' && world.courier.numbers().at(-1) === 4);
    const numbers = world.courier.numbers();
    expect(numbers.filter((n, i) => n !== numbers[i - 1])).toEqual([1, 2, 3, 4]);
  });
});

describe('who subscribes', () => {
  test('is the hospital or a clinician; nobody else may even look', async () => {
    const world = await subscribed();
    for (const caller of [GATEWAY, AUDITOR, portalOf(JANE)]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(refusalOf(await world.subscriptions.create(caller, wishOf()))).toBe('scope');
      expect(refusalOf(world.subscriptions.read(caller, world.id))).toBe('scope');
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(refusalOf(await world.subscriptions.remove(caller, world.id))).toBe('scope');
    }
  });

  test('sees their own subscription only', async () => {
    const world = await subscribed();
    const others: readonly Caller[] = [{ ...EHR, client: 'another' }, clinician(RIVERA)];
    for (const other of others) {
      expect(refusalOf(world.subscriptions.read(other, world.id))).toBe('not-found');
      expect(refusalOf(world.subscriptions.events(other, world.id, {}))).toBe('not-found');
      expect(refusalOf(world.subscriptions.status(other, world.id))).toBe('not-found');
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(refusalOf(await world.subscriptions.change(other, world.id, wishOf()))).toBe('not-found');
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(refusalOf(await world.subscriptions.remove(other, world.id))).toBe('not-found');
    }
    expect(refusalOf(world.subscriptions.read(EHR, 's99'))).toBe('not-found');
  });

  test('a clinician hears of their own items and their pools, and of no others', async () => {
    const rivera = clinician(RIVERA);
    const world = await subscribed({ criteria: [], filters: [] }, rivera);
    const other = (value: string, responsible: typeof RIVERA) =>
      world.pipeline.orders.submit(EHR, orderOf({ identifier: { system: 'o', value }, responsible }));
    must(await other('decoy', DECOY));
    must(await other('pool', POOL));
    must(await world.file(readingOf('305')));
    const heard = eventsOf(world, rivera).events.map((e) => e.item.recipient);
    expect(heard).toHaveLength(2);
    expect(heard).toEqual(expect.arrayContaining([RIVERA, POOL]));
    const refused = await world.subscriptions.create(
      rivera,
      wishOf({ criteria: [{ parameter: 'owner', anyOf: [keyOf(RIVERA), keyOf(DECOY)] }] }),
    );
    expect(refused).toMatchObject({ refusal: { code: 'not-recipient', at: 'Subscription.criteria' } });
  });
});

describe('a subscription', () => {
  test('is not made for an endpoint elsewhere, an end that passed, or as ended', async () => {
    const { pipeline } = await createReadyWorld();
    const at = async (over: Partial<WantedSubscription>) => {
      const outcome = await pipeline.subscriptions.create(EHR, wishOf(over));
      return outcome.ok ? 'accepted' : [outcome.refusal.code, outcome.refusal.at];
    };
    expect(await at({ endpoint: 'http://10.0.0.1/' })).toEqual(['bad-value', 'Subscription.channel.endpoint']);
    expect(await at({ end: isoOf(START) })).toEqual(['bad-value', 'Subscription.end']);
    expect(await at({ status: 'off' })).toEqual(['illegal-transition', 'Subscription.status']);
    expect(await at({ end: isoOf(START + 1) })).toBe('accepted');
  });

  test('goes to a host that the operator allows', async () => {
    const { pipeline } = await createReadyWorld(orderOf(), { notifiedHosts: ['ehr.example'] });
    const outcome = await pipeline.subscriptions.create(EHR, wishOf({ endpoint: 'https://ehr.example/notify' }));
    expect(must(outcome).effect).toBe('created');
  });

  test('asked for twice is one, while it is served', async () => {
    const world = await subscribed();
    const again = async (over: Partial<WantedSubscription> = {}, caller = EHR) => {
      const { effect, stored } = must(await world.subscriptions.create(caller, wishOf(over)));
      return [effect, stored.id];
    };
    expect(await again()).toEqual(['replayed', world.id]);
    expect(await again({ headers: ['Authorization: Bearer other'] })).toEqual(['created', 's2']);
    expect(await again({ maxCount: 2 })).toEqual(['created', 's3']);
    expect(await again({}, { ...EHR, client: 'another' })).toEqual(['created', 's4']);
    must(await world.subscriptions.change(EHR, world.id, wishOf({ status: 'off' })));
    expect(await again()).toEqual(['created', 's5']);
  });

  test('asked for again without an end is that one, with its time from then on', async () => {
    const world = await subscribed({ end: isoOf(START + 60_000) });
    world.passMs(1000);
    const again = must(await world.subscriptions.create(EHR, wishOf()));
    expect(again.stored).toMatchObject({
      id: world.id,
      body: { status: 'active', end: isoOf(START + 1000 + 31 * DAY_MS) },
    });
    world.passMs(60_000);
    must(await world.file(readingOf('305')));
    await until(() => world.courier.numbers().length === 1);
    expect(world.courier.kinds()).toEqual(['handshake', 'event-notification']);
  });

  test('asked for again after its handshakes came to nothing begins anew, as the same one', async () => {
    const world = await createReadyWorld(orderOf(), { notificationTiming: { firstPauseMs: 1, longestPauseMs: 2 } });
    const courier = new Courier();
    world.pipeline.subscriptions.serve(courier.deliver);
    courier.answer = () => 'away';
    const { id } = must(await world.pipeline.subscriptions.create(EHR, wishOf())).stored;
    const body = () => must(world.pipeline.subscriptions.read(EHR, id)).body;
    await until(() => body().status === 'error');
    courier.answer = () => undefined;
    const again = must(await world.pipeline.subscriptions.create(EHR, wishOf()));
    expect([again.effect, again.stored.id, again.stored.body.status]).toEqual(['updated', id, 'requested']);
    await until(() => body().status === 'active');
    expect(body().error).toBeUndefined();
  });

  test('ends at the latest after 31 days', async () => {
    const { pipeline } = await createReadyWorld();
    const endOf = async (end?: string) => {
      const wish = wishOf(end === undefined ? { reason: 'none' } : { reason: end, end });
      return must(await pipeline.subscriptions.create(EHR, wish)).stored.body.end;
    };
    const latest = isoOf(START + 31 * DAY_MS);
    expect(await endOf()).toBe(latest);
    expect(await endOf('2030-01-01T00:00:00Z')).toBe(latest);
    expect(await endOf('2026-03-04T00:00:00+01:00')).toBe('2026-03-04T00:00:00+01:00');
  });

  test('is one of a hundred at most; an ended one makes room', async () => {
    const { pipeline } = await createReadyWorld();
    const make = (n: number) => pipeline.subscriptions.create(EHR, wishOf({ reason: `number ${n}` }));
    for (let n = 1; n <= BOUNDS.most; n += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      must(await make(n));
    }
    expect(refusalOf(await make(101))).toBe('unavailable');
    must(await pipeline.subscriptions.remove(EHR, 's7'));
    expect(must(await make(101)).stored.id).toBe('s101');
  });
});

describe('a change', () => {
  test('keeps an active one active, its numbers and its headers, and filters what comes from then on', async () => {
    const world = await subscribed();
    must(await world.file(readingOf('305')));
    const { headers: _unsaid, ...wish } = wishOf({ criteria: [{ parameter: 'code', anyOf: ['abnormal'] }] });
    const changed = must(await world.subscriptions.change(EHR, world.id, wish));
    expect([changed.effect, changed.stored.body.status]).toEqual(['updated', 'active']);
    must(await world.file(readingOf('306')));
    must(await world.file(readingOf('170')));
    await until(() => world.courier.numbers().at(-1) === 2);
    expect(eventsOf(world).events.map((e) => e.item.kind)).toEqual(['critical', 'abnormal']);
    expect(world.courier.came.at(-1)?.headers).toEqual(['Authorization: Bearer secret']);
    expect(world.courier.kinds().filter((kind) => kind === 'handshake')).toHaveLength(1);
  });

  test('of the endpoint begins with a new handshake there, without the headers of the old one', async () => {
    const world = await subscribed();
    const { headers: _unsaid, ...wish } = wishOf({ endpoint: 'http://127.0.0.1:9912/other' });
    const changed = must(await world.subscriptions.change(EHR, world.id, wish));
    expect(changed.stored.body.status).toBe('requested');
    must(await world.file(readingOf('305')));
    await until(() => world.courier.numbers().length > 0);
    expect(world.courier.came.slice(1).map((n) => [n.kind, n.subscription.endpoint, n.headers])).toEqual([
      ['handshake', 'http://127.0.0.1:9912/other', []],
      ['event-notification', 'http://127.0.0.1:9912/other', []],
    ]);
  });

  test('to what it is already is none', async () => {
    const world = await subscribed();
    expect(must(await world.subscriptions.change(EHR, world.id, wishOf({ status: 'active' }))).effect).toBe('replayed');
    expect(world.courier.kinds()).toEqual(['handshake']);
  });

  test.each([
    ['none', undefined],
    ['one that is too late', '2030-01-01T00:00:00Z'],
  ])('of the end to %s is one: 31 days from then on', async (_which, end) => {
    const world = await subscribed({ end: isoOf(START + 60_000) });
    world.passMs(1000);
    const wish = wishOf({ status: 'active', ...(end === undefined ? {} : { end }) });
    const changed = must(await world.subscriptions.change(EHR, world.id, wish));
    expect([changed.effect, changed.stored.body.status]).toEqual(['updated', 'active']);
    expect(changed.stored.body.end).toBe(isoOf(START + 1000 + 31 * DAY_MS));
    expect(must(await world.subscriptions.change(EHR, world.id, wish)).effect).toBe('replayed');
  });

  test('of a version that is not the latest is refused', async () => {
    const world = await subscribed();
    const { version } = must(world.subscriptions.read(EHR, world.id));
    const to = (ifMatch: number) => world.subscriptions.change(EHR, world.id, wishOf({ maxCount: 5 }), ifMatch);
    expect(refusalOf(await to(version - 1))).toBe('stale-version');
    expect(refusalOf(await to(version))).toBe('accepted');
    expect(refusalOf(await world.subscriptions.remove(EHR, world.id, version))).toBe('stale-version');
  });

  test('to active takes one out of error at once, and events that waited follow', async () => {
    const slow = { failures: 1, firstPauseMs: 3_600_000, longestPauseMs: 3_600_000 };
    const { pipeline, file } = await createReadyWorld(orderOf(), { notificationTiming: slow });
    const courier = new Courier();
    pipeline.subscriptions.serve(courier.deliver);
    const { id } = must(await pipeline.subscriptions.create(EHR, wishOf())).stored;
    const status = () => must(pipeline.subscriptions.read(EHR, id)).body.status;
    await until(() => status() === 'active');
    courier.answer = () => 'away';
    must(await file(readingOf('305')));
    await until(() => status() === 'error');
    courier.answer = () => undefined;
    must(await pipeline.subscriptions.change(EHR, id, wishOf({ status: 'active' })));
    await until(() => courier.numbers().length === 2);
    expect(courier.kinds()).toEqual(['handshake', 'event-notification', 'handshake', 'event-notification']);
    await pipeline.close();
  });

  test('to off ends it for good; its events can still be asked for, but nothing is sent or counted', async () => {
    const world = await subscribed();
    must(await world.file(readingOf('305')));
    await until(() => world.courier.numbers().length === 1);
    const off = () => world.subscriptions.change(EHR, world.id, wishOf({ status: 'off' }));
    expect(must(await off()).stored.body.status).toBe('off');
    expect(must(await off()).effect).toBe('replayed');
    must(await world.file(readingOf('306')));
    expect(eventsOf(world)).toMatchObject({ last: 1, events: [{ number: 1 }] });
    expect(refusalOf(await world.subscriptions.change(EHR, world.id, wishOf()))).toBe('illegal-transition');
    expect(world.courier.numbers()).toEqual([1]);
  });

  test('that removes it leaves nothing of it, and again says the same', async () => {
    const world = await subscribed();
    must(await world.file(readingOf('305')));
    expect(must(await world.subscriptions.remove(EHR, world.id)).effect).toBe('updated');
    expect(must(await world.subscriptions.remove(EHR, world.id)).effect).toBe('replayed');
    expect(refusalOf(world.subscriptions.read(EHR, world.id))).toBe('not-found');
    expect(refusalOf(world.subscriptions.events(EHR, world.id, {}))).toBe('not-found');
    expect(refusalOf(await world.subscriptions.change(EHR, world.id, wishOf()))).toBe('not-found');
    expect(must(await world.subscriptions.create(EHR, wishOf())).stored.id).toBe('s2');
  });
});

test('its headers are nowhere but in what is sent, and its endpoint is not in the audit trail', async () => {
  const world = await subscribed({ headers: ['Authorization: Bearer s3cr3t'] });
  const read = JSON.stringify(must(world.subscriptions.read(EHR, world.id)));
  const changed = await world.subscriptions.change(EHR, world.id, wishOf({ headers: ['X-Key: s3cr3t'] }));
  must(await world.subscriptions.remove(EHR, world.id));
  await world.subscriptions.create(EHR, wishOf({ endpoint: 'http://10.0.0.1/s3cr3t' }));
  const audit = must(world.pipeline.audit.search(AUDITOR, { count: 1000 })).entries.map((e) => e.body);
  for (const text of [read, JSON.stringify(changed), JSON.stringify(audit)]) expect(text).not.toContain('s3cr3t');
  expect(JSON.stringify(audit)).not.toContain('notify');
  const own = audit.filter((e) => e.subject === 'subscription');
  expect(own.map((e) => `${e.action} ${e.refusal ?? e.outcome} ${e.entity?.value ?? ''} by ${e.who}`)).toEqual([
    'create ok s1 by vp-ehr',
    'update ok s1 by vp-ehr',
    'delete ok s1 by vp-ehr',
    'create bad-value  by vp-ehr',
  ]);
});
