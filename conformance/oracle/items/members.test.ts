import { describe, expect, test } from 'vitest';
import type { InboxItem, Reading } from '../../../contract/domain/index.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { RaisedItem } from '../course/item.ts';
import { makeItem, makeOrder, makeReading, readingId, reference } from '../history-builder.test-helper.ts';
import type { Demand } from './demand.ts';
import { memberFlaws } from './members.ts';

const key = (name: string): string => keyOf(readingId(name));
/** What was filed: 200, 250, 250.0 and HI one minute after the other, low ones before them. */
const FILED = new Map<string, Reading>(
  (
    [
      ['a', '200'],
      ['b', '250'],
      ['c', '250.0'],
      ['hi', 'HI'],
      ['low', '60'],
      ['lower', '50'],
      ['lo', 'LO'],
      ['mmol', '15.0'],
    ] as const
  ).map(([name, value], i) => [
    key(name),
    makeReading({ name, value, at: `2035-01-01T00:0${i}:00Z`, unit: name === 'mmol' ? 'mmol/L' : 'mg/dL' }),
  ]),
);
const way = (members: readonly string[], change: Partial<RaisedItem> = {}): RaisedItem =>
  ({
    members: members.map(key),
    interpretation: ['H'],
    digest: { anchor: 0n, recipient: 'p' },
    version: { order: makeOrder({ limits: [reference('70', '180')] }) },
    ...change,
  }) as unknown as RaisedItem;
const low = (...members: string[]): RaisedItem => way(members, { interpretation: ['L'] });
const demand = (family: Demand['family']): Demand =>
  ({
    family,
    nameOf: (one: string) => (one === key('alias') ? key('a') : one),
    readingOf: (one: string) => FILED.get(one),
  }) as unknown as Demand;
const shown = (change: Partial<InboxItem>): InboxItem =>
  makeItem(makeReading({ name: 'a', value: '200' }), makeOrder(), 'i', change);
const flaws = (family: Demand['family'], ways: readonly RaisedItem[], change: Partial<InboxItem>): string[] =>
  memberFlaws(shown(change), ways, demand(family)).map((f) => `${f.kind} ${f.field}: ${f.expected}, not ${f.shown}`);
const ids = (...names: string[]) => names.map(readingId);

describe('a repeated item', () => {
  const of = (change: Partial<InboxItem>, ...ways: RaisedItem[]): string[] =>
    flaws('repeated', ways.length > 0 ? ways : [way(['a', 'b'])], change);
  test.each<[string, string[], Partial<InboxItem>]>([
    ['shows its members', [], { readings: ids('a', 'b') }],
    ['in any order', [], { readings: ids('b', 'a') }],
    ['by any of their names', [], { readings: ids('alias', 'b') }],
    ['and how many they are', [], { readings: ids('a', 'b'), count: 2 }],
    ['not other ones', ['wrong readings: a, b, not a, c'], { readings: ids('a', 'c') }],
    ['not fewer', ['wrong readings: a, b, not a'], { readings: ids('a') }],
    ['not more', ['wrong readings: a, b, not a, b, c'], { readings: ids('a', 'b', 'c') }],
    ['not none', ['missing readings: a, b, not nothing'], {}],
    ['not another count', ['wrong count: 2, not 3'], { readings: ids('a', 'b'), count: 3 }],
    ['neither', ['missing readings: a, b, not nothing', 'wrong count: 2, not 3'], { count: 3 }],
  ])('%s', (_name, expected, change) => {
    expect(of(change)).toEqual(expected);
  });
  test('of one of several ways', () => {
    const ways = [way(['a', 'b']), way(['a', 'b', 'c'])];
    expect(of({ readings: ids('a', 'b', 'c'), count: 2 }, ...ways)).toEqual([]);
    expect(of({ readings: ids('b', 'c'), count: 4 }, ...ways)).toEqual([
      'wrong readings: a, b or a, b, c, not b, c',
      'wrong count: 2 or 3, not 4',
    ]);
    expect(of({}, ...ways)).toEqual(['missing readings: a, b or a, b, c, not nothing']);
  });
  test('of no way says what it likes', () => {
    expect(flaws('repeated', [], { count: 9 })).toEqual([]);
  });
});

describe('a digest', () => {
  const of = (ways: readonly RaisedItem[], change: Partial<InboxItem>): string[] => flaws('limits', ways, change);
  const AB = [way(['a', 'b'])];
  test.each<[string, string[], Partial<InboxItem>]>([
    ['says how many', [], { count: 2 }],
    ['or shows which', [], { readings: ids('b', 'alias') }],
    ['one of both', ['missing count: a, b, not nothing'], {}],
    ['not another count', ['wrong count: 2, not 3'], { count: 3 }],
    ['not other ones', ['wrong readings: a, b, not a, c'], { readings: ids('a', 'c') }],
    ['the one furthest out', [], { count: 2, worst: readingId('b') }],
    ['not another', ['wrong worst: the furthest out of a, b, not a'], { count: 2, worst: readingId('alias') }],
    [
      'not one that did not join',
      ['wrong worst: the furthest out of a, b, not c'],
      { count: 2, worst: readingId('c') },
    ],
    ['the last', [], { count: 2, last: readingId('b') }],
    ['not one before it', ['wrong last: the last of a, b, not a'], { count: 2, last: readingId('a') }],
    ['not one later that did not join', ['wrong last: the last of a, b, not c'], { count: 2, last: readingId('c') }],
  ])('%s', (_name, expected, change) => {
    expect(of(AB, change)).toEqual(expected);
  });
  test('that nothing joined need not say how many', () => {
    expect(of([way(['a'])], {})).toEqual([]);
    expect(of([way(['a']), way(['a', 'b'])], {})).toEqual([]);
    expect(of([way(['a'])], { count: 2 })).toEqual(['wrong count: 1, not 2']);
  });
  const worst = (ways: readonly RaisedItem[], name: string): boolean =>
    of(ways, { count: ways[0]?.members.length, worst: readingId(name) }).length === 0;
  test('of equal ones either is furthest out', () => {
    expect(['b', 'c', 'a'].map((n) => worst([way(['a', 'b', 'c'])], n))).toEqual([true, true, false]);
  });
  test('off the scale is further out than any number', () => {
    expect(['hi', 'b'].map((n) => worst([way(['a', 'b', 'hi'])], n))).toEqual([true, false]);
    expect(['lo', 'lower'].map((n) => worst([low('lower', 'lo')], n))).toEqual([true, false]);
  });
  test('of low ones the lowest', () => {
    expect(['low', 'lower'].map((n) => worst([low('low', 'lower')], n))).toEqual([false, true]);
    expect(['low', 'lower'].map((n) => worst([low('lower', 'low')], n))).toEqual([false, true]);
    expect(worst([low('low')], 'low')).toBe(true);
  });
  test('in the unit of the order', () => {
    expect(['mmol', 'b'].map((n) => worst([way(['b', 'mmol'])], n))).toEqual([true, false]);
  });
  test('one that is filed no more is neither, and counts against none', () => {
    expect(worst([way(['a', 'gone'])], 'gone')).toBe(false);
    expect(worst([way(['a', 'gone'])], 'a')).toBe(true);
    expect(of([way(['a', 'gone'])], { count: 2, last: readingId('gone') })).toHaveLength(1);
    expect(of([way(['a', 'gone'])], { count: 2, last: readingId('a') })).toEqual([]);
  });
  test('the last by effective time or the last that joined', () => {
    const turned = [way(['b', 'c', 'a'])];
    expect(['a', 'b', 'c'].map((n) => of(turned, { count: 3, last: readingId(n) }).length)).toEqual([0, 1, 0]);
  });
  test('of one of several ways', () => {
    const ways = [way(['a', 'b']), way(['a', 'hi'])];
    expect(of(ways, { count: 2, worst: readingId('hi'), last: readingId('b') })).toEqual([]);
    expect(of(ways, { readings: ids('a', 'hi') })).toEqual([]);
    expect(of(ways, { count: 3, worst: readingId('a'), last: readingId('a') })).toEqual([
      'wrong count: 2 or 2, not 3',
      'wrong worst: the furthest out of a, b or a, hi, not a',
      'wrong last: the last of a, b or a, hi, not a',
    ]);
  });
  test('that is closed may show what it held', () => {
    for (const status of ['done', 'withdrawn'] as const) expect(of(AB, { count: 9, status })).toEqual([]);
    expect(of(AB, { count: 9, status: 'seen' })).toHaveLength(1);
  });
  test('is one in every way, else it gathers nothing for certain', () => {
    expect(of([...AB, way(['a'], { digest: undefined })], { count: 9 })).toEqual([]);
  });
});
