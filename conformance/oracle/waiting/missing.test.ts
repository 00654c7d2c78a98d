import { describe, expect, test } from 'vitest';
import type { Reading, Rule } from '../../../contract/domain/index.ts';
import {
  HistoryBuilder,
  makeItem,
  itemId,
  makeOrder,
  makeReading,
  type OpOptions,
  type OrderInput,
  reference,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { onlyWait, waitsOf } from './waits.test-helper.ts';

const HOUR_MS = 3_600_000;
const after = (hours: number): Rule => ({ kind: 'missing', period: { value: hours, unit: 'h' } });
const LIMITS = [reference('70', '180')];
/** Begins at 20:00 the evening before, and asks for data every 6 hours: the first are due at 02:00. */
const ORDER: OrderInput = { limits: LIMITS, rules: [after(6)] };
const DUE = '2035-01-01T02:00:00Z';

type Write = (b: HistoryBuilder) => void;
const told = (order: OrderInput, write: Write): HistoryBuilder => {
  const b = new HistoryBuilder();
  b.took = 0;
  b.order({ ...ORDER, ...order });
  b.grant();
  write(b);
  return b;
};
const hours = (b: HistoryBuilder, n: number): void => void b.wait(n * HOUR_MS);
/** Until n hours after midnight. */
const until = (b: HistoryBuilder, n: number): void => void b.wait(n * HOUR_MS - b.now);
const changed = (b: HistoryBuilder, order: OrderInput, options?: OpOptions): void =>
  void b.changeOrder({ ...ORDER, ...order }, options);
const again = (b: HistoryBuilder, reading: Reading, change: Partial<Reading>): void =>
  void b.op({ op: 'reading.submit', reading: { ...reading, ...change } });
const seen = (b: HistoryBuilder, due: string | undefined): void =>
  void b.seen({
    ...makeItem(makeReading({ name: 'x', value: '1' }), makeOrder(), 'i'),
    kind: 'missing',
    rule: 'missing',
    reading: undefined,
    due,
  });
const act = (b: HistoryBuilder, what: 'seen' | 'done' = 'done', options?: OpOptions): void =>
  void b.op({ op: 'item.act', item: itemId('i'), act: what, person: RIVERA }, options);
const normal = (b: HistoryBuilder, name = 'r', at?: string, options?: OpOptions): Reading =>
  b.reading({ name, value: '120', ...(at === undefined ? {} : { at }) }, options);

const FIRST = 'o1 missing 01-01 02:00, line 1, raised 01-01 02:00:';

describe('is due', () => {
  test.each<[string, string[], OrderInput, Write]>([
    ['when its period since the start is over', [`${FIRST} stands`], {}, (b) => until(b, 2)],
    ['not a millisecond earlier', [], {}, (b) => b.wait(2 * HOUR_MS - 1)],
    [
      'since a start that is still to come',
      ['o1 missing 01-01 07:00, line 1, raised 01-01 07:00: stands'],
      { start: '2035-01-01T01:00:00Z' },
      (b) => until(b, 8),
    ],
    [
      'at once, where it has passed already',
      ['o1 missing 12-31 18:00, line 1, raised 01-01 00:00 by 0 ms: stands'],
      { start: '2034-12-31T12:00:00Z' },
      (b) => until(b, 1),
    ],
    ['not of an order that is over by then', [], { end: '2035-01-01T02:00:00Z' }, (b) => until(b, 7)],
    [
      'by a later version, at once where that has passed already',
      ['o1 missing 01-01 00:00, line 3, raised 01-01 01:00 by 3600000 ms: stands'],
      {},
      (b) => {
        until(b, 1);
        changed(b, { rules: [after(4)] });
        until(b, 7);
      },
    ],
    [
      'by a version that begins earlier, at once where that has passed already',
      ['o1 missing 12-31 21:00, line 3, raised 01-01 01:00: stands'],
      {},
      (b) => {
        changed(b, { rules: [after(1)], from: '2035-01-01T01:00:00Z' });
        until(b, 3);
      },
    ],
    [
      'of each order by itself',
      [
        'o1 missing 01-01 02:00, line 1, raised 01-01 02:00: stands',
        'o2 missing 01-01 03:00, line 3, raised 01-01 03:00: stands',
      ],
      {},
      (b) => {
        b.order({ ...ORDER, name: 'o2', rules: [after(7)] });
        until(b, 4);
      },
    ],
    [
      'of an order of which no version asks for it: never',
      [],
      { rules: [{ kind: 'alert-on', abnormal: 'each' }] },
      (b) => until(b, 24),
    ],
  ])('%s', (_name, expected, order, write) => {
    expect(onlyWait(told(order, write).end())).toEqual(expected);
  });
});

describe('is due a period after the last release', () => {
  test.each<[string, string[], Write]>([
    [
      'from hold',
      ['o1 missing 01-01 09:00, line 4, raised 01-01 09:00: stands'],
      (b) => {
        until(b, 1);
        changed(b, { status: 'on-hold' });
        until(b, 3);
        changed(b, {});
        until(b, 10);
      },
    ],
    [
      'of two',
      [
        'o1 missing 01-01 08:00, line 4, raised 01-01 08:00: order-on-hold 01-01 09:00 by 32400000 ms',
        'o1 missing 01-01 16:00, line 6, raised 01-01 16:00: stands',
      ],
      (b) => {
        until(b, 1);
        changed(b, { status: 'on-hold' });
        until(b, 2);
        changed(b, {});
        until(b, 9);
        changed(b, { status: 'on-hold' });
        until(b, 10);
        changed(b, {});
        until(b, 17);
      },
    ],
    [
      'that was scheduled, as its hold was',
      ['o1 missing 01-01 09:00, line 4, raised 01-01 09:00: stands'],
      (b) => {
        changed(b, { status: 'on-hold', from: '2035-01-01T01:00:00Z' });
        changed(b, { from: '2035-01-01T03:00:00Z' });
        until(b, 10);
      },
    ],
    [
      'not after a change of what was released before',
      ['o1 missing 01-01 08:00, line 5, raised 01-01 08:00: stands'],
      (b) => {
        until(b, 1);
        changed(b, { status: 'on-hold' });
        until(b, 2);
        changed(b, {});
        until(b, 4);
        changed(b, { limits: [reference('70', '190')] });
        until(b, 11);
      },
    ],
    [
      'not one that is still to come',
      [`${FIRST} order-on-hold 01-01 03:00`, 'o1 missing 01-01 11:00, line 4, raised 01-01 11:00: stands'],
      (b) => {
        changed(b, { status: 'on-hold', from: '2035-01-01T03:00:00Z' });
        changed(b, { from: '2035-01-01T05:00:00Z' });
        until(b, 12);
      },
    ],
    [
      'and of data since then',
      ['o1 missing 01-01 10:00, line 4, raised 01-01 10:00: stands'],
      (b) => {
        until(b, 1);
        changed(b, { status: 'on-hold' });
        until(b, 3);
        changed(b, {});
        until(b, 4);
        normal(b);
        until(b, 12);
      },
    ],
    [
      'not after a change of what was active',
      [`${FIRST.replace('line 1', 'line 3')} stands`],
      (b) => {
        until(b, 1);
        changed(b, { limits: [reference('70', '190')] });
        until(b, 9);
      },
    ],
    [
      'at one of its instants, where it took a while',
      ['o1 missing 01-01 09:00 to 01-01 09:00:00.020, line 4, raised 01-01 09:00 to 01-01 09:00:00.020: stands'],
      (b) => {
        until(b, 1);
        changed(b, { status: 'on-hold' });
        until(b, 3);
        changed(b, {}, { took: 20 });
        until(b, 10);
      },
    ],
    [
      'at one of its instants, where both took a while',
      ['o1 missing 01-01 09:00 to 01-01 09:00:00.020, line 4, raised 01-01 09:00 to 01-01 09:00:00.020: stands'],
      (b) => {
        until(b, 1);
        changed(b, { status: 'on-hold' }, { took: 20 });
        until(b, 3);
        changed(b, {}, { took: 20 });
        until(b, 10);
      },
    ],
  ])('%s', (_name, expected, write) => {
    expect(onlyWait(told({}, write).end())).toEqual(expected);
  });
});

describe('is withdrawn', () => {
  const at3 =
    (write: Write): Write =>
    (b) => {
      until(b, 3);
      write(b);
      hours(b, 1);
    };
  test.each<[string, string, Write]>([
    ['data-received', 'by a reading', at3((b) => void normal(b))],
    ['data-received', 'by one off the scale', at3((b) => void b.reading({ name: 'r', value: 'HI' }))],
    ['order-on-hold', 'by hold', at3((b) => changed(b, { status: 'on-hold' }))],
    ['order-ended', 'by revocation', at3((b) => changed(b, { status: 'revoked' }))],
    ['order-ended', 'by completion', at3((b) => changed(b, { status: 'completed' }))],
    ['order-in-error', 'by an error', at3((b) => changed(b, { status: 'entered-in-error' }))],
    ['re-evaluated', 'by a version without the rule', at3((b) => changed(b, { rules: [] }))],
  ])('%s: %s', (reason, _name, write) => {
    expect(onlyWait(told({}, write).end())).toEqual([`${FIRST} ${reason} 01-01 03:00 by 10800000 ms`]);
  });
  test.each<[string, string, OrderInput, Write]>([
    ['order-ended', 'when the period of the order ends', { end: '2035-01-01T03:00:00Z' }, (b) => until(b, 4)],
    [
      'order-ended',
      'when it ends as scheduled',
      {},
      (b) => {
        changed(b, { status: 'revoked', from: '2035-01-01T03:00:00Z' });
        until(b, 4);
      },
    ],
    [
      're-evaluated',
      'when a version without the rule begins',
      {},
      (b) => {
        changed(b, { rules: [], from: '2035-01-01T03:00:00Z' });
        until(b, 4);
      },
    ],
  ])('%s: %s, by time alone', (reason, _name, order, write) => {
    expect(onlyWait(told(order, write).end())).toEqual([`${FIRST} ${reason} 01-01 03:00`]);
  });
  test('neither by a failed measurement nor by a late reading that leaves it due', () => {
    const lines = told(
      {},
      at3((b) => {
        b.reading({ name: 'failed', value: 'none' });
        normal(b, 'late', '2034-12-31T20:30:00Z');
      }),
    ).end();
    expect(onlyWait(lines)).toEqual([`${FIRST} stands`]);
  });
});

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
