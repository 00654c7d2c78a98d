import { describe, expect, test } from 'vitest';
import { OrderStatus, type Order } from '../../contract/domain/order.ts';
import { msOf } from '../clock/instant.ts';
import { orderOf, refusalOf, must } from '../world.test-helper.ts';
import { effectiveFromOf } from './effective-from.ts';
import { mayChangeStatus } from './may-change-status.ts';
import type { OrderHistory, OrderVersion } from './order-history.ts';
import { standingAt } from './standing-at.ts';
import { versionInForce } from './version-in-force.ts';

const NOW = msOf('2026-03-10T12:00:00Z');
const version = (number: number, from: string, over: Partial<Order> = {}): OrderVersion => ({
  version: number,
  fromMs: msOf(from),
  order: orderOf({ ...over, effectiveFrom: from }),
  sentFrom: from,
});
const history = (first: OrderVersion, ...rest: OrderVersion[]): OrderHistory => ({
  seq: 1,
  versions: [first, ...rest],
});

describe('transitions', () => {
  const allowed = new Set([
    'draft>draft',
    'draft>active',
    'draft>entered-in-error',
    'active>active',
    'active>on-hold',
    'active>completed',
    'active>revoked',
    'active>entered-in-error',
    'on-hold>on-hold',
    'on-hold>active',
    'on-hold>completed',
    'on-hold>revoked',
    'on-hold>entered-in-error',
    'completed>entered-in-error',
    'revoked>entered-in-error',
  ]);
  const pairs = OrderStatus.options.flatMap((from) => OrderStatus.options.map((to) => ({ from, to })));
  test.each(pairs)('$from to $to', ({ from, to }) => {
    expect(mayChangeStatus(from, to)).toBe(allowed.has(`${from}>${to}`));
  });
  test('a new order is a draft or active', () => {
    expect(OrderStatus.options.filter((to) => mayChangeStatus(undefined, to))).toEqual(['draft', 'active']);
  });
});

describe('the version in force', () => {
  const [one, two] = [version(1, '2026-03-01T00:00:00Z'), version(2, '2026-03-05T00:00:00Z')];
  test.each([
    ['2026-02-28T23:59:59Z', undefined],
    ['2026-03-01T00:00:00Z', 1],
    ['2026-03-04T23:59:59Z', 1],
    ['2026-03-05T00:00:00Z', 2],
    ['2027-01-01T00:00:00Z', 2],
  ])('at %s is %s', (at, expected) => {
    expect(versionInForce([one, two], msOf(at))?.version).toBe(expected);
  });
  test('a later version replaces one that was scheduled', () => {
    const later = version(3, '2026-03-03T00:00:00Z');
    expect(versionInForce([one, two, later], msOf('2026-03-06T00:00:00Z'))?.version).toBe(3);
  });
});

const at = (h: OrderHistory, effective: string, now = NOW) => standingAt(h, msOf(effective), now, { versionInForce });

describe('how an order stands to a reading', () => {
  const held = history(
    version(1, '2026-03-01T00:00:00-05:00'),
    version(2, '2026-03-05T00:00:00Z', { status: 'on-hold' }),
    version(3, '2026-03-07T00:00:00Z'),
  );

  test.each([
    ['2026-03-04T23:59:59Z', 'active'],
    ['2026-03-05T00:00:00Z', 'inactive'],
    ['2026-03-06T23:59:59Z', 'inactive'],
    ['2026-03-07T00:00:00Z', 'active'],
    ['2026-03-01T04:59:59Z', 'inactive'],
  ])('on hold from the 5th to the 7th: a reading of %s finds it %s, whenever sent', (effective, kind) => {
    expect(at(held, effective).kind).toBe(kind);
  });

  test('the period is [start, end)', () => {
    const one = history(
      version(1, '2026-03-01T00:00:00Z', { period: { start: '2026-03-02T00:00:00Z', end: '2026-03-09T00:00:00Z' } }),
    );
    expect(at(one, '2026-03-01T23:59:59Z').kind).toBe('inactive');
    expect(at(one, '2026-03-02T00:00:00Z')).toMatchObject({ kind: 'active', ended: true });
    expect(at(one, '2026-03-08T23:59:59Z', msOf('2026-03-08T23:59:59Z'))).toMatchObject({ ended: false });
    expect(at(one, '2026-03-09T00:00:00Z').kind).toBe('inactive');
  });

  test('completed: later readings find no order, earlier ones an ended one', () => {
    const done = history(
      version(1, '2026-03-01T00:00:00-05:00'),
      version(2, '2026-03-08T00:00:00Z', { status: 'completed' }),
    );
    expect(at(done, '2026-03-08T00:00:00Z').kind).toBe('inactive');
    expect(at(done, '2026-03-07T00:00:00Z')).toMatchObject({ kind: 'active', ended: true, version: { version: 1 } });
  });

  test('a draft admits nothing, and entered in error nothing at any time', () => {
    expect(at(history(version(1, '2026-03-01T00:00:00Z', { status: 'draft' })), '2026-03-03T00:00:00Z').kind).toBe(
      'inactive',
    );
    const error = history(
      version(1, '2026-03-01T00:00:00-05:00'),
      version(2, '2026-03-20T00:00:00Z', { status: 'entered-in-error' }),
    );
    expect(at(error, '2026-03-03T00:00:00Z').kind).toBe('inactive');
  });
});

const from = (order: Order, ...versions: OrderVersion[]) => effectiveFromOf(order, versions, NOW, 30);

const start = (text: string) => orderOf({ period: { start: text, end: '2026-06-01T00:00:00Z' } });

describe('the instant of a version', () => {
  test('first: as stated, else the start of the order', () => {
    expect(must(from(orderOf()))).toBe('2026-03-01T00:00:00-05:00');
    expect(must(from(orderOf({ effectiveFrom: '2026-03-04T00:00:00Z' })))).toBe('2026-03-04T00:00:00Z');
  });

  test('first: not further back than the declared 30 days', () => {
    expect(must(from(start('2026-02-08T12:00:00Z')))).toBe('2026-02-08T12:00:00Z');
    expect(refusalOf(from(start('2026-02-08T11:59:59Z')))).toBe('effective-from-too-early');
    expect(refusalOf(from(orderOf({ effectiveFrom: '2026-02-01T00:00:00Z' })))).toBe('effective-from-too-early');
  });

  test('later: absent or unchanged is the acceptance', () => {
    const previous: OrderVersion = { ...version(1, '2026-03-01T00:00:00-05:00'), sentFrom: '2026-02-27T00:00:00Z' };
    const accepted = '2026-03-10T12:00:00.000Z';
    expect(must(from(orderOf(), previous))).toBe(accepted);
    expect(must(from(orderOf({ effectiveFrom: '2026-03-01T05:00:00Z' }), previous))).toBe(accepted);
    expect(must(from(orderOf({ effectiveFrom: '2026-02-27T00:00:00.000Z' }), previous))).toBe(accepted);
  });

  test('later: at most 5 min back, as far ahead as wanted, after the version before', () => {
    const previous = version(1, '2026-03-10T11:57:00Z');
    const stated = (text: string) => from(orderOf({ effectiveFrom: text }), previous);
    expect(refusalOf(stated('2026-03-10T11:54:59Z'))).toBe('effective-from-too-early');
    expect(refusalOf(stated('2026-03-10T11:56:00Z'))).toBe('effective-from-too-early');
    expect(must(from(orderOf({ effectiveFrom: '2026-03-10T11:55:00Z' }), version(1, '2026-03-01T00:00:00Z')))).toBe(
      '2026-03-10T11:55:00Z',
    );
    expect(must(stated('2026-03-10T11:58:00Z'))).toBe('2026-03-10T11:58:00Z');
    expect(must(stated('2026-05-01T00:00:00Z'))).toBe('2026-05-01T00:00:00Z');
  });

  test('later: a hold or an end need not wait for a version that is dated ahead', () => {
    const ahead = version(2, '2026-03-12T00:00:00Z');
    const stated = (status: Order['status']) =>
      refusalOf(from(orderOf({ status, effectiveFrom: '2026-03-10T12:00:00Z' }), ahead));
    for (const status of ['on-hold', 'completed', 'revoked', 'entered-in-error'] as const)
      expect([status, stated(status)]).toEqual([status, 'accepted']);
    expect(stated('active')).toBe('effective-from-too-early');
    const tooEarly = orderOf({ status: 'revoked', effectiveFrom: '2026-03-10T11:54:59Z' });
    expect(refusalOf(from(tooEarly, ahead))).toBe('effective-from-too-early');
  });

  test('later: behind the version in force only an end may reach', () => {
    const [one, two] = [version(1, '2026-03-01T00:00:00Z'), version(2, '2026-03-10T11:58:00Z')];
    const stated = (status: Order['status'], text: string) =>
      refusalOf(from(orderOf({ status, effectiveFrom: text }), one, two));
    expect(stated('on-hold', '2026-03-10T11:57:59Z')).toBe('effective-from-too-early');
    expect(stated('on-hold', '2026-03-10T11:58:00.001Z')).toBe('accepted');
    for (const status of ['completed', 'revoked', 'entered-in-error'] as const)
      expect([status, stated(status, '2026-03-10T11:57:59Z')]).toEqual([status, 'accepted']);
  });

  test('later: what is released reaches back to the hold that it ends, and no further', () => {
    const ahead = version(3, '2026-03-12T00:00:00Z', { status: 'on-hold' });
    const [one, two] = [version(1, '2026-03-01T00:00:00Z'), version(2, '2026-03-10T11:58:00Z')];
    const stated = (text: string) => refusalOf(from(orderOf({ effectiveFrom: text }), one, two, ahead));
    expect(stated('2026-03-10T11:57:00Z')).toBe('effective-from-too-early');
    expect(stated('2026-03-10T11:59:00Z')).toBe('accepted');
  });

  test('later: a start that moves is held to the 30 days, one that stays is not', () => {
    const old = version(1, '2025-12-01T00:00:00Z', {
      period: { start: '2025-12-01T00:00:00Z', end: '2026-06-01T00:00:00Z' },
    });
    const moved = orderOf({ period: { start: '2025-12-02T00:00:00Z', end: '2026-06-01T00:00:00Z' } });
    expect(refusalOf(from(moved, old))).toBe('effective-from-too-early');
    expect(refusalOf(from(old.order, old))).toBe('accepted');
  });
});
