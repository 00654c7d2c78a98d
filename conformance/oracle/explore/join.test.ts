import { describe, expect, test } from 'vitest';
import type { OpLine } from '../../history/lines.ts';
import { Course, type Stated } from '../course/course.ts';
import type { AnyRuling } from '../course/effect.ts';
import type { Content, Filing, SubmitOp } from '../course/filing.ts';
import type { RaisedItem } from '../course/item.ts';
import type { Moment } from '../course/moment.ts';
import type { OrderVersion } from '../course/version.ts';
import { makeOrder, makeReading } from '../history-builder.test-helper.ts';
import { type Entry, Told } from './entry.ts';
import { joined, signature } from './join.ts';
import type { Effect } from './plan.ts';

/** `step`, and from when to when by both clocks. */
const moment = (step: number, from: number, to: number, last?: number): Moment => ({
  step,
  from,
  to,
  now: { low: BigInt(from), high: BigInt(to) },
  ...(last === undefined ? {} : { last }),
});
const shown = (m: Moment | undefined): string =>
  m === undefined
    ? 'never'
    : `${m.step}${m.last === undefined ? '' : `..${m.last}`} ${m.from}-${m.to} ${m.now.low}-${m.now.high}`;
const op = (seq: number, settled = seq): SubmitOp => ({ seq, settled }) as unknown as SubmitOp;

const version = (at: Moment, seq = 1): OrderVersion =>
  ({
    op: op(seq),
    order: makeOrder(),
    from: { low: 0n, high: 0n },
    byAcceptance: false,
    moment: at,
  }) as unknown as OrderVersion;
const content = (at: Moment, seq = 5): Content => ({
  reading: makeReading({ name: 'r', value: '250' }),
  erased: false,
  moment: at,
  by: op(seq),
  evaluators: [],
});
const filing = (contents: readonly Content[], attempts: readonly SubmitOp[] = []): Filing => ({
  key: 'r',
  keys: ['r'],
  contents,
  attempts,
  wrongful: false,
  apart: false,
});
const item = (change: Partial<RaisedItem>): RaisedItem =>
  ({
    order: 'o',
    rule: 'limits',
    reading: 'r',
    kind: 'abnormal',
    interpretation: ['H'],
    members: [],
    nth: 1,
    version: version(moment(0, 0, 0)),
    raised: moment(1, 10, 20),
    cause: op(5),
    late: 'no',
    ...change,
  }) as unknown as RaisedItem;

const entry = (course: Course, change: Partial<Entry> = {}): Entry => ({
  course,
  applied: new Set(),
  told: [],
  faults: [],
  unexplained: 0,
  ...change,
});
/** Two copies of one course, each with its own, and what becomes of them. */
const merged = (a: (course: Course) => void, b: (course: Course) => void): readonly Entry[] => {
  const base = new Course();
  const [x, y] = [base.copy(), base.copy()];
  a(x);
  b(y);
  return joined([entry(x), entry(y)], []);
};
const only = (entries: readonly Entry[]): Course => {
  const [first, ...others] = entries;
  if (first === undefined || others.length > 0) throw new Error(`${entries.length} entries`);
  return first.course;
};

describe('courses with equal states are one', () => {
  test('in which an order was changed at either time', () => {
    const put =
      (...at: Moment[]) =>
      (c: Course) =>
        c.state.orders.set('o', { key: 'o', versions: at.map((m, i) => version(m, i)) });
    const course = only(merged(put(moment(0, 5, 10), moment(2, 20, 30)), put(moment(1, 3, 12), moment(2, 20, 30))));
    expect(course.state.orders.get('o')?.versions.map((v) => shown(v.moment))).toEqual([
      '0..1 3-12 3-12',
      '2 20-30 20-30',
    ]);
  });
  test('whichever came first', () => {
    const put = (at: Moment) => (c: Course) => c.state.orders.set('o', { key: 'o', versions: [version(at)] });
    const of = (a: Moment, b: Moment): string =>
      shown(only(merged(put(a), put(b))).state.orders.get('o')?.versions[0]?.moment);
    expect(of(moment(1, 3, 12), moment(0, 5, 10))).toBe('0..1 3-12 3-12');
    expect(of(moment(1, 3, 12), moment(1, 3, 12))).toBe('1 3-12 3-12');
    expect(of(moment(1, 3, 12), moment(1, 3, 13))).toBe('1 3-13 3-13');
    expect(of(moment(1, 3, 12), moment(1, 4, 12))).toBe('1 3-12 3-12');
    expect(of(moment(1, 3, 12, 4), moment(2, 3, 12))).toBe('1..4 3-12 3-12');
    expect(of(moment(1, 3, 12), moment(2, 3, 12, 6))).toBe('1..6 3-12 3-12');
    expect(of(moment(1, 3, 12), moment(1, 3, 12, 3))).toBe('1..3 3-12 3-12');
  });
  test('in which the clock of the system showed the one or the other', () => {
    const showing = (low: bigint, high: bigint): Moment => ({ ...moment(1, 3, 12), now: { low, high } });
    const put = (at: Moment) => (c: Course) => c.state.orders.set('o', { key: 'o', versions: [version(at)] });
    const of = (a: Moment, b: Moment): string =>
      shown(only(merged(put(a), put(b))).state.orders.get('o')?.versions[0]?.moment);
    expect(of(showing(3n, 8n), showing(9n, 12n))).toBe('1 3-12 3-12');
    expect(of(showing(9n, 12n), showing(3n, 8n))).toBe('1 3-12 3-12');
  });
  test('in which an absence was stated at either time', () => {
    const put =
      (...at: Moment[]) =>
      (c: Course) =>
        c.state.coverage.set(
          'p',
          at.map((m) => ({ absences: [], moment: m, op: op(3) }) as unknown as Stated),
        );
    const course = only(merged(put(moment(0, 1, 4), moment(2, 5, 6)), put(moment(1, 2, 5), moment(2, 5, 6))));
    expect(course.state.coverage.get('p')?.map((s) => shown(s.moment))).toEqual(['0..1 1-5 1-5', '2 5-6 5-6']);
  });
  test('in which a reading was filed and corrected at either time, by any of the attempts', () => {
    const put = (at: Moment, then: Moment, attempts: readonly SubmitOp[]) => (c: Course) =>
      c.putFiling(filing([content(at), content(then, 6)], attempts));
    const [x, y, z] = [op(5), op(6), op(7)];
    const course = only(
      merged(put(moment(0, 1, 4), moment(1, 5, 6), [x, y]), put(moment(0, 2, 5), moment(1, 5, 6), [x, z])),
    );
    const found = course.filing('r');
    expect(found?.contents.map((c) => shown(c.moment))).toEqual(['0 1-5 1-5', '1 5-6 5-6']);
    expect(found?.attempts).toEqual([x, y, z]);
  });
  test('in which an item was raised, seen, finished or withdrawn at either time', () => {
    const put = (change: Partial<RaisedItem>) => (c: Course) => c.state.items.set('i', item(change));
    const of = (a: Partial<RaisedItem>, b: Partial<RaisedItem>): RaisedItem | undefined =>
      only(merged(put(a), put(b))).state.items.get('i');
    expect(shown(of({}, { raised: moment(2, 15, 25) })?.raised)).toBe('1..2 10-25 10-25');
    expect(of({ late: 'no' }, { late: 'no' })?.late).toBe('no');
    expect(of({ late: 'no' }, { late: 'yes' })?.late).toBe('maybe');
    expect(of({ late: 'maybe' }, { late: 'yes' })?.late).toBe('maybe');
    expect(shown(of({ seen: moment(3, 30, 31) }, { seen: moment(3, 30, 35) })?.seen)).toBe('3 30-35 30-35');
    expect(shown(of({}, {})?.seen)).toBe('never');
    const gone = (at: Moment): Partial<RaisedItem> => ({ withdrawn: { reason: 'order-in-error', at } });
    const both = of(gone(moment(4, 40, 41)), gone(moment(4, 39, 41)))?.withdrawn;
    expect([both?.reason, shown(both?.at)]).toEqual(['order-in-error', '4 39-41 39-41']);
  });
  test('of which one was taken back a step', () => {
    // So many that copies share them, and remember what was taken away.
    const base = new Course();
    for (let i = 0; i < 40; i += 1) {
      base.state.items.set(`i${i}`, item({}));
      base.putFiling({ ...filing([content(moment(0, 1, 4))]), key: `r${i}`, keys: [`r${i}`] });
    }
    const going = base.copy();
    going.mark();
    going.state.items.set('i', item({}));
    going.putFiling(filing([content(moment(0, 1, 4))]));
    const [x, y] = [base.copy(), going.copyAtMark()];
    x.state.items.set('i0', item({ raised: moment(1, 10, 21) }));
    y.state.items.set('i0', item({ raised: moment(1, 9, 20) }));
    for (const all of [
      [x.copy(), y.copy()],
      [y, x],
    ]) {
      const { state } = only(
        joined(
          all.map((c) => entry(c)),
          [],
        ),
      );
      expect([...state.items.keys()]).toHaveLength(40);
      expect([...state.filings.keys()]).toHaveLength(40);
      expect(shown(state.items.get('i0')?.raised)).toBe('1 9-21 9-21');
      expect(shown(state.items.get('i1')?.raised)).toBe('1 10-20 10-20');
    }
  });
  test('whose low ends are those of either', () => {
    const put = (low: number, gateLow: number) => (c: Course) => {
      c.low = low;
      c.gateLow = gateLow;
    };
    const lows = (a: readonly [number, number], b: readonly [number, number]): number[] => {
      const { low, gateLow } = only(merged(put(...a), put(...b)));
      return [low, gateLow];
    };
    expect(lows([1, 4], [2, 3])).toEqual([1, 3]);
    expect(lows([2, 3], [1, 4])).toEqual([1, 3]);
  });
  test('with all that was said in either, once', () => {
    const told = (seq: number): Told =>
      new Told({ seq } as OpLine, { seq } as OpLine, { way: 'accept', grounds: [] } as unknown as AnyRuling, []);
    const [a, b, c] = [told(1), told(2), told(3)];
    const course = new Course();
    const all = joined([entry(course, { told: [a, b] }), entry(course, { told: [b, c] })], []);
    expect(all.map((e) => e.told)).toEqual([[a, b, c]]);
  });
  test('of which one is another already', () => {
    const course = new Course();
    course.low = 5;
    expect(only(joined([entry(course), entry(course)], []))).toBe(course);
  });
});

describe('the later of two attempts that raised an item', () => {
  const cause = (a: Partial<SubmitOp>, b: Partial<SubmitOp>): number | undefined => {
    const put = (by: Partial<SubmitOp>, m: Moment) => (c: Course) =>
      c.state.items.set('i', item({ cause: by as SubmitOp, raised: m }));
    return only(merged(put(a, moment(1, 10, 20)), put(b, moment(1, 11, 20)))).state.items.get('i')?.cause.seq;
  };
  test('is its cause', () => {
    expect(cause({ seq: 1, settled: 20 }, { seq: 2, settled: 30 })).toBe(2);
    expect(cause({ seq: 1, settled: 30 }, { seq: 2, settled: 20 })).toBe(1);
    expect(cause({ seq: 1, settled: 20 }, { seq: 2, settled: 20 })).toBe(1);
  });
});

describe('courses stay apart', () => {
  const [x, y] = [{ from: 1 } as unknown as Effect, { from: 2 } as unknown as Effect];
  const fault = (seq: number): OpLine => ({ seq }) as unknown as OpLine;
  const apart = (a: Partial<Entry>, b: Partial<Entry>): boolean =>
    joined([entry(new Course(), a), entry(new Course(), b)], [x, y]).length === 2;
  test.each<[string, boolean, Partial<Entry>, Partial<Entry>]>([
    ['not where they are alike', false, {}, {}],
    ['where another effect is still to come', true, { applied: new Set([x]) }, { applied: new Set([y]) }],
    ['where one has happened', true, { applied: new Set([x]) }, {}],
    ['where they do not explain another outcome', true, { faults: [fault(1)] }, { faults: [fault(2)] }],
    ['where they do not explain more', true, { faults: [fault(1)] }, {}],
    ['where they do not explain a sight', true, { unexplained: 1 }, {}],
    ['not where what happened is over', false, { applied: new Set([{} as unknown as Effect]) }, {}],
  ])('%s', (_name, expected, a, b) => {
    expect(apart(a, b)).toBe(expected);
  });
  test('where their states differ', () => {
    expect(
      merged(
        (c) => c.state.known.set('p', true),
        () => undefined,
      ),
    ).toHaveLength(2);
  });
  test('and where they say something else, by their signature', () => {
    const told = (way: string): Told => new Told(fault(1), fault(1), { way, grounds: [] } as unknown as AnyRuling, []);
    const of = (t: readonly Told[], change: Partial<Entry> = {}): string =>
      signature(entry(new Course(), { told: t, ...change }), [x]);
    expect(of([told('accept')])).toBe(of([told('accept')]));
    expect(of([told('accept')])).not.toBe(of([told('refuse')]));
    expect(of([told('accept')])).not.toBe(of([told('accept')], { applied: new Set([x]) }));
    expect(of([told('accept'), told('refuse')])).not.toBe(of([told('accept')]));
  });
});
