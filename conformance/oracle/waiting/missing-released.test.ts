import { describe, expect, test } from 'vitest';
import { reference } from '../history-builder.test-helper.ts';
import { after, changed, normal, told, until, type Write } from './missing.test-helper.ts';
import { waitsOf } from './waits.test-helper.ts';

/** On hold from 01:00 on, and released at 03:00, somewhere in 20 ms. */
const ways = (then: Write): string[][] =>
  waitsOf(
    told({}, (b) => {
      until(b, 1);
      changed(b, { status: 'on-hold' });
      until(b, 3);
      changed(b, {}, { took: 20 });
      then(b);
      until(b, 10);
    }).end(),
  );
const DUE = '01-01 09:00 to 01-01 09:00:00.020';
const item = (line: number, raised: string): string => `o1 missing ${DUE}, line ${line}, raised ${raised}`;

describe('a release that took a while', () => {
  test('and a version that begins as soon as data can be due: it comes first', () => {
    const then: Write = (b) => changed(b, { limits: [reference('70', '190')], from: '2035-01-01T09:00:00Z' });
    expect(ways(then)).toEqual([[`${item(5, DUE)}: stands`]]);
  });
  test('and a version that begins as data are due at the latest: either comes first', () => {
    const then: Write = (b) => changed(b, { limits: [reference('70', '190')], from: '2035-01-01T09:00:00.020Z' });
    expect(ways(then)).toEqual([
      [`${item(5, '01-01 09:00:00.020')}: stands`],
      [`${item(4, '01-01 09:00 to 01-01 09:00:00.019+999999')}: stands`],
    ]);
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

describe('what is to come does not tell when something was', () => {
  test('of which the end is known', () => {
    const lines = told({}, (b) => {
      until(b, 1);
      changed(b, { status: 'on-hold' });
      until(b, 3);
      changed(b, {}, { took: 20 });
      changed(b, { rules: [after(4)] });
      until(b, 9);
      b.wait(-5);
      normal(b, 'r', undefined, { took: 15 });
      until(b, 10);
    }).end();
    const open = 'o1 missing 01-01 07:00 to 01-01 07:00:00.020, line 5, raised 01-01 07:00 to 01-01 07:00:00.020';
    expect(waitsOf(lines)).toEqual([
      [`${open}: data-received 01-01 09:00 to 01-01 09:00:00.010 by 32399995 ms`],
      [`${open}: data-received 01-01 08:59:59.995 to 01-01 09:00:00.010 by 32399995 ms`],
    ]);
  });
});
