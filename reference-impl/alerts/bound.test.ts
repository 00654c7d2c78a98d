import { describe, expect, test } from 'vitest';
import type { InboxItem, Order } from '../../contract/domain/index.ts';
import { orderOf, weightOrderOf } from '../world.test-helper.ts';
import { phaseOf } from './alert.ts';
import { boundOf } from './bound.ts';

const item = (over: Partial<InboxItem>): InboxItem => ({
  identifier: { system: 'urn:items', value: 'i1' },
  version: 1,
  kind: 'critical',
  status: 'new',
  patient: orderOf().patient,
  order: orderOf().identifier,
  recipient: orderOf().responsible,
  interpretation: ['HH'],
  history: [],
  ...over,
});
const order: Order = orderOf({
  limits: [
    { tier: 'reference', low: '70', high: '160' },
    { tier: 'reference', high: '180', inclusive: 'high', context: 'post-meal' },
    { tier: 'critical', low: '54', high: '300', inclusive: 'both' },
    { tier: 'absolute', low: '10' },
  ],
});

describe('the limit as it was ordered', () => {
  test.each<[string, Partial<InboxItem>, Order, ReturnType<typeof boundOf>]>([
    ['critical, above', {}, order, { inclusive: true, low: '54', high: '300' }],
    ['critical, below', { interpretation: ['LL'] }, order, { inclusive: true, low: '54', high: '300' }],
    ['abnormal', { kind: 'abnormal', interpretation: ['H'] }, order, { inclusive: false, low: '70', high: '160' }],
    [
      'abnormal in a context that has the upper bound alone',
      { kind: 'abnormal', interpretation: ['H'], context: 'post-meal' },
      order,
      { inclusive: true, low: '70', high: '180' },
    ],
    [
      'below in that context: the general bound',
      { kind: 'abnormal', interpretation: ['L'], context: 'post-meal' },
      order,
      { inclusive: false, low: '70', high: '180' },
    ],
    [
      'in a context without limits of its own',
      { kind: 'abnormal', interpretation: ['H'], context: 'fasting' },
      order,
      { inclusive: false, low: '70', high: '160' },
    ],
    ['implausible', { kind: 'data-quality', interpretation: [] }, order, { inclusive: false, low: '10' }],
    [
      'implausible, at the lower bound and inclusive there',
      { kind: 'data-quality', interpretation: [], limit: { value: '10', unit: 'mg/dL' } },
      orderOf({ limits: [{ tier: 'absolute', low: '10', high: '1000', inclusive: 'low' }] }),
      { inclusive: true, low: '10', high: '1000' },
    ],
    ['missing', { kind: 'missing', interpretation: [] }, order, undefined],
    ['summary', { kind: 'summary', interpretation: [] }, order, undefined],
    [
      'a change, strict',
      { kind: 'change', interpretation: ['U'], limit: { value: '2', unit: 'kg' } },
      weightOrderOf(),
      { inclusive: false },
    ],
    [
      'a change, inclusive',
      { kind: 'change', interpretation: ['D'], limit: { value: '3', unit: 'kg' } },
      weightOrderOf({
        rules: [
          {
            kind: 'change',
            direction: 'loss',
            amount: { value: '3', unit: 'kg' },
            window: { value: 3, unit: 'd' },
            boundary: 'inclusive',
          },
        ],
      }),
      { inclusive: true },
    ],
  ])('%s', (_what, over, of, bound) => {
    expect(boundOf(item(over), of)).toEqual(bound);
  });
});

describe('which phase it is', () => {
  const at = '2026-03-03T12:00:00.000Z';
  test.each([
    ['new', 'start'],
    ['updated', 'update'],
    ['withdrawn', 'end'],
    ['seen', undefined],
    ['done', undefined],
  ] as const)('after %s: %s', (status, phase) => {
    expect(
      phaseOf(
        item({
          history: [
            { status: 'new', at, actor: 's' },
            { status, at, actor: 's' },
          ],
        }),
      ),
    ).toBe(phase);
  });

  test('of one that has no story: none', () => expect(phaseOf(item({}))).toBeUndefined());
});
