import { describe, expect, test } from 'vitest';
import type { Order } from '../../../contract/domain/index.ts';
import { makeOrder, reference } from '../history-builder.test-helper.ts';
import { versionOf } from '../version.test-helper.ts';
import { isEnd, isInError, sameOrder, withBeginning, withTaking } from './version.ts';

const span = (low: bigint, high: bigint) => ({ low, high });
const version = versionOf(makeOrder(), {
  from: span(10n, 20n),
  byAcceptance: true,
  moment: { step: 0, from: 1, to: 2, now: span(10n, 20n) },
});

describe('what becomes known of a version', () => {
  test.each([
    [15n, true, span(10n, 14n)],
    [15n, false, span(15n, 20n)],
    [30n, true, span(10n, 20n)],
    [21n, true, span(10n, 20n)],
    [20n, true, span(10n, 19n)],
    [5n, false, span(10n, 20n)],
    [11n, false, span(11n, 20n)],
  ])('cut at %s, before: %s', (at, before, left) => {
    const begun = withBeginning(version, at, before);
    expect([begun.from, begun.moment]).toEqual([left, { ...version.moment, now: left }]);
    const stated = withBeginning({ ...version, byAcceptance: false }, at, before);
    expect([stated.from, stated.moment]).toEqual([left, version.moment]);
    const taken = withTaking(version, at, before);
    expect([taken.from, taken.moment]).toEqual([version.from, { ...version.moment, now: left }]);
  });
});

test('ends and errors', () => {
  const states = ['draft', 'active', 'on-hold', 'completed', 'revoked', 'entered-in-error'] as const;
  const versions = states.map((status) => versionOf(makeOrder({ status })));
  expect(versions.map(isEnd)).toEqual([false, false, false, true, true, false]);
  expect(versions.map(isInError)).toEqual([false, false, false, false, false, true]);
});

describe('the same order', () => {
  const order = makeOrder({ limits: [reference('70', '180'), reference('60')] });

  test('whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(order).toReversed()) as unknown as Order;
    const deep: Order = {
      ...order,
      limits: order.limits.map((l) => Object.fromEntries(Object.entries(l).toReversed()) as typeof l),
    };
    expect([sameOrder(order, turned), sameOrder(turned, order), sameOrder(order, deep)]).toEqual([true, true, true]);
  });

  test('is not one with another value, an element more, or its elements in another order', () => {
    expect([
      sameOrder(order, { ...order, status: 'on-hold' }),
      sameOrder(order, { ...order, effectiveFrom: '2035-01-01T00:00:00Z' }),
      sameOrder(order, { ...order, limits: order.limits.toReversed() }),
      sameOrder(order, { ...order, limits: [] }),
    ]).toEqual([false, false, false, false]);
  });
});
