import { describe, expect, test } from 'vitest';
import { change, critical, HistoryBuilder, OKAFOR, reference } from '../oracle/history-builder.test-helper.ts';
import { again, DAY_MS, HOUR_MS, itemsOf, MINUTE_MS, scene } from './scene.test-helper.ts';

const TIERS = [reference('70', '180'), critical('54', '300')];

describe('limits', () => {
  test.each([
    ['180', []],
    ['181', ['o1 limits r abnormal H: raised 1, stands 1, to rivera, not late']],
    ['300', ['o1 limits r abnormal H: raised 1, stands 1, to rivera, not late']],
    ['300.1', ['o1 limits r critical HH: raised 1, stands 1, to rivera, not late']],
    ['69.9', ['o1 limits r abnormal L: raised 1, stands 1, to rivera, not late']],
    ['53', ['o1 limits r critical LL: raised 1, stands 1, to rivera, not late']],
    ['HI', ['o1 limits r critical HH: raised 1, stands 1, to rivera, not late']],
    ['none', []],
  ])('%s mg/dL', (value, items) => {
    const b = scene({ limits: TIERS });
    b.reading({ name: 'r', value });
    expect(itemsOf(b.end())).toEqual(items);
  });

  test('off the scale where only a reference limit exists is abnormal, where none exists nothing', () => {
    const b = scene({ limits: [reference(undefined, '180')] });
    b.reading({ name: 'hi', value: 'HI' });
    b.reading({ name: 'lo', value: 'LO' });
    expect(itemsOf(b.end())).toEqual(['o1 limits hi abnormal H: raised 1, stands 1, to rivera, not late']);
  });

  test('a meal context overrides bound by bound; of two contexts none counts', () => {
    const b = scene({ limits: [reference('70', '180'), { ...reference(undefined, '130'), context: 'fasting' }] });
    const one = { name: 'fasting', value: '131' };
    const first = b.reading({ name: 'general', value: '131' });
    again(b, first, { identifier: { ...first.identifier, value: one.name }, mealContext: 'fasting' });
    again(b, first, {
      identifier: { ...first.identifier, value: 'two' },
      mealContext: 'fasting',
      furtherContexts: ['bedtime'],
    });
    again(b, first, {
      identifier: { ...first.identifier, value: 'low' },
      mealContext: 'fasting',
      result: { kind: 'value', quantity: { value: '69', unit: 'mg/dL' } },
    });
    expect(itemsOf(b.end())).toEqual([
      'o1 limits fasting abnormal H: raised 1, stands 1, to rivera, not late',
      'o1 limits low abnormal L: raised 1, stands 1, to rivera, not late',
    ]);
  });

  test('a number outside the absolute range is a matter of data quality and of nothing else', () => {
    const b = scene({
      limits: [...TIERS, { ...reference('20', '600'), tier: 'absolute' }],
      rules: [change('gain', '100', 'mg/dL', '24 h')],
    });
    b.reading({ name: 'a', value: '650' });
    b.wait(MINUTE_MS);
    b.reading({ name: 'b', value: '120' });
    b.wait(MINUTE_MS);
    b.reading({ name: 'c', value: '601' });
    expect(itemsOf(b.end())).toEqual([
      'o1 data-quality a: raised 1, stands 1, to rivera, not late',
      'o1 data-quality c: raised 1, stands 1, to rivera, not late',
    ]);
  });

  test('an hour is not late, a week still makes an item, more makes none', () => {
    const b = scene({ limits: TIERS, start: '2034-12-01T00:00:00Z' });
    b.reading({ name: 'hour', value: '200', at: b.wall(-HOUR_MS) });
    b.reading({ name: 'more', value: '200', at: b.wall(-HOUR_MS - 1) });
    b.reading({ name: 'week', value: '200', at: b.wall(-7 * DAY_MS) });
    b.reading({ name: 'older', value: '200', at: b.wall(-7 * DAY_MS - 1) });
    expect(itemsOf(b.end())).toEqual([
      'o1 limits hour abnormal H: raised 1, stands 1, to rivera, not late',
      'o1 limits more abnormal H: raised 1, stands 1, to rivera, late',
      'o1 limits week abnormal H: raised 1, stands 1, to rivera, late',
    ]);
  });
});

describe('corrections', () => {
  test('another severity withdraws and raises, the same one stands, normal withdraws', () => {
    const b = scene({ limits: TIERS });
    const r = b.reading({ name: 'r', value: '200' });
    const to = (value: string) =>
      again(b, r, { status: 'corrected', result: { kind: 'value', quantity: { value, unit: 'mg/dL' } } });
    to('210');
    to('310');
    to('190');
    to('120');
    expect(itemsOf(b.end())).toEqual([
      'o1 limits r abnormal H: raised 2, stands 0, to rivera, not late',
      'o1 limits r critical HH: raised 1, stands 0, to rivera, not late',
    ]);
  });

  test('the order entered in error takes every open item with it', () => {
    const b = scene({ limits: TIERS });
    b.reading({ name: 'r', value: '310' });
    b.changeOrder({ limits: TIERS, status: 'entered-in-error' });
    expect(itemsOf(b.end())).toEqual(['o1 limits r critical HH: raised 1, stands 0, to rivera, not late']);
  });
});

describe('change', () => {
  const weights = (window: string, ...readings: readonly (readonly [string, string, string])[]): string[] => {
    const b = new HistoryBuilder({ started: '2035-03-20T00:00:00.000Z' });
    b.took = 0;
    const start = '2035-03-01T00:00:00Z';
    b.order({ measure: 'weight', start, responsible: OKAFOR, rules: [change('gain', '2.0', 'kg', window)] });
    b.grant('weight');
    for (const [name, value, at] of readings) b.reading({ name, value, unit: 'kg', at });
    return itemsOf(b.end());
  };

  test('more than the amount over the lowest earlier one in the window', () => {
    expect(
      weights(
        '24 h',
        ['a', '80.0', '2035-03-18T08:00:00Z'],
        ['b', '82.0', '2035-03-19T07:00:00Z'],
        ['c', '82.1', '2035-03-19T08:00:00Z'],
      ),
    ).toEqual(['o1 change c: raised 1, stands 1, to okafor, late, holds U']);
  });

  test('hours are elapsed time, days are local dates by the offset of each', () => {
    const night = [
      ['a', '80.0', '2035-03-17T23:30:00-05:00'],
      ['b', '83.0', '2035-03-19T00:10:00-05:00'],
    ] as const;
    expect(weights('24 h', ...night)).toEqual([]);
    expect(weights('1 d', ...night)).toEqual([]);
    expect(weights('2 d', ...night)).toEqual(['o1 change b: raised 1, stands 1, to okafor, late, holds U']);
  });

  test('a late reading makes a newer one a gain, its erasure takes the item back', () => {
    const b = new HistoryBuilder({ started: '2035-03-20T00:00:00.000Z' });
    b.took = 0;
    b.order({ measure: 'weight', start: '2035-03-01T00:00:00Z', rules: [change('gain', '2.0', 'kg', '3 d')] });
    b.grant('weight');
    b.reading({ name: 'new', value: '83.0', unit: 'kg' });
    const late = b.reading({ name: 'old', value: '80.0', unit: 'kg', at: '2035-03-18T08:00:00Z' });
    const before = itemsOf([...b.lines]);
    again(b, late, { status: 'entered-in-error' });
    expect([before, itemsOf(b.end())]).toEqual([
      ['o1 change new: raised 1, stands 1, to rivera, not late, holds U'],
      ['o1 change new: raised 1, stands 0, to rivera, not late'],
    ]);
  });
});
