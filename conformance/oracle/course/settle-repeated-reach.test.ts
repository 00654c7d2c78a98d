import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, type Played } from './played.test-helper.ts';
import { late, repeated, start, TIERS } from './settle.test-helper.ts';
import { makeReading } from '../history-builder.test-helper.ts';

const DAYS = 24;

/** From now on two readings within so many days make an item. */
const widen = (p: Played, days: number): void => {
  p.wait(1000);
  p.change({ limits: TIERS, start: '2034-12-01T00:00:00Z', rules: [repeated(2, days * DAYS)] });
  p.wait(1000);
};

/** Something that raises nothing and is counted nowhere. */
const look = (p: Played, name: string): unknown => p.reading({ name, value: '120' });

describe('readings that are too old for one version and not for another', () => {
  test.each(['200', '60'])('the window of a version that holds already: %s', (value) => {
    const p = start(repeated());
    p.reading({ name: 'a', value });
    widen(p, 3);
    const at = p.wall(2.9 * DAY_MS);
    p.wait(8.5 * DAY_MS);
    look(p, 'x');
    p.reading({ name: 'b', value, at });
    expect(p.items).toEqual(late(`o1 repeated a,b ${value === '200' ? 'H' : 'L'}#1`));
  });

  test('the window of a version that is taken later', () => {
    const p = start(repeated());
    p.reading({ name: 'a', value: '200' });
    p.wait(9 * DAY_MS);
    look(p, 'x');
    look(p, 'y');
    widen(p, 10);
    p.reading({ name: 'b', value: '200' });
    expect(p.items).toEqual(['o1 repeated a,b H#1']);
  });

  test('the longer window of an earlier version', () => {
    const p = start(repeated(2, 10 * DAYS));
    p.reading({ name: 'a', value: '200' });
    const at = p.wall(2.9 * DAY_MS);
    p.wait(3 * DAY_MS);
    p.change({ limits: TIERS, start: '2034-12-01T00:00:00Z', rules: [repeated()] });
    p.wait(6.4 * DAY_MS);
    look(p, 'x');
    p.reading({ name: 'b', value: '200', at });
    expect(p.items).toEqual(late('o1 repeated a,b H#1'));
  });

  test('the later window must hold them, too', () => {
    const p = start(repeated());
    p.reading({ name: 'a', value: '200' });
    p.wait(9 * DAY_MS);
    look(p, 'x');
    widen(p, 9);
    p.reading({ name: 'b', value: '200' });
    expect(p.items).toEqual([]);
    p.wait(HOUR_MS);
    p.reading({ name: 'c', value: '200' });
    expect(p.items).toEqual(['o1 repeated b,c H#1']);
  });

  test('one after the other, and looked for twice', () => {
    const p = start(repeated());
    for (const name of ['a', 'b', 'c']) {
      p.reading({ name, value: '200' });
      p.wait(9 * DAY_MS);
      look(p, `x${name}`);
    }
    widen(p, 10);
    p.reading({ name: 'd', value: '200' });
    expect(p.items).toEqual(['o1 repeated c,d H#1']);
    p.wait(10 * DAY_MS);
    look(p, 'y');
    look(p, 'z');
    widen(p, 40);
    p.reading({ name: 'e', value: '200' });
    expect(p.items.slice(1)).toEqual(['o1 repeated b,e H#1']);
  });

  test('one that was corrected meanwhile counts as it now is', () => {
    const corrected = (value: string): string[] => {
      const p = start(repeated());
      const a = p.reading({ name: 'a', value: '200' });
      p.wait(9 * DAY_MS);
      look(p, 'x');
      p.again(a, { value, status: 'corrected' });
      widen(p, 10);
      p.reading({ name: 'b', value: '200' });
      p.reading({ name: 'c', value: '60' });
      return p.items;
    };
    expect([corrected('210'), corrected('120'), corrected('60')]).toEqual([
      ['o1 repeated a,b H#1'],
      [],
      ['o1 repeated a,c L#1'],
    ]);
  });

  test('one that was moved into an item is not free a second time', () => {
    const p = start(repeated());
    const a = p.reading({ name: 'a', value: '200' });
    p.wait(9 * DAY_MS);
    look(p, 'x');
    p.reading({ name: 'b', value: '200' });
    p.again(a, { effective: p.wall(-HOUR_MS), status: 'corrected' });
    expect(p.items).toEqual(['o1 repeated a,b H#1']);
    widen(p, 10);
    p.reading({ name: 'c', value: '200' });
    expect(p.items).toEqual(['o1 repeated a,b H#1']);
  });

  test('what an item lost long ago is free for a wider window', () => {
    const p = start(repeated());
    p.reading({ name: 'a', value: '200' });
    p.wait(HOUR_MS);
    p.reading({ name: 'b', value: '200' });
    p.wait(9 * DAY_MS);
    p.again(makeReading({ name: 'b', value: '200', at: p.wall(-9 * DAY_MS) }), { status: 'entered-in-error' });
    widen(p, 10);
    p.reading({ name: 'c', value: '200' });
    expect(p.items).toEqual(['o1 repeated a,b H#1 entered-in-error', 'o1 repeated a,c H#1']);
  });
});
