import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import { HistoryBuilder, makeReading } from '../history-builder.test-helper.ts';
import {
  ACCEPTED,
  begin,
  both,
  courses,
  explored,
  filed,
  read,
  REFUSED,
  UNKNOWN,
  type Write,
} from './explored.test-helper.ts';
import { type Explored, Explorer } from './explorer.ts';
import { planOf } from './plan.ts';

const batch = (b: HistoryBuilder, count: number): void => {
  for (const [i, name] of names(count).entries())
    b.op(
      { op: 'reading.submit', reading: makeReading({ name, value: '250' }), bundle: { kind: 'batch', id: 'x' } },
      i === 0 ? {} : { ago: 10 },
    );
};
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `r${i}`);

describe('more courses than are kept are said to be more, and a few of them are told of', () => {
  const kept = (write: Write): [boolean, number] => {
    const { overflow, courses: all } = explored(write);
    return [overflow, all.length];
  };
  test('of readings that nobody answered', () => {
    const unanswered = (count: number): [boolean, number] =>
      kept((b) => {
        begin(b);
        for (const name of names(count)) read(b, name, UNKNOWN);
      });
    expect(unanswered(6)).toEqual([false, 64]);
    expect(unanswered(7)).toEqual([true, 4]);
  });
  test('of one operation that leaves as many questions open', () => {
    /** Entries of a batch that had to be refused and were not: each may be filed or not. */
    const wrongly = (count: number): [boolean, number] =>
      kept((b) => {
        b.order();
        batch(b, count);
      });
    expect(wrongly(6)).toEqual([false, 64]);
    expect(wrongly(7)).toEqual([true, 4]);
  });
  test('where fewer are allowed of one operation', () => {
    const b = new HistoryBuilder();
    b.order();
    batch(b, 2);
    const [measure] = Analysis.of(b.end()).patients.flatMap((p) => p.measures);
    const ops = b.lines.filter((line) => line.kind === 'op');
    const allowed = (most: number): [boolean, number] => {
      if (measure === undefined) throw new Error('nothing explored');
      const setting = { ambience: measure.ambience, acted: () => undefined, inSequence: false, most };
      const plan = planOf(ops, { seen: () => undefined, repeated: () => undefined });
      const { overflow, courses: all } = new Explorer(setting, 0n, []).explore(plan);
      return [overflow, all.length];
    };
    expect([allowed(5), allowed(4), allowed(3)]).toEqual([
      [false, 4],
      [false, 4],
      [true, 3],
    ]);
  });
  test('also of such as are dropped at once, because they explain less', () => {
    /** Readings on their way for long, all refused in the end; a withdrawal meanwhile. */
    const refused = (count: number): Explored =>
      explored((b) => {
        begin(b);
        for (const name of names(count)) read(b, name, { ...REFUSED, took: 1000, ago: 0 });
        b.wait(100);
        b.permission('withdrawn');
      });
    const eight = refused(8);
    expect([eight.overflow, courses(eight)]).toEqual([false, ['']]);
    const open = [...eight.rulings.values()].map((all) => [...new Set(all.map((r) => r.way))].toSorted().join());
    expect(open.toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => 'accept'),
      ...names(8).map(() => 'accept,refuse'),
    ]);
    expect(refused(9).overflow).toBe(true);
  });
});

describe('courses that explain what was answered equally well', () => {
  /** A correction in either order with another, then so many readings. */
  const corrected = (later: number): Explored =>
    explored((b) => {
      begin(b);
      const r = read(b, 'r', {}, '120');
      const to = (value: string): Reading => ({
        ...r,
        status: 'corrected',
        result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
      });
      b.op({ op: 'reading.submit', reading: to('121') });
      b.op({ op: 'reading.submit', reading: to('122') }, { ago: 5 });
      for (const name of names(later)) read(b.wait(100), name, {}, '120');
    });
  test.each([0, 1, 20])('all go on, through %i readings more', (later) => {
    const found = corrected(later);
    const others = names(later).map((name, i) => `${name} ${6 + i}`);
    expect(courses(found)).toEqual([['r 3+4+5', ...others].join(', '), ['r 3+5+4', ...others].join(', ')]);
    expect(found.courses.map((c) => c.steps)).toEqual([5 + later, 5 + later]);
  });
  test('each on its own, however much they have in common', () => {
    /** Two readings taken against a withdrawal: each may be filed or not. */
    const found = both((b) => {
      begin(b);
      for (const name of names(20)) read(b, name, {}, '120');
      b.permission('withdrawn');
      read(b, 'x', {}, '120');
      read(b, 'y', {}, '120');
    });
    const all = names(20).map((name, i) => `${name} ${3 + i}`);
    const withOthers = (...others: string[]): string => [...all, ...others].join(', ');
    expect(found.courses).toEqual([withOthers(), withOthers('x 24'), withOthers('x 24', 'y 25'), withOthers('y 25')]);
    expect(found.rulings.slice(-3)).toEqual(['23: accept', '24: refuse withdrawn', '25: refuse withdrawn']);
  });
});

describe('what contradicts an answer', () => {
  /** A reading was taken perhaps before its grant; so many grants later another is taken, twice, under its identifier. */
  const reused = (grants: number): ReturnType<typeof both> =>
    both((b) => {
      b.via = 'hl7v2';
      b.order();
      b.grant('glucose', 'p1', { took: 20, ago: 0 });
      read(b, 'r', { took: 20 });
      for (let i = 0; i < grants; i += 1) b.permission('granted');
      for (let i = 0; i < 2; i += 1) b.op({ op: 'reading.submit', reading: makeReading({ name: 'r', value: '120' }) });
    });
  test('is waited for: it was the first that was wrong', () => {
    const { courses: all, rulings } = reused(0);
    expect(all).toEqual(['r 4']);
    expect(rulings).toEqual([
      ...ACCEPTED,
      '3: refuse never-permitted',
      '4: accept or refuse conflict',
      '5: accept replay or refuse conflict',
    ]);
    expect(reused(5).courses).toEqual(['r 9']);
    expect(reused(6).courses).toEqual(['r 10']);
  });
  test('but not for ever: past eight quiet moments it was the last', () => {
    const { courses: all, rulings } = reused(7);
    expect(all).toEqual(['r 3, abnormal']);
    expect(rulings[2]).toBe('3: accept or refuse never-permitted');
    expect(rulings.slice(-2)).toEqual(['11: refuse conflict', '12: refuse conflict']);
  });
});

describe('an operation takes effect once', () => {
  test('though it was on its way while others showed that it had come', () => {
    const found = explored((b) => {
      b.order();
      b.grant('glucose', 'p1', { took: 1000, ago: 0 });
      batch(b.wait(100), 2);
      b.wait(1000);
    });
    expect(found.courses.map((c) => c.steps)).toEqual([4]);
    expect(filed(found)).toEqual([['r0 3 110-120', 'r1 4 110-120']]);
  });
});
