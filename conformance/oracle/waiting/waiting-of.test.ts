import { describe, expect, test } from 'vitest';
import type { InboxItem, Rule } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import type { Course } from '../course/course.ts';
import {
  HistoryBuilder,
  makeItem,
  makeOrder,
  makeReading,
  orderId,
  readingId,
  reference,
} from '../history-builder.test-helper.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { instant } from '../time/instant.ts';
import { exactly } from '../time/span.ts';
import type { Copy } from './escalation.ts';
import type { MissingItem } from './missing.ts';
import type { PeriodicSummary } from './summary.ts';
import { isThisCopy, isThisMissing, isThisSummary, waitingOf } from './waiting-of.ts';
import { Watched } from './watched.ts';

const AT = '2035-01-01T02:00:00Z';
const LATER = '2035-01-01T02:00:01Z';
const END = '2035-01-08T02:00:00Z';
const shown = (change: Partial<InboxItem>): ObservedItem =>
  ({ latest: makeItem(makeReading({ name: 'r', value: '310' }), makeOrder(), 'i', change) }) as unknown as ObservedItem;

describe('a seen item is', () => {
  test('this one on missing data, by kind and instant', () => {
    const is = isThisMissing({ due: exactly(instant(AT)) } as unknown as MissingItem);
    expect(is(shown({ kind: 'missing', due: '2035-01-01T11:00:00+09:00' }))).toBe(true);
    expect(is(shown({ kind: 'missing', due: LATER }))).toBe(false);
    expect(is(shown({ kind: 'missing', due: 'soon' }))).toBe(false);
    expect(is(shown({ kind: 'missing' }))).toBe(false);
    expect(is(shown({ kind: 'abnormal', due: AT }))).toBe(false);
  });
  test('this summary, by kind and period', () => {
    const is = isThisSummary({ start: instant(AT), end: instant(END) } as unknown as PeriodicSummary);
    const summary = (start: string, end = END): Partial<InboxItem> =>
      ({ summary: { period: { start, end } } }) as unknown as Partial<InboxItem>;
    expect(is(shown({ kind: 'summary', ...summary(AT) }))).toBe(true);
    expect(is(shown({ kind: 'summary', ...summary(LATER) }))).toBe(false);
    // Of a week and of a fortnight from the same start: the period of the rule was changed.
    expect(is(shown({ kind: 'summary', ...summary(AT, '2035-01-15T02:00:00Z') }))).toBe(false);
    expect(is(shown({ kind: 'summary' }))).toBe(false);
    expect(is(shown({ kind: 'missing', ...summary(AT) }))).toBe(false);
  });
  test('this copy, by step and any name of its reading', () => {
    const key = keyOf(readingId('r'));
    const course = {
      state: { filings: new Map([[key, { keys: [key, keyOf(readingId('s'))] }]]) },
    } as unknown as Course;
    const is = isThisCopy({ step: 1, item: { reading: key } } as unknown as Copy, course);
    expect(is(shown({ step: 1 }))).toBe(true);
    expect(is(shown({ step: 1, reading: readingId('s') }))).toBe(true);
    expect(is(shown({ step: 1, reading: readingId('q') }))).toBe(false);
    expect(is(shown({ step: 1, reading: undefined }))).toBe(false);
    expect(is(shown({ step: 2 }))).toBe(false);
    expect(is(shown({}))).toBe(false);
    const unknown = isThisCopy({ step: 1, item: { reading: 'x' } } as unknown as Copy, course);
    expect(unknown(shown({ step: 1 }))).toBe(false);
  });
});

describe('what was seen', () => {
  const b = new HistoryBuilder();
  const order = b.order();
  b.grant();
  const r = b.reading({ name: 'r', value: '250' });
  b.wait(85);
  b.seen(makeItem(r, order, 'm'));
  b.wait(10).seen(makeItem(r, order, 'a'));
  b.wait(10).seen(makeItem(r, order, 'z'));
  b.wait(10).seen(makeItem({ ...r, identifier: readingId('q') }, order, 'q'));
  const [patient] = Analysis.of(b.end()).patients;
  if (patient === undefined) throw new Error('no patient');
  const watched = new Watched(patient.record);
  const [o, key] = [keyOf(orderId()), keyOf(readingId('r'))];
  const all = (): boolean => true;
  const named =
    (name: string) =>
    ({ latest }: ObservedItem): boolean =>
      latest.identifier.value === name;
  test('first of an order', () => {
    expect([
      watched.firstDue(o, all, 0),
      watched.firstDue(o, named('a'), 0),
      watched.firstDue(o, named('x'), 0),
    ]).toEqual([100e6, 110e6, undefined]);
    expect(watched.firstDue(keyOf(orderId('o2')), all, 0)).toBeUndefined();
  });
  test('first of an order and reading', () => {
    const sights = [
      watched.firstSight(o, [key], all, 0),
      watched.firstSight(o, ['x', key], named('a'), 0),
      watched.firstSight(o, [key], named('q'), 0),
      watched.firstSight(o, [keyOf(readingId('q'))], all, 0),
      watched.firstSight(keyOf(orderId('o2')), [key], all, 0),
      watched.firstSight(o, [], all, 0),
    ];
    expect(sights).toEqual([100e6, 110e6, undefined, 130e6, undefined, undefined]);
  });
});

describe('the ways of one course', () => {
  /** Summaries of as many orders as are told, each over a reading that is filed as all of them are made. */
  const ways = (orders: number): { readonly ways: number; readonly cut: boolean } => {
    const daily: Rule = { kind: 'summary', period: { value: 12, unit: 'h' } };
    const b = new HistoryBuilder();
    for (let i = 0; i < orders; i += 1) b.order({ name: `o${i}`, limits: [reference('70', '180')], rules: [daily] });
    b.grant();
    b.wait(8 * 3_600_000 + 60_000 - 10 - b.now);
    b.reading({ name: 'r', value: '120', at: '2035-01-01T07:00:00Z' }, { took: 20 });
    b.wait(1000);
    const { patients, end } = Analysis.of(b.end());
    const [patient] = patients;
    const [measure] = patient?.measures ?? [];
    const [course] = measure?.explored.courses ?? [];
    if (patient === undefined || measure === undefined || course === undefined) throw new Error('no course');
    const found = waitingOf(measure, course, new Watched(patient.record), end);
    return { ways: found.ways.length, cut: found.cut };
  };
  test('are all tried', () => {
    expect([ways(1), ways(3), ways(8)]).toEqual([
      { ways: 2, cut: false },
      { ways: 8, cut: false },
      { ways: 256, cut: false },
    ]);
  });
  test('up to a bound, past which it is said that there are more', () => {
    expect(ways(9)).toEqual({ ways: 256, cut: true });
  });
});
