import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../contract/codes/measures.ts';
import { Policies } from '../history/lines.ts';
import {
  critical,
  HistoryBuilder,
  makeItem,
  makeOrder,
  makeReading,
  OKAFOR,
  type OpOptions,
  reference,
  RIVERA,
} from '../oracle/history-builder.test-helper.ts';
import { answersOf, HOUR_MS, itemsOf, MINUTE_MS, scene } from './scene.test-helper.ts';
import { everyCourse } from './choices.test-helper.ts';
import { naiveExpectationsOf } from './expect.test-helper.ts';
import { storyOf } from './story.test-helper.ts';
import { worldsOf } from './worlds.test-helper.ts';

describe('every course', () => {
  test('each way to choose is taken once', () => {
    const taken: string[] = [];
    everyCourse((choose) => {
      const a = choose(['a', 'b']);
      taken.push(a === 'a' ? a : a + choose(['1', '2', '3']));
      return true;
    });
    expect(taken).toEqual(['a', 'b1', 'b2', 'b3']);
  });

  test('acts that take no time at different instants have one course', () => {
    const b = scene();
    b.reading({ name: 'r', value: '200' });
    expect(worldsOf(storyOf(b.end()))).toHaveLength(1);
  });
});

describe('what an interval leaves open', () => {
  const limits = [reference('70', '180'), critical('54', '300')];

  test('a reading sent while its permission is withdrawn', () => {
    const b = scene({ limits });
    b.permission('withdrawn', 'glucose', 'p1', { took: 100 });
    b.reading({ name: 'r', value: '200' }, { ago: 50, took: 10 });
    const { lines } = b;
    expect([answersOf(lines), itemsOf(b.end())]).toEqual([
      ['#3 must', '#4 may, no-permission'],
      ['o1 limits r abnormal H: raised 1, stands 1, to rivera, not late'],
    ]);
  });

  test('which of two limits held when it was filed', () => {
    const b = scene({ limits });
    b.wait(HOUR_MS);
    b.changeOrder({ limits: [reference('70', '250')] }, { took: 100 });
    b.reading({ name: 'r', value: '200', at: b.wall(-50) });
    expect(itemsOf(b.end())).toEqual(['o1 limits r abnormal H: raised 0|1, stands 0|1, to rivera, not late']);
  });

  test('what no answer came to may have happened or not', () => {
    const b = scene({ limits });
    b.reading({ name: 'r', value: '200' }, { outcome: 'unknown' });
    expect(itemsOf(b.end())).toEqual(['o1 limits r abnormal H: raised 0|1, stands 0|1, to rivera, not late']);
  });

  test('a later sight of it says that it did', () => {
    const b = scene({ limits });
    const r = b.reading({ name: 'r', value: '200' }, { outcome: 'unknown' });
    b.wait(MINUTE_MS);
    b.read([{ reading: r, version: 1, interpretation: ['H'], ranges: [], orders: [] }]);
    expect(itemsOf(b.end())).toEqual(['o1 limits r abnormal H: raised 1, stands 1, to rivera, not late']);
  });

  test('so it does of a control result, which is kept apart and may be found', () => {
    const b = new HistoryBuilder({ policies: Policies.parse({ control: 'store-apart' }) });
    b.took = 0;
    b.order({ limits });
    b.wait(MINUTE_MS);
    const r = { ...makeReading({ name: 'r', value: '200', at: b.wall() }), code: CONTROL_SOLUTION };
    b.op({ op: 'reading.submit', reading: r }, { outcome: 'unknown' });
    b.wait(MINUTE_MS);
    b.grant();
    b.wait(MINUTE_MS);
    b.read([{ reading: r, version: 1, interpretation: [], ranges: [], orders: [] }]);
    const lines = b.end();
    expect(naiveExpectationsOf(lines)).toMatchObject({
      answers: [{}, { accept: 'must', refusals: [] }, {}],
      items: [],
    });
  });

  test.each([
    ['admitted', 'withdrawn', 'refused'],
    ['withdrawn', 'admitted', 'ok'],
  ] as const)(
    'a source that nobody said was %s, and somebody did, may be so once more after it was %s',
    (status, other, outcome) => {
      const b = new HistoryBuilder({ sources: true });
      b.took = 0;
      b.order({ limits });
      b.wait(1);
      b.grant();
      const source = { system: 'urn:example:client', value: 'gateway' };
      const set = (as: typeof status | typeof other, options: OpOptions = {}): void => {
        b.wait(MINUTE_MS);
        const known = { identifier: source, measures: ['glucose' as const], expires: '2036-01-01T00:00:00Z' };
        b.op({ op: 'source.set', source: known, status: as }, options);
      };
      set(status, { outcome: 'unknown' });
      set(status);
      set(other);
      b.wait(MINUTE_MS);
      const reading = makeReading({ name: 'r', value: '120', at: b.wall() });
      b.op({ op: 'reading.submit', reading, source }, { outcome });
      expect(answersOf(b.end())).toEqual(['#6 may, source-not-admitted']);
    },
  );

  test('who was said to be away, twice, may be so once more after it was taken back', () => {
    const b = scene({ limits });
    const away = (until: string, options: OpOptions = {}): void => {
      const period = { start: '2035-01-01T00:00:00Z', end: until };
      b.wait(MINUTE_MS).op(
        { op: 'coverage.set', coverage: { person: RIVERA, absences: [{ period, coveredBy: OKAFOR }] } },
        options,
      );
    };
    away('2035-02-01T00:00:00Z', { outcome: 'unknown' });
    away('2035-02-01T00:00:00Z');
    away('2035-01-01T00:00:01Z');
    b.wait(MINUTE_MS);
    b.reading({ name: 'r', value: '200' });
    expect(itemsOf(b.end())).toEqual(['o1 limits r abnormal H: raised 1, stands 1, to okafor|rivera, not late']);
  });

  test.each([
    ['ok', ['#3 must-not, identifier-conflict', '#4 must', '#5 must, replay']],
    ['refused', ['#3 may, identifier-conflict', '#4 must', '#5 must-not, identifier-conflict']],
  ] as const)(
    'an order that is taken in the end is the first of its number: so it had to be taken at once, and was %s',
    (outcome, expected) => {
      const b = scene({ limits });
      b.order({ name: 'o2', limits: [reference('60', '160')] }, { outcome: 'unknown' });
      const other = { name: 'o2', limits: [reference('60', '150')] };
      b.wait(MINUTE_MS);
      b.order(other, { outcome });
      b.wait(MINUTE_MS);
      b.order(other);
      expect(answersOf(b.end())).toEqual(expected);
    },
  );

  test('an item may go to whoever was there between its filing and its sight', () => {
    const b = scene({ limits });
    const order = makeOrder({ limits });
    const r = b.reading({ name: 'r', value: '200' });
    b.wait(MINUTE_MS);
    b.changeOrder({ limits, responsible: OKAFOR });
    b.wait(MINUTE_MS);
    b.seen(makeItem(r, order, 'i'));
    expect(itemsOf(b.end())).toEqual(['o1 limits r abnormal H: raised 1, stands 1, to okafor|rivera, not late']);
  });

  test('a version that is dated ahead and one that overtakes it: either may hold', () => {
    const b = new HistoryBuilder();
    b.took = 0;
    b.order({ limits });
    b.wait(1);
    b.grant();
    b.wait(1);
    b.changeOrder({ limits: [reference('70', '250')], from: '2035-01-01T02:00:00Z' });
    b.wait(HOUR_MS);
    b.changeOrder({ limits: [reference('70', '150')] });
    b.wait(MINUTE_MS);
    b.reading({ name: 'before', value: '200' });
    b.wait(2 * HOUR_MS);
    b.reading({ name: 'after', value: '200' });
    expect(itemsOf(b.end())).toEqual([
      'o1 limits after abnormal H: raised 0|1, stands 0|1, to rivera, not late',
      'o1 limits before abnormal H: raised 1, stands 1, to rivera, not late',
    ]);
  });

  test('of two under one identifier the refused one may have come first, and then had to be taken', () => {
    const b = scene({ limits });
    b.via = 'hl7v2';
    b.reading({ name: 'r', value: '200' }, { took: 100 });
    b.reading({ name: 'r', value: '190' }, { ago: 50, took: 10, outcome: 'refused' });
    expect(answersOf(b.end())).toEqual(['#3 must', '#4 may, identifier-conflict']);
  });
});
