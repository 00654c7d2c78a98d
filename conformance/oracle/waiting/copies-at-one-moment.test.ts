import { describe, expect, test } from 'vitest';
import { type About, MINUTE_MS, ORDER, step, type Story, type Told, waysOf } from './copies.test-helper.ts';

/** From 10 ms before a minute to 10 ms after it the value is corrected: what withdraws one item raises the other. */
const around =
  (minute: number, more?: (about: About) => void, value = '50'): Story =>
  (about) => {
    about.b.wait(minute * MINUTE_MS - 10 - about.b.now);
    about.corrected(value, { took: 20 });
    more?.(about);
  };
/** Something that takes 8 ms, 4 before a minute and 4 after it. */
const about50 = (what: (about: About) => void) => (about: About) => {
  about.b.wait(50 * MINUTE_MS - 4 - about.b.now);
  what(about);
};
const FIRST = 'copy 1 of r at 01-01 00:30';
const copies = (one: string, two: string): string[] => [`copy 1 of r at ${one}`, `copy 2 of r at ${two}`];
const BEFORE = copies(
  '01-01 00:59:59.990 to 01-01 00:59:59.999+999999',
  '01-01 01:59:59.990 to 01-01 01:59:59.999+999999',
);
const AT = copies('01-01 01:00', '01-01 02:00');
const AFTER = copies('01-01 01:00+1 to 01-01 01:00:00.010', '01-01 02:00+1 to 01-01 02:00:00.010');

describe('where a correction goes over the instant of a copy', () => {
  test.each<[string, Told['order']]>([
    ['in the order of the steps', {}],
    ['in whatever order they are written', { rules: [step(2, 60), step(1, 30)] }],
  ])('the first item is copied only if the other was raised so late; reckoned %s', (_name, order = {}) => {
    expect(waysOf(around(30), { order })).toEqual([
      BEFORE,
      [`${FIRST}, made maybe, withdrawn yes`, ...AT],
      [`${FIRST}, withdrawn yes`, ...AFTER],
    ]);
  });
  test('that lies in a span itself, both ends of it tell', () => {
    const due = `${FIRST} to 01-01 00:30:00.004`;
    expect(waysOf(around(30), { options: { took: 4 } })).toEqual([
      BEFORE,
      [`${due}, made maybe, withdrawn yes`, ...AT],
      [
        `${due}, made maybe, withdrawn yes`,
        ...copies('01-01 01:00+1 to 01-01 01:00:00.003+999999', '01-01 02:00+1 to 01-01 02:00:00.003+999999'),
      ],
      [`${due}, made maybe, withdrawn yes`, ...copies('01-01 01:00:00.004', '01-01 02:00:00.004')],
      [
        `${due}, withdrawn yes`,
        ...copies('01-01 01:00:00.004+1 to 01-01 01:00:00.010', '01-01 02:00:00.004+1 to 01-01 02:00:00.010'),
      ],
    ]);
  });
  test('so with the second copy', () => {
    const late = (all: string[]): string[] => all.map((text) => `${text}, late yes`);
    const second = 'copy 2 of r at 01-01 01:30';
    expect(waysOf(around(90))).toEqual([
      [
        `${FIRST}, withdrawn yes`,
        ...late(
          copies('01-01 01:59:59.990 to 01-01 01:59:59.999+999999', '01-01 02:59:59.990 to 01-01 02:59:59.999+999999'),
        ),
      ],
      [
        `${FIRST}, withdrawn yes`,
        `${second}, made maybe, withdrawn yes`,
        ...late(copies('01-01 02:00', '01-01 03:00')),
      ],
      [
        `${FIRST}, withdrawn yes`,
        `${second}, withdrawn yes`,
        ...late(copies('01-01 02:00+1 to 01-01 02:00:00.010', '01-01 03:00+1 to 01-01 03:00:00.010')),
      ],
    ]);
  });
  test('the other is late only if it was raised so late', () => {
    const late = AFTER.map((text) => `${text}, late maybe`);
    expect(waysOf(around(30), { reading: { at: '2034-12-31T23:30:00.005Z' } })).toEqual([
      BEFORE,
      [`${FIRST}, made maybe, withdrawn yes`, ...AT],
      [`${FIRST}, withdrawn yes`, ...late],
    ]);
  });
  test.each<[string, Told['order'], string]>([
    ['to normal', {}, '120'],
    [
      'to what has no copies',
      {
        limits: [
          { tier: 'reference', low: '70', high: '180' },
          { tier: 'critical', high: '300' },
        ],
      },
      '50',
    ],
  ])('%s, only the first item hangs on it', (_name, order = {}, value) => {
    expect(waysOf(around(30, undefined, value), { order })).toEqual([[`${FIRST}, made maybe, withdrawn yes`]]);
  });
  test('to what a version without steps evaluates, only the first item hangs on it', () => {
    const story: Story = ({ b, r, changed }) => {
      changed({ rules: [], from: '2035-01-01T00:10:00Z' });
      b.wait(30 * MINUTE_MS - 10 - b.now);
      const result = { kind: 'value', quantity: { value: '50', unit: 'mg/dL' } } as const;
      const reading = { ...r, status: 'corrected', effective: '2035-01-01T00:10:00Z', result } as const;
      b.op({ op: 'reading.submit', reading }, { took: 20 });
    };
    expect(waysOf(story)).toEqual([[`${FIRST}, made maybe, withdrawn yes`]]);
  });
  test('each order has ways of its own', () => {
    const second: Told['before'] = (b) => void b.order({ ...ORDER, name: 'o2', rules: [step(1, 31)] });
    const story: Story = ({ b, corrected }) => {
      b.wait(29.5 * MINUTE_MS - b.now);
      corrected('50', { took: 2 * MINUTE_MS });
    };
    const [own, others] = [waysOf(story), waysOf(story, { order: { rules: [step(1, 31)] } })];
    expect([own.length, others.length]).toEqual([3, 3]);
    expect(waysOf(story, { before: second })).toEqual(own.flatMap((one) => others.map((two) => [...one, ...two])));
  });
});

describe('a correction over no such instant', () => {
  test('is told as one way', () => {
    expect(waysOf(around(20))).toEqual([
      copies('01-01 00:49:59.990 to 01-01 00:50:00.010', '01-01 01:49:59.990 to 01-01 01:50:00.010'),
    ]);
  });
  const early = 'copy 1 of r at 01-01 00:49:59.990 to 01-01 00:49:59';
  test.each<[string, string[][], number]>([
    ['of the first', [[`${early}.999+999999`], ['copy 1 of r at 01-01 00:50'], []], 50],
    [
      'of the second',
      [
        [`${early}.999+999999`, 'copy 2 of r at 01-01 01:49:59.990 to 01-01 01:49:59.999+999999'],
        copies('01-01 00:50', '01-01 01:50'),
        ['copy 1 of r at 01-01 00:50+1 to 01-01 00:50:00.010'],
      ],
      110,
    ],
  ])('has more where the history ends at one %s', (_name, expected, end) => {
    expect(waysOf(around(20), { end })).toEqual(expected);
  });
  test.each<[string, (about: About) => void]>([
    ['the new item is withdrawn', (about) => about.corrected('120', { took: 8 })],
    ['the order is in error', (about) => about.changed({ status: 'entered-in-error' }, { took: 8 })],
  ])('has more where %s about then', (_name, what) => {
    const mid = 'copy 1 of r at 01-01 00:49:59.996';
    expect(waysOf(around(20, about50(what)))).toEqual([
      [`${early}.995+999999, withdrawn yes`],
      [`${mid}, made maybe, withdrawn yes`],
      [`${mid}+1 to 01-01 00:50:00.003+999999, made maybe, withdrawn yes`],
      ['copy 1 of r at 01-01 00:50:00.004, made maybe, withdrawn yes'],
      [],
    ]);
  });
  test('has more where somebody sees the new item about then: its copy comes by its coming into sight', () => {
    const seen = about50((about) => about.act('n', 'seen', { took: 8 }));
    const story = around(20, (about) => {
      about.shown('n', { interpretation: ['LL'] });
      seen(about);
    });
    const from = (low: string): string[] => [`copy 1 of r at 01-01 00:${low} to 01-01 00:50:00.010, made maybe`];
    expect(waysOf(story)).toEqual([from('49:59.990'), from('49:59.996'), from('49:59.996+1'), from('50:00.004'), []]);
  });
});
