import { describe, expect, test } from 'vitest';
import { type InboxItem, keyOf } from '../../../contract/domain/index.ts';
import { makeItem, makeOrder, makeReading, orderId, readingId } from '../history-builder.test-helper.ts';
import type { DueDemand, DueSubject } from '../items/due-demand.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { instant } from '../time/instant.ts';
import { matchDue } from './due-matching.ts';

const AT = '2035-01-01T02:00:00Z';
const O = keyOf(orderId());
interface Named {
  readonly name: string;
  readonly demand: DueDemand;
}
const demand = (
  name: string,
  subject: unknown,
  due: readonly [string, string] = [AT, AT],
  from = 0,
  order = O,
): Named => ({
  name,
  demand: {
    order: { key: order },
    subject: subject as DueSubject,
    due: { low: instant(due[0]), high: instant(due[1]) },
    raised: { from, to: from },
  } as unknown as DueDemand,
});
const item = (name: string, change: Partial<InboxItem>, by = 10): ObservedItem =>
  ({
    key: name,
    first: { by },
    latest: makeItem(makeReading({ name: 'r', value: '310' }), makeOrder(), name, { rule: undefined, ...change }),
  }) as unknown as ObservedItem;
/** To which demand each item is put, and which are astray. */
const matched = (items: readonly ObservedItem[], demands: readonly Named[]): string[] => {
  const { of, stray } = matchDue(
    items,
    demands.map((d) => d.demand),
  );
  return [
    ...demands.flatMap(({ name, demand: d }) => (of.get(d) ?? []).map((i) => `${i.key} is ${name}`)),
    ...stray.map((i) => `${i.key} is stray`),
  ];
};

describe('an item on missing data', () => {
  const missing = (due?: string, change: Partial<InboxItem> = {}, by?: number): ObservedItem =>
    item('i', { kind: 'missing', ...(due === undefined ? {} : { due }), ...change }, by);
  const [first, second] = [
    demand('first', { family: 'missing' }),
    demand('second', { family: 'missing' }, ['2035-01-01T08:00:00Z', '2035-01-01T08:00:02Z'], 20),
  ];
  test.each<[string, ObservedItem]>([
    ['first', missing(AT)],
    ['first', missing('2035-01-01T02:00:00.000999Z')],
    ['second', missing('2035-01-01T08:00:00Z')],
    ['second', missing('2035-01-01T08:00:02Z')],
    ['second', missing('2035-01-01T08:00:01Z')],
    ['stray', missing('2035-01-01T02:00:00.001Z')],
    ['stray', missing('2035-01-01T01:59:59.999Z')],
    ['stray', missing('2035-01-01T08:00:02.001Z')],
    ['stray', missing('soon')],
    ['stray', missing(AT, { order: orderId('o2') })],
    ['stray', missing(AT, { kind: 'summary' })],
  ])('is the one that it says: %s', (expected, one) => {
    expect(matched([one], [first, second])).toEqual([`i is ${expected}`]);
  });
  test('that says nothing is the first that has none and was there', () => {
    const [a, b] = [item('a', { kind: 'missing' }, 10), item('b', { kind: 'missing' }, 20)];
    expect(matched([a], [second, first])).toEqual(['a is first']);
    expect(matched([b, a], [first, second])).toEqual(['a is first', 'b is second']);
    expect(matched([a, item('c', { kind: 'missing' }, 15)], [first, second])).toEqual(['a is first', 'c is first']);
    expect(matched([item('early', { kind: 'missing' }, 19)], [second])).toEqual(['early is stray']);
    expect(matched([item('just', { kind: 'missing' }, 20)], [second])).toEqual(['just is second']);
  });
  test('of two for one gap each is one, the later no earlier than it is called for again', () => {
    const again = demand('again', { family: 'missing' }, [AT, AT], 20);
    const [a, b] = [item('a', { kind: 'missing', due: AT }, 10), item('b', { kind: 'missing', due: AT }, 20)];
    expect(matched([b, a], [first, again])).toEqual(['a is first', 'b is again']);
    expect(matched([a, item('early', { kind: 'missing', due: AT }, 19)], [first, again])).toEqual([
      'a is first',
      'early is first',
    ]);
    expect(matched([a, b, item('c', { kind: 'missing', due: AT }, 30)], [first, again])).toEqual([
      'a is first',
      'c is first',
      'b is again',
    ]);
  });
  test('items of one sight go by their names', () => {
    const [a, b] = [item('a', { kind: 'missing' }, 30), item('b', { kind: 'missing' }, 30)];
    for (const both of [
      [a, b],
      [b, a],
    ])
      expect(matched(both, [first, second])).toEqual(['a is first', 'b is second']);
  });
  test('that says which comes before one that does not', () => {
    const [a, b] = [
      item('a', { kind: 'missing', due: '2035-01-01T08:00:00Z' }, 30),
      item('b', { kind: 'missing' }, 40),
    ];
    expect(matched([a, b], [second, first])).toEqual(['a is second', 'b is first']);
  });
});

describe('a copy', () => {
  const readings = new Set([keyOf(readingId('r')), keyOf(readingId('s'))]);
  const copies = [
    demand('step 1', { family: 'escalation', step: 1, readings }),
    demand('step 2', { family: 'escalation', step: 2, readings }, [AT, AT], 5),
  ];
  const copy = (change: Partial<InboxItem>): ObservedItem =>
    item('i', { kind: 'critical', routedAs: 'escalated', ...change });
  test.each<[string, ObservedItem]>([
    ['step 1', copy({ step: 1 })],
    ['step 2', copy({ step: 2 })],
    ['step 2', copy({ step: 2, reading: readingId('s') })],
    ['step 1', copy({})],
    ['stray', copy({ step: 3 })],
    ['stray', copy({ step: 1, reading: readingId('q') })],
    ['stray', copy({ step: 1, reading: undefined })],
    ['stray', copy({ step: 1, order: orderId('o2') })],
  ])('is the one of its step and reading: %s', (expected, one) => {
    expect(matched([one], copies)).toEqual([`i is ${expected}`]);
  });
});

describe('a summary', () => {
  const summaries = ['2035-01-01', '2035-01-02'].map((day, i) =>
    demand(
      day,
      { family: 'summary', start: instant(`${day}T00:00:00Z`), end: instant(`${day}T12:00:00Z`) },
      [AT, AT],
      i,
    ),
  );
  const summary = (start: string, end: string): ObservedItem =>
    item('i', { kind: 'summary', summary: { period: { start, end } } as InboxItem['summary'] });
  test.each<[string, ObservedItem]>([
    ['2035-01-01', summary('2035-01-01T00:00:00Z', '2035-01-01T12:00:00Z')],
    ['2035-01-02', summary('2035-01-02T09:00:00+09:00', '2035-01-02T12:00:00Z')],
    ['2035-01-02', summary('2035-01-02T00:00:00Z', '2035-01-02T13:00:00Z')],
    ['2035-01-01', item('i', { kind: 'summary' })],
    ['stray', summary('2035-01-03T00:00:00Z', '2035-01-03T12:00:00Z')],
    ['stray', summary('whenever', '2035-01-01T12:00:00Z')],
  ])('is the one of its period: %s', (expected, one) => {
    expect(matched([one], summaries)).toEqual([`i is ${expected}`]);
  });
  test('of two that begin together is the one that ends with it', () => {
    const two = [12, 18].map((hour) =>
      demand(`to ${hour}`, {
        family: 'summary',
        start: instant('2035-01-01T00:00:00Z'),
        end: instant(`2035-01-01T${hour}:00:00Z`),
      }),
    );
    expect(matched([summary('2035-01-01T00:00:00Z', '2035-01-01T18:00:00Z')], two)).toEqual(['i is to 18']);
  });
});

test('a second item of one demand is its own from the very instant at which it was raised', () => {
  const one = demand('one', { family: 'missing' }, [AT, AT], 10);
  const seen = (name: string, by: number): ObservedItem => item(name, { kind: 'missing' }, by);
  expect(matched([seen('a', 10), seen('b', 10)], [one])).toEqual(['a is one', 'b is one']);
  expect(matched([seen('a', 9), seen('b', 10)], [one])).toEqual(['b is one', 'a is stray']);
});
