import { describe, expect, test } from 'vitest';
import { type Rule } from '../../../contract/domain/index.ts';
import { change, reference } from '../history-builder.test-helper.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, played } from './played.test-helper.ts';
import { TIERS, digest, repeated, alertOn, key } from './settle.test-helper.ts';

describe('limits', () => {
  test.each<[string, readonly Rule[], string, string[]]>([
    ['above', [], '181', ['o1 limits r abnormal H#1']],
    ['below', [], '69', ['o1 limits r abnormal L#1']],
    ['critical', [], '301', ['o1 limits r critical HH#1']],
    ['normal', [], '120', []],
    ['outside the absolute range', [], '601', ['o1 data-quality r#1']],
    ['abnormal, where none is to alert', [alertOn('none')], '181', []],
    ['critical, where none is to alert', [alertOn('none')], '53', ['o1 limits r critical LL#1']],
    ['abnormal, where repetition is to alert', [repeated()], '181', []],
    ['critical, where repetition is to alert', [repeated()], '301', ['o1 limits r critical HH#1']],
    [
      'abnormal, where each is to alert beside repetition',
      [repeated(), alertOn('each')],
      '181',
      ['o1 limits r abnormal H#1'],
    ],
  ])('%s', (_title, rules, value, items) => {
    const p = played({ limits: TIERS, rules });
    p.reading({ name: 'r', value });
    expect(p.items).toEqual(items);
  });

  test('each order says its own, by the version in force at the effective time', () => {
    const p = played({ limits: TIERS });
    p.order({ name: 'o2', limits: [reference('70', '250')] });
    p.order({ name: 'o3', limits: [reference('70', '100')], status: 'draft' });
    p.reading({ name: 'r', value: '200' });
    p.wait(MINUTE_MS);
    p.change({ limits: [reference('70', '240')] });
    p.reading({ name: 's', value: '245', at: p.wall(-1) });
    p.reading({ name: 't', value: '200' });
    p.reading({ name: 'u', value: '241' });
    expect(p.items).toEqual(['o1 limits r abnormal H#1', 'o1 limits s abnormal H#1', 'o1 limits u abnormal H#1']);
  });

  test('an item says what it is about, and of what', () => {
    const p = played({ limits: TIERS });
    const high = p.reading({ name: 'r', value: '200' });
    p.reading({ name: 's', value: '650' });
    expect([...p.course.state.items.values()]).toMatchObject([
      {
        rule: 'limits',
        kind: 'abnormal',
        interpretation: ['H'],
        members: [],
        reading: key('r'),
        content: { reading: high },
        cause: { seq: 3 },
        digest: undefined,
      },
      { rule: 'data-quality', kind: 'data-quality', interpretation: [], members: [], cause: { seq: 4 } },
    ]);
  });

  test('an hour is not late, a millisecond more is; 7 days still raise, a millisecond more does not', () => {
    const p = played({ limits: TIERS, start: '2034-12-01T00:00:00Z' });
    for (const [name, ms] of [
      ['a', HOUR_MS],
      ['b', HOUR_MS + 1],
      ['c', 7 * DAY_MS],
      ['d', 7 * DAY_MS + 1],
    ] as const)
      p.reading({ name, value: '200', at: p.wall(-ms) });
    expect(p.items).toEqual([
      'o1 limits a abnormal H#1',
      'o1 limits b abnormal H#1 late',
      'o1 limits c abnormal H#1 late',
    ]);
  });

  test('where it is open whether it is late, or too old, it says so, or asks', () => {
    const p = played({ limits: TIERS, start: '2034-12-01T00:00:00Z' });
    p.reading({ name: 'a', value: '200', at: p.wall(-HOUR_MS) }, { within: 10 });
    expect([p.items, p.asked]).toEqual([['o1 limits a abnormal H#1 late or not'], []]);
    p.script = [1];
    p.reading({ name: 'b', value: '200', at: p.wall(-7 * DAY_MS) }, { within: 10 });
    expect([p.items.length, p.asked]).toEqual([2, [{ of: 2, taken: 1 }]]);
    p.script = [0];
    p.reading({ name: 'c', value: '200', at: p.wall(-7 * DAY_MS) }, { within: 10 });
    expect(p.items.length).toBe(2);
  });
});

describe('corrections', () => {
  const after = (...values: readonly string[]): string[] => {
    const p = played({ limits: TIERS });
    const r = p.reading({ name: 'r', value: '200' });
    for (const value of values) {
      p.wait(1000);
      p.again(r, value === 'erased' ? { status: 'entered-in-error' } : { value, status: 'corrected' });
    }
    return p.items;
  };

  test.each<[string[], string[]]>([
    [['210'], ['o1 limits r abnormal H#1 updated 1']],
    [['120'], ['o1 limits r abnormal H#1 corrected-to-normal']],
    [['310'], ['o1 limits r abnormal H#1 corrected-otherwise', 'o1 limits r critical HH#1']],
    [['60'], ['o1 limits r abnormal H#1 corrected-otherwise', 'o1 limits r abnormal L#1']],
    [['650'], ['o1 limits r abnormal H#1 corrected-otherwise', 'o1 data-quality r#1']],
    [
      ['650', '640'],
      ['o1 limits r abnormal H#1 corrected-otherwise', 'o1 data-quality r#1 updated 1'],
    ],
    [
      ['650', '120'],
      ['o1 limits r abnormal H#1 corrected-otherwise', 'o1 data-quality r#1 corrected-to-normal'],
    ],
    [
      ['120', '200'],
      ['o1 limits r abnormal H#1 corrected-to-normal', 'o1 limits r abnormal H#2'],
    ],
    [['erased'], ['o1 limits r abnormal H#1 entered-in-error']],
    [['120', 'erased'], ['o1 limits r abnormal H#1 corrected-to-normal']],
    [['210', 'erased'], ['o1 limits r abnormal H#1 updated 1 entered-in-error']],
  ])('to %j', (values, items) => {
    expect(after(...values)).toEqual(items);
  });

  test('the item shows the value that it was corrected to', () => {
    const p = played({ limits: TIERS });
    const r = p.reading({ name: 'r', value: '200' });
    const next = p.again(r, { value: '210', status: 'corrected' });
    expect([...p.course.state.items.values()].map((i) => i.content.reading)).toEqual([next]);
  });

  test('too old to raise, it still withdraws', () => {
    const p = played({ limits: TIERS });
    const r = p.reading({ name: 'r', value: '200' });
    p.wait(7 * DAY_MS + 1);
    p.again(r, { value: '310', status: 'corrected' });
    expect(p.items).toEqual(['o1 limits r abnormal H#1 corrected-otherwise']);
  });

  test('what is done stays, and what is needed is raised beside it', () => {
    const p = played({ limits: TIERS });
    const r = p.reading({ name: 'r', value: '200' });
    p.act('done', 'r');
    p.again(r, { value: '310', status: 'corrected' });
    p.again(r, { value: '200', status: 'corrected' });
    p.again(r, { value: '120', status: 'corrected' });
    expect(p.items).toEqual([
      'o1 limits r abnormal H#1 updated 1 done',
      'o1 limits r critical HH#1 corrected-otherwise',
    ]);
  });

  test('a correction that moves it out of the order withdraws', () => {
    const p = played({ limits: TIERS });
    p.order({ name: 'o2', start: '2034-12-01T00:00:00Z' });
    const r = p.reading({ name: 'r', value: '200' });
    p.again(r, { status: 'corrected', effective: '2034-12-31T12:00:00Z' });
    expect(p.items).toEqual(['o1 limits r abnormal H#1 corrected-to-normal', 'o2 limits r abnormal H#1 updated 1']);
  });
});

describe('acts', () => {
  test('seen, then done; done without seen', () => {
    const p = played({ limits: TIERS });
    p.reading({ name: 'a', value: '200' });
    p.reading({ name: 'b', value: '200' });
    p.act('seen', 'a');
    expect(p.items).toEqual(['o1 limits a abnormal H#1 seen', 'o1 limits b abnormal H#1']);
    p.wait(1000);
    p.act('done', 'a');
    p.act('done', 'b');
    expect(p.items).toEqual(['o1 limits a abnormal H#1 done', 'o1 limits b abnormal H#1 done']);
    p.wait(1000);
    p.act('done', 'a');
    p.act('seen', 'a');
    const [a, b] = [...p.course.state.items.values()];
    expect([a?.seen?.step, a?.done?.step, b?.seen?.step, b?.done?.step]).toEqual([4, 5, 6, 6]);
  });

  test('what was withdrawn is not done any more, but seen', () => {
    const p = played({ limits: TIERS });
    const r = p.reading({ name: 'r', value: '200' });
    p.again(r, { value: '120', status: 'corrected' });
    p.act('done', 'r');
    expect(p.items).toEqual(['o1 limits r abnormal H#1 seen corrected-to-normal']);
  });

  test('are on the item of the order, the rule, the kind, the direction and the reading that they name', () => {
    const p = played({ limits: TIERS });
    p.order({ name: 'o2' });
    const r = p.reading({ name: 'r', value: '200' });
    p.reading({ name: 's', value: '200' });
    p.again(r, { value: '60', status: 'corrected' });
    p.act('done', 'r', { rule: 'change' });
    p.act('done', 'r', { kind: 'critical' });
    p.act('done', 'x');
    expect(p.items.filter((line) => line.includes('done'))).toEqual([]);
    p.act('done', 'r', { directions: 'L' });
    expect(p.items.filter((line) => line.includes('done'))).toEqual(['o1 limits r abnormal L#1 done']);
    p.act('seen', 'r', { directions: 'H' });
    expect(p.items.filter((line) => line.includes('seen'))).toEqual([
      'o1 limits r abnormal H#1 seen corrected-otherwise',
    ]);
  });

  test('of several that fit, the latest that stands, else the latest', () => {
    const p = played({ limits: TIERS });
    const r = p.reading({ name: 'r', value: '200' });
    p.again(r, { value: '120', status: 'corrected' });
    p.again(r, { value: '201', status: 'corrected' });
    p.act('seen', 'r');
    expect(p.items).toEqual(['o1 limits r abnormal H#1 corrected-to-normal', 'o1 limits r abnormal H#2 seen']);
    const q = played({ limits: TIERS });
    const s = q.reading({ name: 'r', value: '200' });
    for (const value of ['120', '201', '121']) q.again(s, { value, status: 'corrected' });
    q.act('seen', 'r');
    expect(q.items).toEqual([
      'o1 limits r abnormal H#1 corrected-to-normal',
      'o1 limits r abnormal H#2 seen corrected-to-normal',
    ]);
    // One that stands, a done one, goes before a later one that does not.
    const t = played({ limits: TIERS });
    const u = t.reading({ name: 'r', value: '200' });
    t.act('done', 'r');
    t.again(u, { value: '60', status: 'corrected' });
    t.again(u, { value: '120', status: 'corrected' });
    t.act('seen', 'r');
    expect(t.items).toEqual(['o1 limits r abnormal H#1 done', 'o1 limits r abnormal L#1 corrected-to-normal']);
  });

  test('by any name of the reading; not on a digest that it only joined', () => {
    const p = played({ limits: TIERS, rules: [digest] });
    const r = p.reading({ name: 'r', value: '200', device: 'meter' });
    p.again(r, { identifier: { ...r.identifier, value: 'alias' } });
    p.wait(1000);
    p.reading({ name: 's', value: '200' });
    p.act('done', 's');
    expect(p.items).toEqual(['o1 limits r abnormal H#1 of r,s updated 1']);
    p.act('done', 'alias');
    expect(p.items).toEqual(['o1 limits r abnormal H#1 of r,s updated 1 done']);
  });

  test('of a change item, whatever its directions', () => {
    const p = played({ limits: TIERS, rules: [change('gain', '20', 'mg/dL', '24 h')] });
    p.reading({ name: 'a', value: '100' });
    p.wait(1000);
    p.reading({ name: 'b', value: '150' });
    p.act('done', 'b', { rule: 'change', kind: 'change', directions: 'D,U' });
    expect(p.items).toEqual(['o1 change b#1 U done']);
  });
});

describe('the order in error', () => {
  test('takes its open items along; what is done stays, and what another order raised', () => {
    const p = played({ limits: TIERS, rules: [change('gain', '20', 'mg/dL', '24 h')] });
    p.order({ name: 'o2' });
    p.reading({ name: 'a', value: '200' });
    p.wait(1000);
    p.reading({ name: 'b', value: '310' });
    p.act('done', 'a');
    p.change({ limits: TIERS, rules: [change('gain', '20', 'mg/dL', '24 h')], status: 'entered-in-error' });
    p.reading({ name: 'c', value: '200' });
    expect(p.items).toEqual([
      'o1 limits a abnormal H#1 done',
      'o2 limits a abnormal H#1',
      'o1 limits b critical HH#1 order-in-error',
      'o1 change b#1 U order-in-error',
      'o2 limits b abnormal H#1',
      'o2 limits c abnormal H#1',
    ]);
  });

  test('evaluates nothing any more, corrections either', () => {
    const p = played({ limits: TIERS });
    const r = p.reading({ name: 'r', value: '120' });
    p.change({ limits: TIERS, status: 'entered-in-error' });
    p.again(r, { value: '310', status: 'corrected' });
    expect([p.said, p.items]).toEqual(['accept', []]);
  });

  test('another end withdraws nothing', () => {
    const p = played({ limits: TIERS });
    p.reading({ name: 'r', value: '200' });
    p.change({ limits: TIERS, status: 'revoked' });
    expect(p.items).toEqual(['o1 limits r abnormal H#1']);
  });
});
