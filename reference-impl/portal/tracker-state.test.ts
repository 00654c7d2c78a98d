import { describe, expect, test } from 'vitest';
import { msOf } from '../clock/instant.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import { versionInForce } from '../orders/version-in-force.ts';
import { orderOf } from '../world.test-helper.ts';
import type { Order } from '../../contract/domain/order.ts';
import { trackerState, type TrackerFacts } from './tracker-state.ts';

const NOW = msOf('2026-03-03T12:00:00Z');
const version = (number: number, over: Partial<Order> = {}, from = '2026-03-01T05:00:00Z') => ({
  version: number,
  fromMs: msOf(from),
  order: orderOf({ effectiveFrom: from, ...over }),
  sentFrom: undefined,
});
const state = (over: Partial<TrackerFacts>, ...versions: readonly ReturnType<typeof version>[]) => {
  const [first = version(1), ...rest] = versions;
  const history: OrderHistory = { seq: 1, versions: [first, ...rest] };
  const facts = { history, chosen: undefined, isEligible: true, isPermitted: false, nowMs: NOW, ...over };
  return trackerState(facts, { versionInForce });
};

describe('before anything is chosen', () => {
  test('it is offered while the order is active and a phone can serve', () => {
    expect(state({})).toBe('offered');
    expect(state({ isEligible: false })).toBeUndefined();
  });
  test.each([
    ['a draft', version(1, { status: 'draft' })],
    ['on hold', version(1, { status: 'on-hold' })],
    ['not begun', version(1, { period: { start: '2026-03-04T00:00:00Z', end: '2026-06-01T00:00:00Z' } })],
    ['over', version(1, { period: { start: '2026-03-01T00:00:00Z', end: '2026-03-03T12:00:00Z' } })],
    ['in force only later', version(1, {}, '2026-03-03T12:00:00.001Z')],
    ['revoked', version(1, { status: 'revoked' })],
    ['in error', version(1, { status: 'entered-in-error' })],
  ])('nothing of an order that is %s', (_name, one) => {
    expect(state({}, one)).toBeUndefined();
  });
  test('the version in force decides', () => {
    expect(state({}, version(1), version(2, { status: 'on-hold' }, '2026-03-03T11:00:00Z'))).toBeUndefined();
    expect(state({}, version(1), version(2, { status: 'on-hold' }, '2026-03-03T13:00:00Z'))).toBe('offered');
  });
});

describe('once it is picked', () => {
  test('it is connected while permission is in force', () => {
    expect(state({ chosen: 'picked' })).toBe('picked');
    expect(state({ chosen: 'picked', isPermitted: true })).toBe('connected');
  });
  test('a hold, or a phone that is gone, changes nothing of it', () => {
    expect(state({ chosen: 'picked', isEligible: false })).toBe('picked');
    expect(state({ chosen: 'picked' }, version(1, { status: 'on-hold' }))).toBe('picked');
  });
  test.each(['completed', 'revoked', 'entered-in-error'] as const)('the order %s: it is over', (status) => {
    expect(state({ chosen: 'picked', isPermitted: true }, version(1, { status }))).toBe('over');
  });
  test('it is over with the period of the order, to the millisecond', () => {
    const until = (end: string) => version(1, { period: { start: '2026-03-01T00:00:00Z', end } });
    expect(state({ chosen: 'picked' }, until('2026-03-03T12:00:00Z'))).toBe('over');
    expect(state({ chosen: 'picked' }, until('2026-03-03T12:00:00.001Z'))).toBe('picked');
  });
});

test('what was disconnected is shown so, until its order is over', () => {
  expect(state({ chosen: 'disconnected' })).toBe('disconnected');
  expect(state({ chosen: 'disconnected', isEligible: false })).toBe('disconnected');
  expect(state({ chosen: 'disconnected' }, version(1, { status: 'revoked' }))).toBe('over');
});
