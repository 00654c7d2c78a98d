import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../contract/domain/index.ts';
import { reference } from '../history-builder.test-helper.ts';
import { act, after, changed, FIRST, normal, seen, told, until, type Write } from './missing.test-helper.ts';
import { waitsOf } from './waits.test-helper.ts';

/** On hold from 01:00 on, and released at 03:00, somewhere in 20 ms. */
/** On hold from 01:00 on, and released at 03:00, somewhere in 20 ms. */
const released: Write = (b) => {
  until(b, 1);
  changed(b, { status: 'on-hold' });
  until(b, 3);
  changed(b, {}, { took: 20 });
};
const ways = (then: Write): string[][] =>
  waitsOf(
    told({}, (b) => {
      released(b);
      then(b);
      until(b, 10);
    }).end(),
  );
/** Raised as it is due, unless something made it so. */
const item = (line: number, due: string, by = ''): string =>
  `o1 missing ${due}, line ${line}, raised ${due}${by}: stands`;
const failed =
  (from: number, took: number): Write =>
  (b) => {
    until(b, 9);
    b.wait(from);
    b.reading({ name: 'failed', value: 'none' }, { took });
  };

describe('a release that took a while', () => {
  test('and nothing else about the time when data are due', () => {
    expect(ways(() => undefined)).toEqual([[item(4, '01-01 09:00 to 01-01 09:00:00.020')]]);
  });
  test.each<[string, string[][], string]>([
    [
      'as soon as',
      [[item(5, '01-01 09:00')], [item(5, '01-01 09:00+1 to 01-01 09:00:00.020')]],
      '2035-01-01T09:00:00Z',
    ],
    [
      'as late as',
      [[item(4, '01-01 09:00 to 01-01 09:00:00.019+999999')], [item(5, '01-01 09:00:00.020')]],
      '2035-01-01T09:00:00.020Z',
    ],
  ])('and a version that begins %s data can be due', (_name, expected, from) => {
    expect(ways((b) => changed(b, { limits: [reference('70', '190')], from }))).toEqual(expected);
  });
  test('and what changes nothing while data fall due: the item is raised before it or after it', () => {
    expect(ways(failed(10, 0))).toEqual([
      [item(4, '01-01 09:00 to 01-01 09:00:00.009+999999')],
      [item(4, '01-01 09:00:00.010')],
      [item(4, '01-01 09:00:00.010', ' by 32400010 ms')],
      [item(4, '01-01 09:00:00.010+1 to 01-01 09:00:00.020')],
    ]);
  });
  test('and what changes nothing and took a while as well: the same', () => {
    expect(ways(failed(-10, 20))).toEqual([
      [item(4, '01-01 09:00 to 01-01 09:00:00.009+999999')],
      [item(4, '01-01 09:00 to 01-01 09:00:00.009+999999', ' by 32399990 ms')],
      [item(4, '01-01 09:00:00.010')],
      [item(4, '01-01 09:00:00.010', ' by 32399990 ms')],
      [item(4, '01-01 09:00:00.010+1 to 01-01 09:00:00.020')],
    ]);
  });
  test('and an act about then: on the item, or before there was one', () => {
    const then: Write = (b) => {
      until(b, 9);
      b.wait(10);
      seen(b, undefined);
      act(b);
      b.wait(20);
      normal(b);
    };
    const gone = (due: string): string[] => [
      `${item(4, due).replace('stands', 'data-received')} 01-01 09:00:00.030 by 32400030 ms`,
    ];
    expect(ways(then)).toEqual([
      [item(4, '01-01 09:00 to 01-01 09:00:00.009+999999')],
      [item(4, '01-01 09:00:00.010')],
      gone('01-01 09:00:00.010'),
      gone('01-01 09:00:00.010+1 to 01-01 09:00:00.020'),
    ]);
  });
  test('of an order that has other rules as well', () => {
    const rules: Rule[] = [after(6), { kind: 'alert-on', abnormal: 'each' }];
    const lines = told({ rules }, (b) => {
      released(b);
      until(b, 10);
    }).end();
    expect(waitsOf(lines)).toEqual([[item(4, '01-01 09:00 to 01-01 09:00:00.020')]]);
  });
  test('and the end of what is told while data fall due: raised by then, or not yet', () => {
    const lines = told({}, (b) => {
      released(b);
      until(b, 9);
      b.wait(10);
    }).end();
    expect(waitsOf(lines)).toEqual([
      [item(4, '01-01 09:00 to 01-01 09:00:00.009+999999')],
      [item(4, '01-01 09:00:00.010')],
      [],
    ]);
  });
});

describe('what releases nothing is told as it is, whatever happens a period later', () => {
  const gone = (how: string, from: string): string => `${how} 01-01 ${from} to 01-01 ${from}:00.020 by`;
  const withoutRule: Write = (b) => {
    until(b, 3);
    changed(b, { rules: [] }, { took: 20 });
  };
  const hold: Write = (b) => changed(b, { status: 'on-hold' });
  test.each<[string, string[], Write]>([
    [
      'a change of what was never on hold',
      [`${FIRST} ${gone('re-evaluated', '03:00')} 10800000 ms`],
      (b) => {
        withoutRule(b);
        failed(10, 0)(b);
      },
    ],
    [
      'a change before a hold',
      [`${FIRST} ${gone('re-evaluated', '03:00')} 10800000 ms`],
      (b) => {
        withoutRule(b);
        until(b, 5);
        hold(b);
        until(b, 9);
        hold(b.wait(10));
      },
    ],
    [
      'another hold',
      [`${item(4, '01-01 07:00').replace(' stands', '')} ${gone('order-on-hold', '08:00')} 28800000 ms`],
      (b) => {
        hold(b);
        until(b, 1);
        changed(b, {});
        until(b, 8);
        changed(b, { status: 'on-hold' }, { took: 20 });
        until(b, 14);
        hold(b.wait(10));
      },
    ],
  ])('%s', (_name, expected, write) => {
    expect(waitsOf(told({}, write).end())).toEqual([expected]);
  });
});

describe('a hold and a release at overlapping times', () => {
  const overlapping: Write = (b) => {
    until(b, 1);
    changed(b, { status: 'on-hold' }, { took: 20 });
    b.wait(-10);
    changed(b, {}, { took: 20 });
    until(b, 10);
  };
  test('one released the other, or was overridden by it', () => {
    const due = '01-01 07:00:00.010 to 01-01 07:00:00.030';
    expect(waitsOf(told({}, overlapping).end())).toEqual([[`o1 missing ${due}, line 4, raised ${due}: stands`], []]);
  });
});

describe('what would have been due by an earlier version', () => {
  test('bounds what comes before it, where that is not bounded already', () => {
    const lines = told({}, (b) => {
      released(b);
      changed(b, { rules: [after(4)] });
      until(b, 9);
      b.wait(-5);
      normal(b, 'r', undefined, { took: 15 });
      until(b, 10);
    }).end();
    const way = (due: string, gone: string): string[] => [
      `${item(5, due).replace('stands', 'data-received')} ${gone} by 32399995 ms`,
    ];
    const early = '01-01 07:00 to 01-01 07:00:00.009+999999';
    expect(waitsOf(lines)).toEqual([
      way(early, '01-01 09:00 to 01-01 09:00:00.010'),
      way(early, '01-01 08:59:59.995 to 01-01 09:00:00.009+999999'),
      way('01-01 07:00:00.010', '01-01 09:00:00.010'),
      way('01-01 07:00:00.010', '01-01 08:59:59.995 to 01-01 09:00:00.010'),
      way('01-01 07:00:00.010+1 to 01-01 07:00:00.020', '01-01 08:59:59.995 to 01-01 09:00:00.010'),
    ]);
  });
});
