import { describe, expect, test } from 'vitest';
import type { Order } from '../../contract/domain/order.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { collaborators } from '../collaborators.ts';
import { versionInForce } from '../orders/version-in-force.ts';
import { orderOf, readingOf } from '../world.test-helper.ts';
import { type Counted, nextSummaryMs, summaryAt, summaryFigures, summaryRule } from './summary.ts';
import { atHour, historyOf, hoursOf, missingAfter, periodOf, summaryEvery, type Told } from './waits.test-helper.ts';

const MADE = 1 / 60;
/** From hour 0 to hour 40, a summary every twelve hours. */
const ORDER: Told = { hours: 0, period: periodOf(0, 40), rules: [missingAfter(3), summaryEvery(12)] };
const then = (hours: number, over: Partial<Told> = {}): Told => ({ ...ORDER, ...over, hours });
type Versions = readonly [Told, ...Told[]];

describe('the next summary', () => {
  const nextAfter = (versions: Versions, hours: number): string => {
    const next = hoursOf(nextSummaryMs(historyOf(...versions), atHour(hours)));
    return next === undefined ? 'never' : (next - MADE).toFixed(4);
  };
  test.each<[string, Versions, number, string]>([
    ['is that of the first period at first', [ORDER], 0, '12.0000'],
    ['and before the order begins', [ORDER], -50, '12.0000'],
    ['is still that of a period that has just ended', [ORDER], 12, '12.0000'],
    ['is the one after that once it is made', [ORDER], 12 + MADE, '24.0000'],
    ['is none once no period is whole any more', [ORDER], 37, 'never'],
    ['is made of a period that ends with the order', [then(0, { period: periodOf(0, 36) })], 30, '36.0000'],
    ['is none of an order that is shorter', [then(0, { period: periodOf(0, 11.9) })], 0, 'never'],
    ['is none of an order that asks for none', [then(0, { rules: [missingAfter(3)] })], 0, 'never'],
    ['may be of any length that was asked for', [ORDER, then(3, { rules: [summaryEvery(5)] })], 10, '10.0000'],
    ['may be of any length that was asked for', [ORDER, then(3, { rules: [summaryEvery(5)] })], 11, '12.0000'],
    ['goes by the longest end', [ORDER, then(3, { period: periodOf(0, 50) })], 37, '48.0000'],
    ['may be from any start that was stated', [ORDER, then(3, { period: periodOf(2, 40) })], 3, '12.0000'],
    ['may be from any start that was stated', [ORDER, then(3, { period: periodOf(2, 40) })], 12 + MADE, '14.0000'],
    ['goes on while the order is on hold', [ORDER, then(3, { status: 'on-hold' })], 3, '12.0000'],
    ['is none of an order in error', [ORDER, then(3, { status: 'entered-in-error' })], 3, 'never'],
    ['is none after the order was ended', [ORDER, then(14, { status: 'revoked' })], 14, 'never'],
    ['is that of a period that had ended by then', [ORDER, then(12, { status: 'completed' })], 12, '12.0000'],
    ['and of those until an end that is to come', [ORDER, then(25, { status: 'revoked' })], 13, '24.0000'],
    ['and no more', [ORDER, then(25, { status: 'revoked' })], 25, 'never'],
  ])('%s', (_name, versions, hours, expected) => {
    expect(nextAfter(versions, hours)).toBe(expected);
  });
});

describe('at an instant is made', () => {
  const madeAt = (versions: Versions, hours: number): string => {
    const found = summaryAt(historyOf(...versions), atHour(hours), { versionInForce });
    return found === undefined
      ? 'none'
      : `${hoursOf(found.period.fromMs)}-${hoursOf(found.period.toMs)} by ${found.version.version}`;
  };
  test.each<[string, Versions, number, string]>([
    ['that of the period a minute before', [ORDER], 12 + MADE, '0-12 by 1'],
    ['none at the end of a period', [ORDER], 12, 'none'],
    ['none in between', [ORDER], 17, 'none'],
    ['none of no time at all', [ORDER], MADE, 'none'],
    ['none before the order', [ORDER], -12 + MADE, 'none'],
    ['none past its end', [ORDER], 48 + MADE, 'none'],
    [
      'none of another length than is asked for then',
      [ORDER, then(3, { rules: [summaryEvery(5)] })],
      12 + MADE,
      'none',
    ],
    [
      'one of the length that is asked for then',
      [ORDER, then(3, { rules: [summaryEvery(5)] })],
      10 + MADE,
      '5-10 by 2',
    ],
    ['one of a rule that came in the last minute', [then(0, { rules: [] }), then(12.001)], 12 + MADE, '0-12 by 2'],
    ['none of a rule that is to come', [then(0, { rules: [] }), then(13)], 12 + MADE, 'none'],
    ['none once it was ended before', [ORDER, then(11.99, { status: 'revoked' })], 12 + MADE, 'none'],
    ['one where it was ended with the period', [ORDER, then(12, { status: 'revoked' })], 12 + MADE, '0-12 by 2'],
    ['none in error, though that is to come', [ORDER, then(30, { status: 'entered-in-error' })], 12 + MADE, 'none'],
    ['none from a start that was moved', [ORDER, then(3, { period: periodOf(2, 40) })], 12 + MADE, 'none'],
    ['one from the start that holds then', [ORDER, then(3, { period: periodOf(2, 40) })], 14 + MADE, '2-14 by 2'],
    ['one by the end that holds then', [ORDER, then(3, { period: periodOf(0, 11) })], 12 + MADE, 'none'],
  ])('%s', (_name, versions, hours, expected) => {
    expect(madeAt(versions, hours)).toBe(expected);
  });
});

describe('its figures', () => {
  const LIMITS: Order['limits'] = [
    { tier: 'reference', low: '70', high: '160' },
    { tier: 'absolute', low: '20', high: '600' },
  ];
  const order = orderOf({ limits: LIMITS, rules: [summaryEvery(12)] });
  const period = { fromMs: atHour(0), toMs: atHour(12) };
  const mmol = (value: string): Reading =>
    readingOf('0', 'mg/dL', { result: { kind: 'value', quantity: { value, unit: 'mmol/L' } } });
  const counted = (...readings: readonly (string | Reading)[]): readonly Counted[] =>
    readings.map((r) => ({ reading: typeof r === 'string' ? readingOf(r) : r, by: undefined, found: undefined }));
  const numbers = (readings: readonly Counted[], of = order): string => {
    const { summary, count } = summaryFigures(period, readings, of, collaborators);
    return [count, summary.min?.value, summary.max?.value, summary.mean?.value].join(' ');
  };

  test('say the period, in the unit of the order', () => {
    expect(summaryFigures(period, counted('100'), order, collaborators)).toEqual({
      count: 1,
      summary: {
        period: { start: '2026-03-03T12:00:00.000Z', end: '2026-03-04T00:00:00.000Z' },
        abnormalCount: 0,
        criticalCount: 0,
        min: { value: '100', unit: 'mg/dL' },
        max: { value: '100', unit: 'mg/dL' },
        mean: { value: '100', unit: 'mg/dL' },
      },
    });
  });

  test('of nothing have no numbers', () => {
    const { count, summary } = summaryFigures(period, [], order, collaborators);
    expect([count, Object.keys(summary)]).toEqual([0, ['period', 'abnormalCount', 'criticalCount']]);
  });

  test('count what was beyond a limit by what was found then', () => {
    const of = ['H', 'L', 'HH', 'LL', 'HH', undefined].map((found): Counted => ({
      reading: readingOf('100'),
      by: undefined,
      found,
    }));
    expect(summaryFigures(period, of, order, collaborators).summary).toMatchObject({
      abnormalCount: 2,
      criticalCount: 3,
    });
  });

  test.each<[string, readonly (string | Reading)[], string]>([
    ['round the mean half up', ['100', '101'], '2 100 101 101'],
    ['round it down below that', ['100', '100', '101'], '3 100 101 100'],
    ['show numbers as they were sent', ['100.40', '110.0'], '2 100.40 110.0 105'],
    ['show the first of equal ones', ['100.0', '100', '100.00'], '3 100.0 100.0 100'],
    ['round what was converted, and not before the mean', [mmol('5.5'), mmol('5.5'), '99'], '3 99 99 99'],
    ['leave out what cannot be', ['100', '650', '10'], '3 100 100 100'],
    [
      'leave out what is no number',
      ['100', readingOf('1', 'mg/dL', { result: { kind: 'off-scale', direction: 'low' } })],
      '2 100 100 100',
    ],
  ])('%s', (_name, readings, expected) => {
    expect(numbers(counted(...readings))).toBe(expected);
  });

  test('leave out what the version that evaluated it took for implausible, and keep what it did not', () => {
    const [wide] = historyOf({ hours: 0, limits: [{ tier: 'absolute', high: '900' }] }).versions;
    const by = { ...wide, order: { ...wide.order, limits: [{ tier: 'absolute' as const, high: '120' }] } };
    expect(numbers([{ reading: readingOf('650'), by: wide, found: undefined }])).toBe('1 650 650 650');
    expect(numbers([{ reading: readingOf('150'), by, found: undefined }])).toBe('1   ');
  });

  test('go to the precision and the unit of the order', () => {
    expect(numbers(counted(mmol('5.5'), '100'), { ...order, precision: 2 })).toBe('2 99.09 100 99.54');
    const inMmol = { ...order, unit: 'mmol/L' as const, limits: [] };
    expect(numbers(counted(mmol('7.2'), '100'), inMmol)).toBe('2 5.6 7.2 6.4');
  });
});

test('the rule of an order is the one of its kind', () => {
  expect(summaryRule({ rules: [missingAfter(3), summaryEvery(12)] })).toEqual(summaryEvery(12));
  expect(summaryRule({ rules: [missingAfter(3)] })).toBeUndefined();
});
