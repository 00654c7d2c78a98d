import { describe, expect, test } from 'vitest';
import { keyOf, type Interval, type Rule } from '../../../contract/domain/index.ts';
import { change, critical, makeOrder, makeReading, OKAFOR, reference, RIVERA } from '../history-builder.test-helper.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Played, played } from './played.test-helper.ts';
import { comparableBefore } from './settle-change.ts';

const TIERS: readonly Interval[] = [
  reference('70', '180'),
  critical('54', '300'),
  { ...reference('20', '600'), tier: 'absolute' },
];
const digest: Rule = { kind: 'digest', window: { value: 30, unit: 'min' } };
const repeated = (count = 2, hours = 2): Rule => ({ kind: 'repeated', count, window: { value: hours, unit: 'h' } });
const alertOn = (abnormal: 'each' | 'repeated' | 'none'): Rule => ({ kind: 'alert-on', abnormal });
const key = (name: string): string => keyOf(makeReading({ name, value: '1' }).identifier);

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

describe('digest', () => {
  const start = (): Played => played({ limits: TIERS, rules: [digest] });

  test('within the window of the first reading, before and after it, both ends included', () => {
    const p = start();
    p.wait(HOUR_MS);
    p.reading({ name: 'a', value: '200' });
    p.reading({ name: 'early', value: '200', at: p.wall(-30 * MINUTE_MS) });
    p.reading({ name: 'earlier', value: '200', at: p.wall(-30 * MINUTE_MS - 1) });
    p.wait(30 * MINUTE_MS);
    p.reading({ name: 'b', value: '200' });
    p.wait(1);
    p.reading({ name: 'c', value: '200' });
    expect(p.items).toEqual([
      'o1 limits a abnormal H#1 of early,a,b updated 2',
      'o1 limits earlier abnormal H#1 of earlier',
      'o1 limits c abnormal H#1 of c',
    ]);
  });

  test('of the same direction, never critical, never of another order', () => {
    const p = start();
    p.order({ name: 'o2', rules: [digest], limits: [reference('70', '180')] });
    p.reading({ name: 'a', value: '200' });
    p.reading({ name: 'low', value: '60' });
    p.reading({ name: 'x', value: '310' });
    p.reading({ name: 'y', value: '310' });
    p.reading({ name: 'z', value: '650' });
    expect(p.items.filter((line) => line.startsWith('o1'))).toEqual([
      'o1 limits a abnormal H#1 of a',
      'o1 limits low abnormal L#1 of low',
      'o1 limits x critical HH#1',
      'o1 limits y critical HH#1',
      'o1 data-quality z#1',
    ]);
    expect(p.items.filter((line) => line.startsWith('o2'))).toEqual([
      'o2 limits a abnormal H#1 of a,x,y,z updated 3',
      'o2 limits low abnormal L#1 of low',
    ]);
  });

  test('members lie in order of time, ties by name', () => {
    const p = start();
    p.wait(HOUR_MS);
    const at = p.wall();
    p.reading({ name: 'b', value: '200', at });
    for (const name of ['c', 'a', 'd']) p.reading({ name, value: '200', at });
    p.reading({ name: 'first', value: '200', at: p.wall(-1000) });
    expect(p.items).toEqual(['o1 limits b abnormal H#1 of first,a,b,c,d updated 4']);
  });

  test('of several the one with the earliest first reading is joined', () => {
    const p = start();
    p.wait(2 * HOUR_MS);
    p.reading({ name: 'late', value: '200' });
    p.reading({ name: 'early', value: '200', at: p.wall(-40 * MINUTE_MS) });
    p.reading({ name: 'between', value: '200', at: p.wall(-20 * MINUTE_MS) });
    expect(p.items).toEqual([
      'o1 limits late abnormal H#1 of late',
      'o1 limits early abnormal H#1 of early,between updated 1',
    ]);
  });

  test('the window stays on the reading that raised it, also when that leaves', () => {
    const p = start();
    p.wait(HOUR_MS);
    const a = p.reading({ name: 'a', value: '200' });
    p.wait(20 * MINUTE_MS);
    const b = p.reading({ name: 'b', value: '200' });
    p.again(a, { value: '120', status: 'corrected' });
    expect(p.items).toEqual(['o1 limits a abnormal H#1 of b updated 2']);
    p.wait(20 * MINUTE_MS);
    p.reading({ name: 'c', value: '200' });
    expect(p.items).toEqual(['o1 limits a abnormal H#1 of b updated 2', 'o1 limits c abnormal H#1 of c']);
    p.again(a, { value: '200', status: 'corrected' });
    expect(p.items[0]).toBe('o1 limits a abnormal H#1 of a,b updated 3');
    p.again(a, { status: 'entered-in-error' });
    p.again(b, { value: '310', status: 'corrected' });
    expect(p.items).toEqual([
      'o1 limits a abnormal H#1 of b updated 4 corrected-otherwise',
      'o1 limits c abnormal H#1 of c',
      'o1 limits b critical HH#1',
    ]);
  });

  test('a member corrected within its direction stays, in its new place', () => {
    const p = start();
    p.wait(HOUR_MS);
    p.reading({ name: 'a', value: '200' });
    p.wait(MINUTE_MS);
    const b = p.reading({ name: 'b', value: '200' });
    const before = [...p.course.state.items.values()][0]?.content;
    p.again(b, { value: '210', status: 'corrected', effective: p.wall(-2 * MINUTE_MS) });
    expect(p.items).toEqual(['o1 limits a abnormal H#1 of b,a updated 2']);
    expect([...p.course.state.items.values()][0]?.content).toBe(before);
  });

  test('nothing joins what is done or withdrawn; a done one keeps its members', () => {
    const p = start();
    const a = p.reading({ name: 'a', value: '200' });
    p.again(a, { status: 'entered-in-error' });
    const b = p.reading({ name: 'b', value: '200' });
    p.act('done', 'b');
    p.reading({ name: 'c', value: '200' });
    p.again(b, { value: '120', status: 'corrected' });
    expect(p.items).toEqual([
      'o1 limits a abnormal H#1 of a entered-in-error',
      'o1 limits b abnormal H#1 of b done',
      'o1 limits c abnormal H#1 of c',
    ]);
  });

  test('of the same recipient: who covers when it is raised', () => {
    const p = start();
    p.reading({ name: 'a', value: '200' });
    p.wait(1000);
    const absences = [{ period: { start: p.wall(), end: p.wall(10_000) }, coveredBy: OKAFOR }];
    p.do({ op: 'coverage.set', coverage: { person: RIVERA, absences } });
    p.wait(1000);
    p.reading({ name: 'b', value: '200' });
    p.wait(1000);
    p.reading({ name: 'c', value: '200' });
    p.wait(60_000);
    p.reading({ name: 'd', value: '200' });
    expect(p.items).toEqual(['o1 limits a abnormal H#1 of a,d updated 1', 'o1 limits b abnormal H#1 of b,c updated 1']);
    expect([...p.course.state.items.values()].map((i) => i.digest?.recipient.split('|')[1])).toEqual([
      'rivera',
      'okafor',
    ]);
  });

  test('joining is never too late', () => {
    const p = start();
    const a = p.wall();
    p.reading({ name: 'a', value: '200' });
    p.wait(8 * DAY_MS);
    p.reading({ name: 'b', value: '200', at: a });
    p.reading({ name: 'c', value: '200', at: '2034-12-31T21:00:00Z' });
    expect(p.items).toEqual(['o1 limits a abnormal H#1 of a,b updated 1']);
  });

  test('the window is that of the version that evaluates the one that joins; without the rule each raises', () => {
    const p = start();
    p.wait(HOUR_MS);
    p.reading({ name: 'a', value: '200' });
    p.change({ limits: TIERS, rules: [{ kind: 'digest', window: { value: 60, unit: 'min' } }] });
    p.wait(50 * MINUTE_MS);
    p.reading({ name: 'b', value: '200' });
    p.change({ limits: TIERS });
    p.reading({ name: 'c', value: '200' });
    expect(p.items).toEqual(['o1 limits a abnormal H#1 of a,b updated 1', 'o1 limits c abnormal H#1']);
  });

  test('beside repetition nothing is digested', () => {
    const p = played({ limits: TIERS, rules: [digest, repeated()] });
    p.reading({ name: 'a', value: '200' });
    p.wait(1000);
    p.reading({ name: 'b', value: '200' });
    expect(p.items).toEqual(['o1 repeated a,b H#1']);
  });
});

describe('digest, further', () => {
  const start = (...more: Rule[]): Played => {
    const p = played({ limits: TIERS, rules: [...more, digest] });
    p.wait(2 * HOUR_MS);
    return p;
  };

  test('is asked for by its own rule, wherever it stands', () => {
    const p = start(change('gain', '500', 'mg/dL', '1 h'));
    p.reading({ name: 'a', value: '200' });
    p.reading({ name: 'b', value: '200' });
    expect(p.items).toEqual(['o1 limits a abnormal H#1 of a,b updated 1']);
  });

  test('of several, the earliest first, whichever was raised first', () => {
    const p = start();
    p.reading({ name: 'z', value: '200', at: p.wall(-40 * MINUTE_MS) });
    p.reading({ name: 'a', value: '200' });
    p.reading({ name: 'between', value: '200', at: p.wall(-20 * MINUTE_MS) });
    expect(p.items).toEqual(['o1 limits z abnormal H#1 of z,between updated 1', 'o1 limits a abnormal H#1 of a']);
    const q = start();
    for (const [name, minute] of [
      ['m', -40],
      ['a', 0],
      ['z', -75],
    ] as const)
      q.reading({ name, value: '200', at: q.wall(minute * MINUTE_MS) });
    q.reading({ name: 'early', value: '200', at: q.wall(-60 * MINUTE_MS) });
    q.reading({ name: 'late', value: '200', at: q.wall(-20 * MINUTE_MS) });
    expect(q.items).toEqual([
      'o1 limits m abnormal H#1 of m,late updated 1',
      'o1 limits a abnormal H#1 of a',
      'o1 limits z abnormal H#1 of z,early updated 1 late',
    ]);
  });

  test('members lie by time, whatever their names', () => {
    const p = start();
    for (const [name, second] of [
      ['z', 0],
      ['a', 60],
      ['m', -60],
      ['b', 30],
      ['y', -30],
    ] as const)
      p.reading({ name, value: '200', at: p.wall(-5 * MINUTE_MS + second * 1000) });
    expect(p.items).toEqual(['o1 limits z abnormal H#1 of m,y,z,b,a updated 4']);
  });

  test('a done one keeps a member that is not abnormal any more', () => {
    const p = start();
    p.reading({ name: 'a', value: '200' });
    const b = p.reading({ name: 'b', value: '200' });
    p.act('done', 'a');
    p.again(b, { value: '120', status: 'corrected' });
    expect(p.items).toEqual(['o1 limits a abnormal H#1 of a,b updated 1 done']);
  });

  test('nothing waits for what was too old to be raised', () => {
    const p = played({ limits: TIERS, rules: [digest], start: '2034-12-01T00:00:00Z' });
    p.reading({ name: 'a', value: '200', at: p.wall(-8 * DAY_MS) });
    expect([p.items, [...p.course.state.waiting.keys()]]).toEqual([[], []]);
  });

  test('where it lies is open as long as it may be raised: until it was seen, or answered', () => {
    const absent = (p: Played, from: number): void => {
      const absences = [{ period: { start: p.wall(from), end: p.wall(DAY_MS) }, coveredBy: OKAFOR }];
      p.do({ op: 'coverage.set', coverage: { person: RIVERA, absences } });
    };
    const lies = (p: Played): string | undefined =>
      [...p.course.state.items.values()][0]?.digest?.recipient.split('|')[1];
    for (const [taken, recipient] of [
      [0, 'okafor'],
      [1, 'rivera'],
    ] as const) {
      const p = start();
      absent(p, 5);
      p.script = [taken];
      p.reading({ name: 'a', value: '200' }, { within: 10 });
      expect([lies(p), p.asked]).toEqual([recipient, [{ of: 2, taken }]]);
    }
    const soon = start();
    absent(soon, 50);
    soon.reading({ name: 'a', value: '200' }, { within: 10 });
    expect([lies(soon), soon.asked]).toEqual(['rivera', []]);
    const seen = played(
      { limits: TIERS, rules: [digest] },
      {
        firstSight: (order, rule) =>
          order === keyOf(makeOrder().identifier) && rule === 'limits' ? 2_000_000_000 : undefined,
      },
    );
    absent(seen, 500);
    seen.script = [1];
    seen.reading({ name: 'a', value: '200' });
    expect([lies(seen), seen.asked]).toEqual(['rivera', [{ of: 2, taken: 1 }]]);
  });
});

describe('repeated', () => {
  /** Readings at minutes of one hour, sent in this order. */
  const send = (p: Played, readings: readonly (readonly [string, string, number])[]): void => {
    for (const [name, value, minute] of readings) p.reading({ name, value, at: p.wall((minute - 300) * MINUTE_MS) });
  };
  const start = (...rules: Rule[]): Played => {
    const p = played({ limits: TIERS, rules, start: '2034-12-01T00:00:00Z' });
    p.wait(6 * HOUR_MS);
    return p;
  };
  const late = (...items: string[]): string[] => items.map((item) => `${item} late`);

  test.each<[string, number, readonly (readonly [string, string, number])[], string[]]>([
    [
      'two of one direction',
      2,
      [
        ['a', '200', 0],
        ['b', '200', 10],
      ],
      ['a,b H'],
    ],
    [
      'two of two directions',
      2,
      [
        ['a', '200', 0],
        ['b', '60', 10],
      ],
      [],
    ],
    [
      'two low ones',
      2,
      [
        ['a', '60', 0],
        ['b', '60', 10],
      ],
      ['a,b L'],
    ],
    [
      'a critical one between',
      2,
      [
        ['a', '200', 0],
        ['x', '310', 5],
        ['b', '200', 10],
      ],
      ['a,b H'],
    ],
    [
      'one that is implausible',
      2,
      [
        ['a', '200', 0],
        ['x', '650', 5],
      ],
      [],
    ],
    [
      'at the end of the window',
      2,
      [
        ['a', '200', 0],
        ['b', '200', 120],
      ],
      ['a,b H'],
    ],
    [
      'beyond the window',
      2,
      [
        ['a', '200', 0],
        ['b', '200', 121],
      ],
      [],
    ],
    [
      'three of two',
      2,
      [
        ['a', '200', 0],
        ['b', '200', 10],
        ['c', '200', 20],
      ],
      ['a,b H'],
    ],
    [
      'four of two',
      2,
      [
        ['a', '200', 0],
        ['b', '200', 10],
        ['c', '200', 20],
        ['d', '200', 30],
      ],
      ['a,b H', 'c,d H'],
    ],
    [
      'three',
      3,
      [
        ['a', '200', 0],
        ['b', '200', 10],
        ['c', '200', 20],
      ],
      ['a,b,c H'],
    ],
    [
      'three of which the first lies too far back',
      3,
      [
        ['a', '200', 0],
        ['b', '200', 110],
        ['c', '200', 125],
        ['d', '200', 130],
      ],
      ['b,c,d H'],
    ],
    [
      'one that comes late between',
      3,
      [
        ['a', '200', 0],
        ['c', '200', 20],
        ['b', '200', 10],
      ],
      ['a,b,c H'],
    ],
    [
      'one that comes late and first',
      2,
      [
        ['b', '200', 121],
        ['a', '200', 0],
        ['c', '200', 60],
      ],
      ['a,c H'],
    ],
    [
      'ties by name',
      2,
      [
        ['b', '200', 0],
        ['c', '60', 0],
        ['a', '200', 0],
      ],
      ['a,b H'],
    ],
    [
      'the last of a tie is left',
      3,
      [
        ['c', '200', 0],
        ['b', '200', 0],
        ['a', '200', 0],
      ],
      ['a,b,c H'],
    ],
  ])('%s', (_title, count, readings, formed) => {
    const p = start(repeated(count));
    send(p, readings);
    expect(p.items.filter((line) => line.includes('repeated'))).toEqual(
      late(...formed.map((f) => `o1 repeated ${f}#1`)),
    );
  });

  const lost = (value: string, at?: number): string[] => {
    const p = start(repeated());
    send(p, [
      ['a', '200', 0],
      ['b', '200', 10],
      ['c', '200', 20],
    ]);
    const a = makeReading({ name: 'a', value: '200', at: p.wall(-300 * MINUTE_MS) });
    if (value === 'erased') p.again(a, { status: 'entered-in-error' });
    else
      p.again(a, {
        value,
        status: 'corrected',
        ...(at === undefined ? {} : { effective: p.wall((at - 300) * MINUTE_MS) }),
      });
    return p.items.map((item) => item.replace(' late', ''));
  };

  test.each<[string, number | undefined, string[]]>([
    ['erased', undefined, ['o1 repeated a,b H#1 re-evaluated', 'o1 repeated b,c H#1']],
    ['120', undefined, ['o1 repeated a,b H#1 re-evaluated', 'o1 repeated b,c H#1']],
    ['60', undefined, ['o1 repeated a,b H#1 re-evaluated', 'o1 repeated b,c H#1']],
    ['310', undefined, ['o1 repeated a,b H#1 re-evaluated', 'o1 limits a critical HH#1', 'o1 repeated b,c H#1']],
    ['210', undefined, ['o1 repeated a,b H#1 updated 1']],
    ['210', -100, ['o1 repeated a,b H#1 updated 1']],
    ['210', -110, ['o1 repeated a,b H#1 updated 1']],
    ['210', -111, ['o1 repeated a,b H#1 re-evaluated', 'o1 repeated b,c H#1']],
  ])('the first member %s at %s', (value, at, items) => {
    expect(lost(value, at).toSorted()).toEqual(items.toSorted());
  });

  const own = (value: string, at?: number): string[] => {
    const p = start(repeated());
    send(p, [
      ['a', '200', 0],
      ['b', '200', 10],
    ]);
    const b = makeReading({ name: 'b', value: '200', at: p.wall(-290 * MINUTE_MS) });
    if (value === 'erased') p.again(b, { status: 'entered-in-error' });
    else
      p.again(b, {
        value,
        status: 'corrected',
        ...(at === undefined ? {} : { effective: p.wall((at - 300) * MINUTE_MS) }),
      });
    return p.items.map((item) => item.replace(' late', '')).filter((item) => item.includes('repeated'));
  };

  test.each<[string, number | undefined, string]>([
    ['erased', undefined, 'entered-in-error'],
    ['120', undefined, 'corrected-to-normal'],
    ['60', undefined, 'corrected-otherwise'],
    ['310', undefined, 'corrected-otherwise'],
    ['650', undefined, 'corrected-otherwise'],
    ['210', 121, 're-evaluated'],
    ['210', 120, 'updated 1'],
  ])('its own reading %s at %s', (value, at, said) => {
    expect(own(value, at)).toEqual([`o1 repeated a,b H#1 ${said}`]);
  });

  test('a done item keeps its members', () => {
    const p = start(repeated());
    send(p, [
      ['a', '200', 0],
      ['b', '200', 10],
    ]);
    p.act('done', 'b', { rule: 'repeated' });
    const a = makeReading({ name: 'a', value: '200', at: p.wall(-300 * MINUTE_MS) });
    p.again(a, { value: '120', status: 'corrected' });
    send(p, [['c', '200', 20]]);
    expect(p.items).toEqual(['o1 repeated a,b H#1 updated 1 late done']);
    send(p, [['d', '200', 30]]);
    expect(p.items[1]).toBe('o1 repeated c,d H#1 late');
  });

  test('a free one that is corrected or erased counts as it now is', () => {
    const p = start(repeated());
    send(p, [['a', '200', 0]]);
    const a = makeReading({ name: 'a', value: '200', at: p.wall(-300 * MINUTE_MS) });
    p.again(a, { value: '60', status: 'corrected' });
    send(p, [['b', '200', 10]]);
    expect(p.items).toEqual([]);
    send(p, [['c', '60', 20]]);
    expect(p.items).toEqual(['o1 repeated a,c L#1 late']);
    const b = makeReading({ name: 'b', value: '200', at: p.wall(-290 * MINUTE_MS) });
    p.again(b, { status: 'entered-in-error' });
    send(p, [['d', '200', 30]]);
    expect(p.items.length).toBe(1);
  });

  test('what is left over when an item is formed stays free', () => {
    const p = start(repeated());
    send(p, [
      ['b', '200', 121],
      ['a', '200', 0],
      ['c', '200', 60],
      ['d', '200', 130],
    ]);
    expect(p.items).toEqual(late('o1 repeated a,c H#1', 'o1 repeated b,d H#1'));
  });

  test('what a lost item frees may form more than one', () => {
    const p = start(repeated(3));
    send(p, [
      ['b', '200', 100],
      ['a', '200', 105],
      ['c', '200', 110],
      ['p', '200', 0],
      ['q', '200', 10],
      ['r', '200', 130],
      ['s', '200', 140],
    ]);
    expect(p.items).toEqual(late('o1 repeated b,a,c H#1'));
    p.again(makeReading({ name: 'a', value: '200', at: p.wall(-195 * MINUTE_MS) }), { status: 'entered-in-error' });
    expect(p.items).toEqual([
      'o1 repeated b,a,c H#1 late re-evaluated',
      ...late('o1 repeated p,q,b H#1', 'o1 repeated c,r,s H#1'),
    ]);
  });

  test('of three, the first and the last must lie in one window', () => {
    const moved = (minute: number): string[] => {
      const p = start(repeated(3));
      send(p, [
        ['a', '200', 0],
        ['b', '200', 10],
        ['c', '200', 20],
      ]);
      const c = makeReading({ name: 'c', value: '200', at: p.wall(-280 * MINUTE_MS) });
      p.again(c, { status: 'corrected', effective: p.wall((minute - 300) * MINUTE_MS) });
      return p.items;
    };
    expect([moved(120), moved(121)]).toEqual([
      ['o1 repeated a,b,c H#1 updated 1 late'],
      ['o1 repeated a,b,c H#1 late re-evaluated'],
    ]);
  });

  test('low ones are kept and lost likewise', () => {
    const moved = (value: string): string[] => {
      const p = start(repeated());
      send(p, [
        ['a', '60', 0],
        ['b', '60', 10],
      ]);
      p.again(makeReading({ name: 'a', value: '60', at: p.wall(-300 * MINUTE_MS) }), { value, status: 'corrected' });
      return p.items;
    };
    expect([moved('55'), moved('200')]).toEqual([
      ['o1 repeated a,b L#1 updated 1 late'],
      ['o1 repeated a,b L#1 late re-evaluated'],
    ]);
  });

  test('beside each, which is to alert, nothing is formed', () => {
    const p = start(repeated(), alertOn('each'));
    send(p, [
      ['a', '200', 0],
      ['b', '200', 10],
    ]);
    expect(p.items.filter((line) => line.includes('repeated'))).toEqual([]);
    const none = start(repeated(), alertOn('none'));
    send(none, [
      ['a', '200', 0],
      ['b', '200', 10],
    ]);
    expect(none.items).toEqual([]);
  });

  test('what a window of days may still need is kept', () => {
    const p = start(repeated(2, 48));
    const [a, b] = [p.wall(), p.wall(47 * HOUR_MS)];
    p.reading({ name: 'a', value: '200', at: a });
    p.wait(7 * DAY_MS);
    // Of another window, so that they are looked through.
    p.reading({ name: 'x', value: '200' });
    p.wait(1.9 * DAY_MS);
    p.reading({ name: 'b', value: '200', at: b });
    expect(p.items).toEqual(['o1 repeated a,b H#1 late']);
  });

  test('count and window are those of the version of the last', () => {
    const p = start(repeated(3));
    send(p, [
      ['a', '200', 0],
      ['b', '200', 10],
    ]);
    p.wait(HOUR_MS);
    p.change({ limits: TIERS, start: '2034-12-01T00:00:00Z', rules: [repeated(2, 8)] });
    p.wait(MINUTE_MS);
    p.reading({ name: 'c', value: '200' });
    // Of the three, c and the one before it are two within eight hours; a is too many.
    expect(p.items).toEqual(['o1 repeated b,c H#1']);
  });

  test('a version with the rule, a reading of one without it', () => {
    const p = start();
    p.reading({ name: 'a', value: '200' });
    p.wait(1000);
    p.change({ limits: TIERS, start: '2034-12-01T00:00:00Z', rules: [repeated()] });
    p.wait(1000);
    p.reading({ name: 'b', value: '200' });
    p.wait(1000);
    p.reading({ name: 'c', value: '200' });
    expect(p.items).toEqual(['o1 limits a abnormal H#1', 'o1 repeated b,c H#1']);
  });

  test('none is formed at a reading of more than 7 days ago, and those stay free', () => {
    const p = start(repeated());
    send(p, [['a', '200', 0]]);
    const at = p.wall(-290 * MINUTE_MS);
    p.wait(7 * DAY_MS - 290 * MINUTE_MS + 1);
    p.reading({ name: 'b', value: '200', at });
    expect(p.items).toEqual([]);
    p.reading({ name: 'c', value: '200', at: p.wall(-7 * DAY_MS) });
    expect(p.items).toEqual(['o1 repeated b,c H#1 late']);
  });

  test('a reading taken against the gates forms none', () => {
    const p = start(repeated());
    send(p, [['a', '200', 0]]);
    p.permission('withdrawn');
    p.script = [0];
    send(p, [['b', '200', 10]]);
    expect([p.said, p.items]).toEqual(['refuse withdrawn (no-permission)', []]);
    p.permission('granted');
    send(p, [['c', '200', 20]]);
    expect(p.items).toEqual(['o1 repeated a,c H#1 late']);
  });
});

describe('change', () => {
  const gain = change('gain', '20', 'mg/dL', '24 h');
  const loss = change('loss', '20', 'mg/dL', '24 h');
  const start = (...rules: Rule[]): Played => {
    const p = played({ rules, start: '2034-12-01T00:00:00Z' });
    p.wait(6 * HOUR_MS);
    return p;
  };
  const at = (p: Played, name: string, value: string, minute: number) =>
    p.reading({ name, value, at: p.wall((minute - 60) * MINUTE_MS) });

  test('gain and loss in one item; the same in another order of arrival', () => {
    const p = start(gain, loss);
    at(p, 'a', '100', 0);
    at(p, 'b', '150', 1);
    at(p, 'c', '125', 2);
    expect(p.items).toEqual(['o1 change b#1 U', 'o1 change c#1 D+U']);
    const q = start(gain, loss);
    at(q, 'c', '125', 2);
    at(q, 'b', '150', 1);
    expect(q.items).toEqual(['o1 change c#1 D']);
    at(q, 'a', '100', 0);
    expect(q.items).toEqual(['o1 change c#1 D+U updated 1', 'o1 change b#1 U']);
  });

  test('a late one raises for the newer ones that hold it, and for those alone', () => {
    const p = start(gain);
    p.wait(DAY_MS);
    at(p, 'b', '125', 60);
    at(p, 'edge', '100', 60 - 24 * 60 - 1);
    expect(p.items).toEqual([]);
    at(p, 'a', '100', 60 - 24 * 60);
    expect(p.items).toEqual(['o1 change b#1 U']);
  });

  test('a corrected, moved or erased base takes the item back, for it was another reading', () => {
    for (const more of [
      { value: '110', status: 'corrected' },
      { status: 'entered-in-error' },
      { status: 'corrected', effective: '2035-01-01T05:30:00Z' },
    ] as const) {
      const p = start(gain);
      const a = at(p, 'a', '100', 0);
      at(p, 'b', '125', 10);
      p.again(a, more);
      expect(p.items).toEqual(['o1 change b#1 U re-evaluated']);
    }
  });

  test('its own correction', () => {
    const corrected = (value: string): string[] => {
      const p = start(gain, loss);
      at(p, 'a', '100', 0);
      const b = at(p, 'b', '125', 10);
      p.again(b, value === 'erased' ? { status: 'entered-in-error' } : { value, status: 'corrected' });
      return p.items;
    };
    expect(['130', '110', '75', 'erased', 'HI'].map(corrected)).toEqual([
      ['o1 change b#1 U updated 1'],
      ['o1 change b#1 U corrected-to-normal'],
      ['o1 change b#1 U corrected-otherwise', 'o1 change b#2 D'],
      ['o1 change b#1 U entered-in-error'],
      ['o1 change b#1 U corrected-to-normal'],
    ]);
  });

  test('a done one stays, and another is raised beside it where the direction is another', () => {
    const p = start(gain, loss);
    at(p, 'a', '100', 0);
    const b = at(p, 'b', '125', 10);
    p.act('done', 'b', { rule: 'change', kind: 'change' });
    p.again(b, { value: '75', status: 'corrected' });
    expect(p.items).toEqual(['o1 change b#1 U done', 'o1 change b#2 D']);
  });

  test('a newer one is not touched by what its window does not hold, nor by what is at its own instant', () => {
    const p = start(gain);
    p.wait(DAY_MS);
    at(p, 'a', '100', 50);
    at(p, 'b', '125', 60);
    at(p, 'far', '100', 60 - 24 * 60 - 1);
    at(p, 'same', '100', 60);
    expect(p.items).toEqual(['o1 change b#1 U']);
  });

  test('the longest of the windows counts, and weeks are days', () => {
    const p = start(change('gain', '20', 'mg/dL', '48 h'), change('loss', '20', 'mg/dL', '1 h'));
    at(p, 'b', '125', 60);
    at(p, 'a', '100', 60 - 30 * 60);
    expect(p.items).toEqual(['o1 change b#1 U']);
    const weeks = played({ rules: [change('gain', '20', 'mg/dL', '1 wk')], start: '2034-12-01T00:00:00Z' });
    weeks.wait(4 * DAY_MS);
    weeks.reading({ name: 'b', value: '125', at: '2035-01-03T23:59:00-12:00' });
    weeks.reading({ name: 'a', value: '100', at: '2034-12-27T00:00:00+14:00' });
    expect(weeks.items).toEqual(['o1 change b#1 U late']);
  });

  test('in a long row of readings it is found by whichever rule it crosses', () => {
    const p = start(loss, gain);
    for (let i = 0; i < 40; i += 1) at(p, `k${i}`, i === 10 ? '85' : '100', i);
    expect(p.items).toEqual([]);
    at(p, 'last', '106', 41);
    expect(p.items).toEqual(['o1 change last#1 U']);
  });

  test('a reading that is moved out of its order loses its item', () => {
    const p = start(gain);
    p.order({ name: 'o2', start: '2034-12-01T00:00:00Z' });
    p.change({ start: '2034-12-20T00:00:00Z', rules: [gain] });
    p.wait(MINUTE_MS);
    p.reading({ name: 'a', value: '100' });
    p.wait(MINUTE_MS);
    const b = p.reading({ name: 'b', value: '125' });
    p.again(b, { status: 'corrected', effective: '2034-12-25T00:00:00Z' });
    p.again(b, { status: 'corrected', effective: '2034-12-15T00:00:00Z' });
    expect(p.items).toEqual(['o1 change b#1 U corrected-to-normal']);
  });

  test('an order in error raises nothing any more for what it had evaluated', () => {
    const p = start(gain);
    p.order({ name: 'o2' });
    at(p, 'b', '125', 10);
    p.change({ start: '2034-12-01T00:00:00Z', rules: [gain], status: 'entered-in-error' });
    at(p, 'a', '100', 0);
    expect([p.said, p.items]).toEqual(['accept', []]);
  });

  test('what can be compared with a reading: numbers of this patient, as far back as the longest window', () => {
    const p = played({
      rules: [gain],
      limits: [{ ...reference('20', '600'), tier: 'absolute' }],
      start: '2034-12-01T00:00:00Z',
    });
    p.wait(2 * DAY_MS);
    for (const [name, value, hour] of [
      ['old', '100', -25],
      ['edge', '100', -24],
      ['hi', 'HI', -3],
      ['far', '700', -2],
      ['near', '110', -1],
      ['own', '120', 0],
    ] as const)
      p.reading({ name, value, at: p.wall(hour * HOUR_MS) });
    const own = p.course.filing(key('own'))?.contents[0];
    const hi = p.course.filing(key('hi'))?.contents[0];
    const version = own?.evaluators[0]?.version;
    if (own === undefined || hi === undefined || version === undefined) throw new Error('not filed');
    const order = keyOf(makeOrder().identifier);
    const names = (content: typeof own, by = version): string[] =>
      comparableBefore(p.course, order, content, by).map((c) => c.reading.identifier.value);
    expect([names(own), names(hi), names(own, { ...version, order: { ...version.order, rules: [] } })]).toEqual([
      ['edge', 'near'],
      [],
      [],
    ]);
  });

  test('an item comes no earlier than what it is measured from, though that was filed before', () => {
    const p = start(gain);
    at(p, 'a', '100', 0);
    const from = p.course.filing(key('a'))?.contents[0]?.moment.from;
    p.reading({ name: 'b', value: '125' }, { ago: 500, low: 0 });
    const [item] = [...p.course.state.items.values()];
    const own = p.course.filing(key('b'))?.contents[0]?.moment.from;
    expect([item?.raised.from === from, own === from, item?.members]).toEqual([true, false, []]);
  });

  test('what is no number, or none of this patient, is compared with nothing, and nothing with it', () => {
    const p = played({
      rules: [gain, loss],
      limits: [{ ...reference('20', '600'), tier: 'absolute' }],
      start: '2034-12-01T00:00:00Z',
    });
    p.wait(HOUR_MS);
    for (const [name, value] of [
      ['a', 'HI'],
      ['b', '10'],
      ['c', '300'],
      ['d', 'LO'],
      ['e', 'none'],
      ['f', '700'],
      ['g', '310'],
    ] as const) {
      p.wait(MINUTE_MS);
      p.reading({ name, value });
    }
    expect(p.items).toEqual(['o1 data-quality b#1', 'o1 data-quality f#1']);
  });

  test('a newer one is evaluated again by its own version', () => {
    const p = start(gain);
    at(p, 'b', '125', 50);
    p.change({ start: '2034-12-01T00:00:00Z', rules: [change('gain', '100', 'mg/dL', '24 h')] });
    p.wait(MINUTE_MS);
    p.reading({ name: 'c', value: '130' });
    at(p, 'a', '100', 40);
    expect(p.items).toEqual(['o1 change b#1 U']);
  });

  test('the window in days reaches over offsets', () => {
    const p = played({ rules: [change('gain', '20', 'mg/dL', '1 d')], start: '2034-12-01T00:00:00Z' });
    // Noon of the 2nd in the farthest west is noon of the 3rd but for two hours in the farthest east.
    p.wait(4 * DAY_MS);
    p.reading({ name: 'b', value: '125', at: '2035-01-03T23:59:00-12:00' });
    p.reading({ name: 'a', value: '100', at: '2035-01-02T00:00:00+14:00' });
    expect(p.items).toEqual(['o1 change b#1 U late']);
    p.reading({ name: 'c', value: '90', at: '2035-01-01T23:59:00+14:00' });
    expect(p.items).toEqual(['o1 change b#1 U updated 1 late']);
  });

  test('more than 7 days ago nothing is raised, and what was is withdrawn all the same', () => {
    const p = start(gain);
    const a = at(p, 'a', '100', 0);
    at(p, 'b', '125', 10);
    const [old, older] = [p.wall(-20 * MINUTE_MS), p.wall(-90 * MINUTE_MS)];
    p.wait(7 * DAY_MS);
    p.reading({ name: 'c', value: '130', at: old });
    p.again(a, { value: '110', status: 'corrected' });
    p.reading({ name: 'd', value: '50', at: older });
    expect(p.items).toEqual(['o1 change b#1 U re-evaluated']);
  });

  test('an item is raised no earlier than the reading that it is measured from was filed', () => {
    const p = start(gain);
    at(p, 'a', '100', 0);
    const filed = p.course.filing(key('a'))?.contents[0]?.moment;
    at(p, 'b', '125', 10);
    const [item] = [...p.course.state.items.values()];
    expect([filed?.step, item?.raised.step, item?.cause.act.reading.identifier.value]).toEqual([2, 3, 'b']);
  });

  test('a reading taken against the gates is evaluated by none of the newer ones of its kind', () => {
    const p = start(gain);
    p.permission('withdrawn');
    p.script = [0];
    at(p, 'b', '125', 10);
    p.permission('granted');
    p.script = [];
    at(p, 'a', '100', 0);
    expect(p.items).toEqual([]);
  });
});
