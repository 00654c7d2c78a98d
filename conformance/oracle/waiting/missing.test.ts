import { describe, expect, test } from 'vitest';
import { type OrderInput, reference } from '../history-builder.test-helper.ts';
import { onlyWait } from './waits.test-helper.ts';
import {
  ORDER,
  HOUR_MS,
  after,
  told,
  hours,
  until,
  changed,
  normal,
  FIRST,
  type Write,
} from './missing.test-helper.ts';

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
      'not after a change before a hold that is scheduled',
      [`${FIRST.replace('line 1', 'line 4')} stands`],
      (b) => {
        changed(b, { status: 'on-hold', from: '2035-01-01T05:00:00Z' });
        until(b, 1);
        changed(b, { limits: [reference('70', '190')] });
        until(b, 3);
      },
    ],
    [
      'also where another hold is scheduled by then',
      ['o1 missing 01-01 09:00, line 4, raised 01-01 09:00: order-on-hold 01-01 12:00'],
      (b) => {
        until(b, 1);
        changed(b, { status: 'on-hold' });
        until(b, 3);
        changed(b, {});
        until(b, 4);
        changed(b, { status: 'on-hold', from: '2035-01-01T12:00:00Z' });
        until(b, 13);
      },
    ],
    [
      'but not one that another hold of its instant overrides',
      ['o1 missing 01-01 11:00, line 7, raised 01-01 11:00: stands'],
      (b) => {
        until(b, 1);
        changed(b, { status: 'on-hold' });
        for (const [status, hour] of [
          ['active', 3],
          ['on-hold', 4],
          ['on-hold', 3],
        ] as const)
          changed(b, { status, from: `2035-01-01T0${hour}:00:00Z` });
        until(b, 5);
        changed(b, {});
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
  test('order-in-error: at once, whatever instant the error is told for', () => {
    const lines = told(
      {},
      at3((b) => changed(b, { status: 'entered-in-error', from: '2035-01-01T05:00:00Z' })),
    ).end();
    expect(onlyWait(lines)).toEqual([`${FIRST} order-in-error 01-01 03:00 by 10800000 ms`]);
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
