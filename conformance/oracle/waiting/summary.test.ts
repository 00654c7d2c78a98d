import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import type { Reading, Rule } from '../../../contract/domain/index.ts';
import { Policies } from '../../history/lines.ts';
import {
  critical,
  HistoryBuilder,
  makeReading,
  type OrderInput,
  type ReadingInput,
  reference,
} from '../history-builder.test-helper.ts';
import { onlyWait, waitsOf } from './waits.test-helper.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const every = (hours: number): Rule => ({ kind: 'summary', period: { value: hours, unit: 'h' } });
const TIERS = [reference('70', '180'), critical('54', '300')];
/** From 20:00 the evening before on, every 12 hours: the first period ends at 08:00. */
const ORDER: OrderInput = { limits: TIERS, rules: [every(12)] };
const END_MS = 8 * HOUR_MS;

type Write = (b: HistoryBuilder) => void;
const told = (write: Write, order: OrderInput = {}, until = 9 * HOUR_MS): HistoryBuilder => {
  const b = new HistoryBuilder();
  b.took = 0;
  b.order({ ...ORDER, ...order });
  b.grant();
  write(b);
  if (b.now < until) b.wait(until - b.now);
  return b;
};
const at = (b: HistoryBuilder, ms: number): HistoryBuilder => b.wait(ms - b.now);
/** A second after what went before. */
const read = (b: HistoryBuilder, name: string, value: string, more: Partial<ReadingInput> = {}): Reading =>
  b.wait(1000).reading({ name, value, ...more });
const again = (b: HistoryBuilder, reading: Reading, change: Partial<Reading>): void =>
  void b.op({ op: 'reading.submit', reading: { ...reading, ...change } });
const corrected = (value: string): Partial<Reading> => ({
  status: 'corrected',
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
});
const changed = (b: HistoryBuilder, order: OrderInput, took = 0): void =>
  void b.changeOrder({ ...ORDER, ...order }, { took });

const first = (figures: string, line = 1): string =>
  `summary 12-31 20:00 to 01-01 08:00, made 01-01 08:01, line ${line}: ${figures}`;
const NONE = '0 0 0 - - -';

describe('a summary is made', () => {
  test.each<[string, string[], number]>([
    ['a minute after its period', [first(NONE)], END_MS + MINUTE_MS],
    ['not a millisecond earlier', [], END_MS + MINUTE_MS - 1],
    [
      'of each period',
      [first(NONE), `summary 01-01 08:00 to 01-01 20:00, made 01-01 20:01, line 1: ${NONE}`],
      END_MS + 12 * HOUR_MS + MINUTE_MS,
    ],
  ])('%s', (_name, expected, until) => {
    expect(onlyWait(told(() => undefined, {}, until).end())).toEqual(expected);
  });
  test('from the start of the order on', () => {
    expect(onlyWait(told(() => undefined, { start: '2035-01-01T02:00:00Z' }, 15 * HOUR_MS).end())).toEqual([
      `summary 01-01 02:00 to 01-01 14:00, made 01-01 14:01, line 1: ${NONE}`,
    ]);
  });
  test('of a thousand periods at most', () => {
    const hourly: OrderInput = { rules: [every(1)], start: '2035-01-01T00:00:00Z' };
    expect(onlyWait(told(() => undefined, hourly, 1010 * HOUR_MS).end())).toHaveLength(1000);
  });
  test('none of an order that does not ask for it', () => {
    expect(onlyWait(told(() => undefined, { rules: [] }).end())).toEqual([]);
  });
});

describe('it counts', () => {
  test('no control result that is kept apart', () => {
    const b = new HistoryBuilder({ policies: Policies.parse({ control: 'store-apart' }) });
    b.took = 0;
    b.order(ORDER);
    b.grant();
    read(b, 'blood', '120');
    const liquid = makeReading({ name: 'liquid', value: '200', at: b.wall() });
    b.op({ op: 'reading.submit', reading: { ...liquid, code: CONTROL_SOLUTION } });
    expect(onlyWait(at(b, 9 * HOUR_MS).end())).toEqual([first('1 0 0 120 120 120')]);
  });
  test('the live readings, those beyond a limit, and the plausible numbers of them', () => {
    const b = told(
      (all) => {
        const values = ['200', 'HI', '310', '50', '120', 'none', '650', '60'];
        for (const value of values) read(all, value, value);
        read(all, 'mmol', '10.0', { unit: 'mmol/L' });
      },
      { limits: [...TIERS, { ...reference('20', '600'), tier: 'absolute' }] },
    );
    expect(onlyWait(b.end())).toEqual([first('9 2 3 50 310 153')]);
  });
  test.each<[string, string, Write]>([
    [
      'not what was erased',
      '1 0 0 100 100 100',
      (b) => {
        read(b, 'a', '100');
        again(b, read(b, 'b', '200'), { status: 'entered-in-error' });
      },
    ],
    [
      'what was corrected as it is then',
      '2 0 0 100 150 125',
      (b) => {
        read(b, 'a', '100');
        again(b, read(b, 'b', '200'), corrected('150'));
      },
    ],
    [
      'what is corrected later as it was',
      '1 1 0 200 200 200',
      (b) => {
        const r = read(b, 'b', '200');
        again(at(b, END_MS + MINUTE_MS + 1), r, corrected('150'));
      },
    ],
    [
      'what is erased later as it was',
      '1 1 0 200 200 200',
      (b) => {
        const r = read(b, 'b', '200');
        again(at(b, END_MS + MINUTE_MS + 1), r, { status: 'entered-in-error' });
      },
    ],
    [
      'what is measured from its start to before its end',
      '2 0 0 90 100 95',
      (b) => {
        at(b, END_MS + 30_000);
        read(b, 'a', '100', { at: '2035-01-01T07:59:59.999Z' });
        read(b, 'b', '110', { at: '2035-01-01T08:00:00Z' });
        read(b, 'c', '90', { at: '2034-12-31T20:00:00Z' });
      },
    ],
    [
      'what is filed until it is made',
      '1 0 0 100 100 100',
      (b) => {
        at(b, END_MS + MINUTE_MS - 1000);
        read(b, 'a', '100', { at: '2035-01-01T07:00:00Z' });
        b.wait(1);
        b.reading({ name: 'b', value: '110', at: '2035-01-01T07:30:00Z' });
      },
    ],
  ])('%s', (_name, figures, write) => {
    expect(onlyWait(told(write).end())).toEqual([first(figures)]);
  });
  test('what is filed over that instant, or not', () => {
    const b = told((all) => {
      at(all, END_MS + MINUTE_MS - 10).reading({ name: 'a', value: '100', at: '2035-01-01T07:00:00Z' }, { took: 20 });
    });
    expect(waitsOf(b.end())).toEqual([[first('1 0 0 100 100 100')], [first(NONE)]]);
  });
  test('nothing from while its order was on hold, which another order admits', () => {
    const b = told((all) => {
      all.order({ name: 'o2', limits: [reference('70', '110')] });
      read(all, 'a', '100');
      changed(at(all, HOUR_MS), { status: 'on-hold' });
      read(all, 'b', '120');
      changed(at(all, 2 * HOUR_MS), {});
      read(all, 'c', '130');
    });
    expect(onlyWait(b.end())).toEqual([first('2 0 0 100 130 115', 7)]);
  });
  test('each reading by the version that evaluated it', () => {
    const b = told((all) => {
      read(all, 'a', '150');
      changed(all, { limits: [reference('70', '110')] });
      read(all, 'b', '112');
    });
    expect(onlyWait(b.end())).toEqual([first('2 1 0 112 150 131', 4)]);
  });
  test('no number that the version that evaluated it took for implausible, whatever later ones say', () => {
    const b = told(
      (all) => {
        read(all, 'a', '650');
        changed(all, {});
        read(all, 'b', '120');
      },
      { limits: [...TIERS, { ...reference('20', '600'), tier: 'absolute' }] },
    );
    expect(onlyWait(b.end())).toEqual([first('2 0 0 120 120 120', 4)]);
  });
  test.each<[string, string, OrderInput, readonly (readonly [string, Partial<ReadingInput>?])[]]>([
    ['rounded half up', '2 0 0 100 101 101', {}, [['100'], ['101']]],
    [
      'to the precision of the order',
      '4 0 0 99.09 101 100.27',
      { precision: 2 },
      [['100'], ['101'], ['101'], ['5.5', { unit: 'mmol/L' }]],
    ],
    ['whichever of them comes first', '3 0 0 90 110 100', {}, [['100'], ['110'], ['90']]],
    ['as they were sent in the unit of the order', '2 0 0 100.4 110.40 105', {}, [['100.4'], ['110.40']]],
    ['none, where there is no number', '1 0 1 - - -', {}, [['HI']]],
  ])('numbers %s', (_name, figures, order, values) => {
    const b = told((all) => {
      for (const [i, [value, more]] of values.entries()) read(all, `r${i}`, value, more);
    }, order);
    expect(onlyWait(b.end())).toEqual([first(figures)]);
  });
  test('in the unit of the version that it is made by', () => {
    const b = told((all) => {
      read(all, 'a', '100');
      changed(all, { unit: 'mmol/L', limits: [reference('3.9', '10.0')], from: '2035-01-01T03:00:00Z' });
      read(at(all, 4 * HOUR_MS), 'b', '7.2', { unit: 'mmol/L' });
    });
    expect(onlyWait(b.end())).toEqual([first('2 0 0 5.6 7.2 6.4', 4)]);
  });
});

describe('by the latest version', () => {
  test('a shorter period begins with the order as well', () => {
    const b = told((all) => changed(at(all, HOUR_MS), { rules: [every(6)] }), {}, 15 * HOUR_MS);
    expect(onlyWait(b.end())).toEqual([
      `summary 12-31 20:00 to 01-01 02:00, made 01-01 02:01, line 3: ${NONE}`,
      `summary 01-01 02:00 to 01-01 08:00, made 01-01 08:01, line 3: ${NONE}`,
      `summary 01-01 08:00 to 01-01 14:00, made 01-01 14:01, line 3: ${NONE}`,
    ]);
  });
  test.each<[string, string[], number]>([
    ['one that asks for none makes none', [], HOUR_MS],
    ['one that comes later takes none back', [first(NONE)], END_MS + MINUTE_MS + 1],
  ])('%s', (_name, expected, when) => {
    expect(onlyWait(told((b) => changed(at(b, when), { rules: [] }), {}, 21 * HOUR_MS).end())).toEqual(expected);
  });
  test('on hold it is made all the same', () => {
    expect(onlyWait(told((b) => changed(at(b, HOUR_MS), { status: 'on-hold' })).end())).toEqual([first(NONE, 3)]);
  });
});

describe('the end of the order', () => {
  test.each<[string, string[], number]>([
    ['before that of the period: none', [], END_MS - 1],
    ['at the same instant: made', [first('1 0 0 100 100 100', 4)], END_MS],
    ['in the minute after it: made', [first('1 0 0 100 100 100', 4)], END_MS + 1],
    ['later: made', [first('1 0 0 100 100 100')], END_MS + MINUTE_MS + 1],
  ])('%s', (_name, expected, when) => {
    const b = told((all) => {
      read(all, 'a', '100');
      changed(at(all, when), { status: 'revoked' });
    });
    expect(onlyWait(b.end())).toEqual(expected);
  });
  test.each<[string, 'revoked' | 'on-hold']>([
    ['that is told after it was made', 'revoked'],
    ['of what counts, by hold that is told after it was made', 'on-hold'],
  ])('%s: made all the same', (_name, status) => {
    const b = told((all) => {
      read(at(all, END_MS - MINUTE_MS - 1000), 'a', '100');
      changed(at(all, END_MS + 2 * MINUTE_MS), { status, from: '2035-01-01T07:58:00Z' });
    });
    expect(onlyWait(b.end())).toEqual([first('1 0 0 100 100 100')]);
  });
  test('over it: made with all that was measured in the period, or none', () => {
    const b = told((all) => {
      read(all, 'a', '100');
      changed(at(all, END_MS - 10), { status: 'completed' }, 20);
      read(all, 'b', '120', { at: '2035-01-01T07:59:59.995Z' });
    });
    expect(waitsOf(b.end())).toEqual([[first('2 0 0 100 120 110', 4)], []]);
  });
  test('over it: made also with what was measured while it went on, as filed before', () => {
    const b = told((all) => {
      at(all, END_MS - MINUTE_MS).reading({ name: 'a', value: '100', at: '2035-01-01T07:59:59.995Z' });
      changed(at(all, END_MS - 10), { status: 'completed' }, 20);
    });
    expect(waitsOf(b.end())).toEqual([[first('1 0 0 100 100 100', 4)], []]);
  });
  test.each<[string, string[], string]>([
    ['of its period before that of the summary: none', [], '2035-01-01T07:59:59.999Z'],
    ['of its period with that of the summary: made', [first(NONE)], '2035-01-01T08:00:00Z'],
    ['of its period in the next: that is none', [first(NONE)], '2035-01-01T10:00:00Z'],
  ])('%s', (_name, expected, end) => {
    expect(onlyWait(told(() => undefined, { end }, 21 * HOUR_MS).end())).toEqual(expected);
  });
  test.each<[string, string[], string]>([
    ['as scheduled, in the period: none', [], '2035-01-01T03:00:00Z'],
    ['as scheduled, with the period: made', [first(NONE, 3)], '2035-01-01T08:00:00Z'],
  ])('%s', (_name, expected, from) => {
    expect(onlyWait(told((b) => changed(b, { status: 'revoked', from })).end())).toEqual(expected);
  });
  test.each<[string, string[], number]>([
    ['in error before it is made: none', [], END_MS + MINUTE_MS - 1],
    ['in error after it was made: made', [first(NONE)], END_MS + MINUTE_MS + 1],
  ])('%s', (_name, expected, when) => {
    expect(onlyWait(told((b) => changed(at(b, when), { status: 'entered-in-error' })).end())).toEqual(expected);
  });
});
