import { describe, expect, test } from 'vitest';
import { keyOf, type Rule } from '../../../contract/domain/index.ts';
import { change, makeOrder, reference } from '../history-builder.test-helper.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Played, played } from './played.test-helper.ts';
import { comparableBefore } from './settle-change.ts';
import { key } from './settle.test-helper.ts';

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
