import { describe, expect, test } from 'vitest';
import type { Order } from '../../contract/domain/order.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import type { OrderVersion } from '../orders/order-history.ts';
import { filedReading, textOfFiled } from './file-reading.ts';

const NOW = Date.UTC(2026, 2, 3, 12);

const reading: Reading = {
  identifier: { system: 'urn:example:meter', value: 'r"1' },
  patient: { system: 'urn:oid:2.999.1', value: 'MRN1' },
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: '2026-03-03T07:00:00-05:00',
  result: { kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } },
};

const versionOf = (value: string, limits: Order['limits']): OrderVersion => ({
  version: 1,
  fromMs: NOW,
  sentFrom: undefined,
  order: {
    identifier: { system: 'urn:example:placer', value },
    patient: reading.patient,
    measure: 'glucose',
    status: 'active',
    requester: { system: 'urn:example:people', value: 'a' },
    responsible: { system: 'urn:example:people', value: 'a' },
    authoredOn: '2026-03-01T00:00:00Z',
    period: { start: '2026-03-01T00:00:00Z', end: '2026-06-01T00:00:00Z' },
    unit: 'mmol/L',
    limits,
    rules: [],
  },
});

const first = versionOf('A', [
  { tier: 'reference', low: '4.0', high: '10.0' },
  { tier: 'absolute', low: '1.0', high: '40.0' },
]);
const second = versionOf('B', [{ tier: 'critical', high: '20.0' }]);

describe('a reading as it is filed', () => {
  test.each([
    ['no order', [], [], []],
    ['one order', [first], [['reference', '4.0', '10.0']], ['A']],
    [
      'two orders',
      [first, second],
      [
        ['reference', '4.0', '10.0'],
        ['critical', undefined, '20.0'],
      ],
      ['A', 'B'],
    ],
  ])('under %s has their limits and their keys', (_what, versions, ranges, orders) => {
    const filed = filedReading(reading, versions, undefined, NOW);
    expect(filed.ranges.map(({ tier, low, high }) => [tier, low, high])).toEqual(ranges);
    expect(filed.orders.map(({ value }) => value)).toEqual(orders);
  });

  test('another version of the same order has its own limits', () => {
    filedReading(reading, [first], undefined, NOW);
    const narrower = versionOf('A', [{ tier: 'reference', low: '5.0', high: '8.0' }]);
    expect(filedReading(reading, [narrower], undefined, NOW).ranges).toMatchObject([{ low: '5.0', high: '8.0' }]);
  });
});

describe('its text', () => {
  test.each([
    ['no order', []],
    ['one order', [first]],
    ['two orders', [first, second]],
  ])('says what it is, under %s', (_what, versions) => {
    const filed = filedReading(reading, versions, 'H', NOW, 3);
    const kept = { ...filed, filedBy: { system: 'urn:example:client', value: 'gateway' } };
    for (const one of [filed, kept, kept]) expect(JSON.parse(textOfFiled(one))).toEqual(one);
  });
});
