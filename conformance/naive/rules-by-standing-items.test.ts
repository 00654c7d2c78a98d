import { describe, expect, test } from 'vitest';
import type { Rule } from '../../contract/domain/index.ts';
import { critical, makeItem, makeOrder, OKAFOR, reference, RIVERA } from '../oracle/history-builder.test-helper.ts';
import { again, itemsOf, MINUTE_MS, scene } from './scene.test-helper.ts';

const TIERS = [reference('70', '180'), critical('54', '300')];
const twice: Rule = { kind: 'repeated', count: 2, window: { value: 2, unit: 'h' } };
const digest: Rule = { kind: 'digest', window: { value: 30, unit: 'min' } };

describe('repeated', () => {
  test('the earliest two in one window make an item at the second; critical ones go by themselves', () => {
    const b = scene({ limits: TIERS, rules: [twice] });
    b.reading({ name: 'a', value: '200' });
    b.wait(30 * MINUTE_MS);
    b.reading({ name: 'x', value: '310' });
    b.reading({ name: 'b', value: '190' });
    b.wait(30 * MINUTE_MS);
    b.reading({ name: 'c', value: '190' });
    expect(itemsOf(b.end())).toEqual([
      'o1 limits x critical HH: raised 1, stands 1, to rivera, not late',
      'o1 repeated a,b H: raised 1, stands 1, to rivera, not late',
    ]);
  });

  test('a lost member withdraws the item, and the rest may form another', () => {
    const b = scene({ limits: TIERS, rules: [twice] });
    const a = b.reading({ name: 'a', value: '200' });
    b.wait(30 * MINUTE_MS);
    b.reading({ name: 'b', value: '190' });
    b.wait(30 * MINUTE_MS);
    b.reading({ name: 'c', value: '190' });
    again(b, a, { status: 'entered-in-error' });
    expect(itemsOf(b.end())).toEqual([
      'o1 repeated a,b H: raised 1, stands 0, to rivera, not late',
      'o1 repeated b,c H: raised 1, stands 1, to rivera, not late',
    ]);
  });
});

describe('digest', () => {
  test('a further one within the fixed window joins, one outside raises', () => {
    const b = scene({ limits: TIERS, rules: [digest] });
    b.reading({ name: 'a', value: '200' });
    b.wait(30 * MINUTE_MS);
    b.reading({ name: 'b', value: '190' });
    b.wait(1);
    b.reading({ name: 'c', value: '190' });
    b.reading({ name: 'low', value: '60' });
    expect(itemsOf(b.end())).toEqual([
      'o1 limits a abnormal H: raised 1, stands 1, to rivera, not late, holds a,b',
      'o1 limits c abnormal H: raised 1, stands 1, to rivera, not late, holds c',
      'o1 limits low abnormal L: raised 1, stands 1, to rivera, not late, holds low',
    ]);
  });

  test('the first reading may leave, the last one to leave withdraws', () => {
    const b = scene({ limits: TIERS, rules: [digest] });
    const a = b.reading({ name: 'a', value: '200' });
    b.wait(MINUTE_MS);
    const c = b.reading({ name: 'c', value: '190' });
    again(b, a, { status: 'entered-in-error' });
    const before = itemsOf([...b.lines]);
    again(b, c, { status: 'entered-in-error' });
    expect([before, itemsOf(b.end())]).toEqual([
      ['o1 limits a abnormal H: raised 1, stands 1, to rivera, not late, holds c'],
      ['o1 limits a abnormal H: raised 1, stands 0, to rivera, not late'],
    ]);
  });

  test('nothing joins what is done', () => {
    const order = makeOrder({ limits: TIERS, rules: [digest] });
    const b = scene({ limits: TIERS, rules: [digest] });
    const a = b.reading({ name: 'a', value: '200' });
    const item = makeItem(a, order, 'i');
    b.seen(item);
    b.wait(MINUTE_MS);
    b.op({ op: 'item.act', item: item.identifier, act: 'done', person: RIVERA });
    b.wait(MINUTE_MS);
    b.reading({ name: 'c', value: '190' });
    expect(itemsOf(b.end())).toEqual([
      'o1 limits a abnormal H: raised 1, stands 1, to rivera, not late, holds a',
      'o1 limits c abnormal H: raised 1, stands 1, to rivera, not late, holds c',
    ]);
  });
});

describe('coverage', () => {
  const absence = (coveredBy?: typeof OKAFOR) => ({
    person: RIVERA,
    absences: [
      {
        period: { start: '2034-12-31T00:00:00Z', end: '2035-01-01T01:00:00Z' },
        ...(coveredBy === undefined ? {} : { coveredBy }),
      },
    ],
  });

  test.each([
    ['the covering person', absence(OKAFOR), 'okafor'],
    ['the named person where nobody covers', absence(), 'rivera'],
    ['the named person in a circle', absence(RIVERA), 'rivera'],
  ])('%s', (_title, coverage, recipient) => {
    const b = scene({ limits: TIERS });
    b.op({ op: 'coverage.set', coverage });
    b.wait(MINUTE_MS);
    b.reading({ name: 'r', value: '200' });
    expect(itemsOf(b.end())).toEqual([`o1 limits r abnormal H: raised 1, stands 1, to ${recipient}, not late`]);
  });

  test('who is back gets the item', () => {
    const b = scene({ limits: TIERS });
    b.op({ op: 'coverage.set', coverage: absence(OKAFOR) });
    b.wait(60 * MINUTE_MS);
    b.reading({ name: 'r', value: '200' });
    expect(itemsOf(b.end())).toEqual(['o1 limits r abnormal H: raised 1, stands 1, to rivera, not late']);
  });
});
