import { describe, expect, test } from 'vitest';
import { makeReading } from '../history-builder.test-helper.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './played.test-helper.ts';
import { TIERS, repeated, alertOn, late, send, start } from './settle.test-helper.ts';

describe('repeated', () => {
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
