import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../contract/domain/index.ts';
import { makeItem, makeOrder, type OpOptions, reference } from '../history-builder.test-helper.ts';
import { ACCEPTED, again, begin, both, courses, explored, read, REFUSED, UNKNOWN } from './explored.test-helper.ts';

describe('one course', () => {
  test('of operations one after the other', () => {
    expect(
      both((b) => {
        begin(b);
        read(b, 'r');
      }),
    ).toEqual({ courses: ['r 3, abnormal'], rulings: [...ACCEPTED, '3: accept'] });
  });
  test('of readings that do not bear on one another, whichever comes first', () => {
    const found = explored((b) => {
      begin(b);
      read(b, 'r');
      read(b, 's', { ago: 5 });
    });
    expect([found.courses.length, courses(found)]).toEqual([1, ['r 3, s 4, abnormal, abnormal']]);
  });
  test('of what nobody answered and was seen', () => {
    expect(
      both((b) => {
        begin(b);
        const r = read(b, 'r', UNKNOWN);
        b.wait(10).seen(makeItem(r, makeOrder(), 'i'));
      }),
    ).toEqual({ courses: ['r 3, abnormal'], rulings: [...ACCEPTED, '3: accept'] });
  });
});

describe('what nobody answered', () => {
  test('was filed or not', () => {
    expect(
      both((b) => {
        begin(b);
        read(b, 'r', UNKNOWN);
      }),
    ).toEqual({ courses: ['', 'r 3, abnormal'], rulings: [...ACCEPTED, '3: accept'] });
  });
  test('was filed by it or by its repetition', () => {
    expect(
      both((b) => {
        begin(b);
        again(b, read(b, 'r', UNKNOWN));
      }),
    ).toEqual({
      courses: ['r 4, abnormal'],
      rulings: [...ACCEPTED, '3: accept or accept replay', '4: accept or accept replay'],
    });
  });
  test('was filed by one of several, where it was seen', () => {
    expect(
      both((b) => {
        begin(b);
        const r = read(b, 'r', UNKNOWN);
        again(b, r, UNKNOWN);
        b.wait(10).seen(makeItem(r, makeOrder(), 'i'));
      }),
    ).toEqual({
      courses: ['r 3, abnormal'],
      rulings: [...ACCEPTED, '3: accept or accept replay', '4: accept or accept replay'],
    });
  });
  test('what was seen and cannot have been filed stays unexplained', () => {
    expect(
      both((b) => {
        b.order();
        const r = read(b, 'r', UNKNOWN);
        again(b, r, UNKNOWN);
        b.wait(10).seen(makeItem(r, makeOrder(), 'i'));
      }),
    ).toEqual({ courses: [''], rulings: ['1: accept', '2: refuse never-permitted', '3: refuse never-permitted'] });
  });
  test('an order and a permission are the same, sent again', () => {
    expect(
      both((b) => {
        b.order({}, UNKNOWN);
        b.wait(5).order();
        b.grant();
        read(b, 'r');
      }),
    ).toEqual({
      courses: ['r 4, abnormal'],
      rulings: ['1: accept or accept replay', '2: accept or accept replay', '3: accept', '4: accept'],
    });
    expect(
      both((b) => {
        b.order();
        b.grant('glucose', 'p1', UNKNOWN);
        b.wait(5).grant();
        read(b, 'r');
      }).courses,
    ).toEqual(['r 4, abnormal']);
  });
});

describe('the outcome of one tells how it was with another', () => {
  const inFlight = (options: OpOptions): ReturnType<typeof both> =>
    both((b) => {
      b.order();
      b.grant();
      read(b, 'r', { ago: 5, ...options });
    });
  test('a grant in flight had come, or had not', () => {
    const open = [...ACCEPTED, '3: accept or refuse never-permitted'];
    expect(inFlight({})).toEqual({ courses: ['r 3, abnormal'], rulings: open });
    expect(inFlight(REFUSED)).toEqual({ courses: [''], rulings: open });
    expect(inFlight(UNKNOWN)).toEqual({ courses: ['', 'r 3, abnormal'], rulings: open });
  });
  test('a grant that nobody answered had come by then, later, or never', () => {
    const unanswered = (...outcomes: OpOptions[]): string[] =>
      both((b) => {
        b.order();
        b.grant('glucose', 'p1', UNKNOWN);
        for (const [i, outcome] of outcomes.entries()) read(b.wait(10), `r${i}`, outcome);
      }).courses;
    expect(unanswered({})).toEqual(['r0 3, abnormal']);
    expect(unanswered(REFUSED)).toEqual(['']);
    expect(unanswered(REFUSED, {})).toEqual(['r1 4, abnormal']);
  });
  test('two that both bear on one instant: where one came late the other did as well', () => {
    const MINUTE_MS = 60_000;
    const found = both((b) => {
      b.order();
      b.wait(10 * MINUTE_MS);
      // Of the future until 3.5 minutes from now; on hold, which had to be stated by 2 minutes from now at the latest.
      const at = b.wall(8.5 * MINUTE_MS);
      const from = b.wall(-3 * MINUTE_MS);
      b.wait(MINUTE_MS);
      b.reading({ name: 'r', value: '120', at }, { outcome: 'refused', took: 7 * MINUTE_MS });
      b.changeOrder({ status: 'on-hold', from }, { ago: 7.5 * MINUTE_MS, took: 10 * MINUTE_MS });
    });
    expect(found.rulings).toEqual(['1: accept', '2: refuse future or refuse on-hold', '3: accept or refuse too-early']);
  });
  test('what was answered wrongly does not make the rest wrong', () => {
    expect(
      both((b) => {
        b.order();
        read(b, 'r');
        read(b, 's', REFUSED);
        b.grant();
        read(b, 't', REFUSED);
      }),
    ).toEqual({
      courses: ['', 'r 2'],
      rulings: ['1: accept', '2: refuse never-permitted', '3: refuse never-permitted', '4: accept', '5: accept'],
    });
  });
});

describe('both orders are tried', () => {
  test('of two corrections', () => {
    const found = both((b) => {
      begin(b);
      const r = read(b, 'r');
      const to = (value: string): Reading => ({
        ...r,
        status: 'corrected',
        result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
      });
      b.op({ op: 'reading.submit', reading: to('120') });
      b.op({ op: 'reading.submit', reading: to('300') }, { ago: 5 });
    });
    expect(found.courses).toEqual(['r 3+4+5, abnormal withdrawn, abnormal', 'r 3+5+4, abnormal withdrawn']);
  });
  test('of a change of limits and a reading', () => {
    const found = both((b) => {
      begin(b);
      b.changeOrder({ limits: [reference('70', '300')] });
      b.reading({ name: 'r', value: '250', at: b.wall() }, { ago: 5 });
    });
    expect(found.courses).toEqual(['r 4', 'r 4, abnormal']);
  });
});
