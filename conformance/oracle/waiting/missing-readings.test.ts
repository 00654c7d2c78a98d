import { describe, expect, test } from 'vitest';
import { makeOrder, makeReading, makeItem } from '../history-builder.test-helper.ts';
import { onlyWait, waitsOf } from './waits.test-helper.ts';
import {
  HOUR_MS,
  DUE,
  told,
  hours,
  until,
  changed,
  again,
  seen,
  act,
  normal,
  FIRST,
  type Write,
} from './missing.test-helper.ts';

describe('of the readings filed the latest counts', () => {
  const DATA = `${FIRST} data-received 01-01 03:00 by 10800000 ms`;
  const raised = (due: string): string => `o1 missing 01-01 ${due}, line 1, raised 01-01 ${due}: stands`;
  test.each<[string, string[], Write]>([
    [
      'by its own time',
      [DATA, raised('09:00')],
      (b) => {
        normal(b);
        normal(b, 'early', '2035-01-01T01:00:00Z');
      },
    ],
    [
      'without what was erased',
      [DATA, raised('07:00')],
      (b) => {
        const last = normal(b);
        normal(b, 'q', '2035-01-01T00:30:00Z');
        normal(b, 'p', '2035-01-01T01:00:00Z');
        normal(b, 'o', '2035-01-01T00:45:00Z');
        hours(b, 1);
        again(b, last, { status: 'entered-in-error' });
      },
    ],
    [
      'also where one of the same instant was erased',
      [DATA, raised('09:00')],
      (b) => {
        const r = normal(b);
        b.reading({ name: 's', value: '121' });
        hours(b, 1);
        again(b, r, { status: 'entered-in-error' });
      },
    ],
    [
      'also where one of an instant was erased before those after it',
      [DATA, raised('07:00')],
      (b) => {
        const p = normal(b, 'p', '2035-01-01T01:00:00Z');
        b.reading({ name: 'q', value: '121', at: '2035-01-01T01:00:00Z' });
        const r = normal(b);
        hours(b, 1);
        again(b, p, { status: 'entered-in-error' });
        again(b, r, { status: 'entered-in-error' });
      },
    ],
    [
      'whatever older one is erased',
      [DATA, raised('09:00')],
      (b) => {
        const p = normal(b, 'p', '2035-01-01T01:00:00Z');
        normal(b);
        hours(b, 1);
        again(b, p, { status: 'entered-in-error' });
      },
    ],
    [
      'as corrected',
      [DATA, raised('07:00')],
      (b) => {
        const r = normal(b);
        hours(b, 1);
        again(b, r, { status: 'corrected', effective: '2035-01-01T01:00:00Z' });
      },
    ],
    [
      'unless it is corrected to a failed one',
      [DATA, `${FIRST.replace('raised 01-01 02:00', 'raised 01-01 04:00 by 14400000 ms')} stands`],
      (b) => {
        const r = normal(b);
        hours(b, 1);
        again(b, r, { status: 'corrected', result: { kind: 'absent', reason: 'error' } });
      },
    ],
  ])('%s', (_name, expected, write) => {
    const b = told({}, (all) => {
      until(all, 3);
      write(all);
      until(all, 10);
    });
    expect(onlyWait(b.end())).toEqual(expected);
  });
  test('an erasure that makes the same instant due again raises a second item', () => {
    const b = told({}, (all) => {
      until(all, 3);
      const r = normal(all);
      until(all, 4);
      again(all, r, { status: 'entered-in-error' });
      hours(all, 1);
    });
    expect(onlyWait(b.end())).toEqual([
      DATA,
      `${FIRST.replace('raised 01-01 02:00', 'raised 01-01 04:00 by 14400000 ms')} stands`,
    ]);
  });
});

describe('a person who finishes it', () => {
  const GONE = `${FIRST} data-received 01-01 04:00 by 14400000 ms`;
  const finished = (due: string | undefined, how: Write = (b) => act(b), then: Write = (b) => until(b, 5)): string[] =>
    onlyWait(
      told({}, (b) => {
        until(b, 3);
        seen(b, due);
        how(b);
        until(b, 4);
        normal(b);
        then(b);
      }).end(),
    );
  test('keeps it from being withdrawn, and the next gap has its own', () => {
    expect(finished(DUE)).toEqual([`${FIRST} stands`]);
    expect(finished(DUE, undefined, (b) => until(b, 10))).toEqual([
      `${FIRST} stands`,
      'o1 missing 01-01 10:00, line 1, raised 01-01 10:00: stands',
    ]);
  });
  test.each<[string, string | undefined, string, Write?]>([
    ['says nothing of which one it is', undefined, `${FIRST} stands`],
    ['says that of another instant', '2035-01-01T02:00:00.001Z', GONE],
    ['says that of an earlier instant', '2035-01-01T01:59:59.999Z', GONE],
    ['had only been seen', DUE, GONE, (b) => act(b, 'seen')],
    ['could not finish it', DUE, GONE, (b) => act(b, 'done', { outcome: 'refused' })],
  ])('of an item that %s', (_name, due, expected, how) => {
    expect(finished(due, how)).toEqual([expected]);
  });
  test('counts for an item that shows its instant to the millisecond', () => {
    const b = told({ start: '2034-12-31T20:00:00.000900Z' }, (all) => {
      until(all, 3);
      seen(all, '2035-01-01T02:00:00.000Z');
      act(all);
      until(all, 4);
      normal(all);
      hours(all, 1);
    });
    expect(onlyWait(b.end())).toEqual([expect.stringMatching(/stands$/)]);
  });
  test('of another item has not finished this one', () => {
    const b = told({}, (all) => {
      until(all, 3);
      all.seen({ ...makeItem(makeReading({ name: 'x', value: '1' }), makeOrder(), 'i'), due: undefined });
      act(all);
      until(all, 4);
      normal(all);
      hours(all, 1);
    });
    expect(onlyWait(b.end())).toEqual([GONE]);
  });
  test('as it falls due has finished it, or came before it', () => {
    const b = told({}, (all) => {
      until(all, 2);
      seen(all, DUE);
      act(all);
      until(all, 4);
      normal(all);
      hours(all, 1);
    });
    expect(waitsOf(b.end())).toEqual([[`${FIRST} stands`], [GONE]]);
  });
  test('does nothing where none is open', () => {
    const b = told({}, (all) => {
      until(all, 1);
      seen(all, undefined);
      act(all);
      until(all, 4);
      normal(all);
      hours(all, 1);
    });
    expect(onlyWait(b.end())).toEqual([GONE]);
  });
  test('is not told of the same gap again', () => {
    const erased: Write = (b) => {
      until(b, 5);
      again(b, makeReading({ name: 'r', value: '120', at: '2035-01-01T04:00:00.000Z' }), {
        status: 'entered-in-error',
      });
      until(b, 6);
      normal(b, 's');
      until(b, 12);
    };
    expect(finished(DUE, undefined, erased)).toEqual([
      `${FIRST} stands`,
      'o1 missing 01-01 12:00, line 1, raised 01-01 12:00: stands',
    ]);
  });
  test('and data at the same time: either came first', () => {
    const b = told({}, (all) => {
      until(all, 3);
      seen(all, DUE);
      act(all, 'done', { took: 20 });
      all.wait(-10);
      normal(all, 'r', undefined, { took: 20 });
      hours(all, 1);
    });
    expect(waitsOf(b.end())).toEqual([
      [`${FIRST} stands`],
      [`${FIRST} data-received 01-01 03:00:00.010 to 01-01 03:00:00.020 by 10800010 ms`],
    ]);
  });
});

describe('what takes a while', () => {
  test.each<[string, Write, string]>([
    ['hold', (b) => changed(b, { status: 'on-hold' }, { took: 20 }), 'order-on-hold'],
    ['a reading', (b) => void normal(b, 'r', undefined, { took: 20 }), 'data-received'],
  ])('%s over the instant at which it is due comes before it or after it', (_name, write, reason) => {
    const b = told({}, (all) => {
      all.wait(2 * HOUR_MS - 10);
      write(all);
      hours(all, 1);
    });
    expect(waitsOf(b.end())).toEqual([[`${FIRST} ${reason} 01-01 02:00 to 01-01 02:00:00.010 by 7199990 ms`], []]);
  });
  test('at the very instant at which it is due either comes first', () => {
    const b = told({}, (all) => {
      until(all, 2);
      normal(all);
      hours(all, 1);
    });
    expect(waitsOf(b.end())).toEqual([[`${FIRST} data-received 01-01 02:00 by 7200000 ms`], []]);
  });
  test('over the end of the order it withdraws by that time, or the end does', () => {
    const b = told({ end: '2035-01-01T03:00:00Z' }, (all) => {
      all.wait(3 * HOUR_MS - 10);
      changed(all, { end: '2035-01-01T03:00:00Z', status: 'on-hold' }, { took: 20 });
      hours(all, 1);
    });
    expect(waitsOf(b.end())).toEqual([
      [`${FIRST} order-ended 01-01 03:00`],
      [`${FIRST} order-on-hold 01-01 02:59:59.990 to 01-01 03:00 by 10799990 ms`],
    ]);
  });
  test('either of two readings was the first', () => {
    const b = told({}, (all) => {
      until(all, 3);
      normal(all, 'r', '2035-01-01T02:30:00Z', { took: 20 });
      all.wait(-10);
      normal(all, 's', '2035-01-01T02:40:00Z', { took: 20 });
      hours(all, 1);
    });
    expect(waitsOf(b.end())).toEqual([
      [`${FIRST} data-received 01-01 03:00:00.010 to 01-01 03:00:00.020 by 10800010 ms`],
      [`${FIRST} data-received 01-01 03:00 to 01-01 03:00:00.020 by 10800000 ms`],
    ]);
  });
});
