import { describe, expect, test } from 'vitest';
import { keyOf, type Rule } from '../../../contract/domain/index.ts';
import { change, makeOrder, OKAFOR, reference, RIVERA } from '../history-builder.test-helper.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Played, played } from './played.test-helper.ts';
import { TIERS, digest, repeated } from './settle.test-helper.ts';

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
