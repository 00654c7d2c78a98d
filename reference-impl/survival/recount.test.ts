import { describe, expect, test } from 'vitest';
import type { Deed, Log, ReadingLog } from './log.test-helper.ts';
import { type Found, recount } from './recount.test-helper.ts';

const MINUTE_MS = 60_000;
const at = (minutes: number, latest = minutes): Deed => ({
  earliestMs: minutes * MINUTE_MS,
  latestMs: latest * MINUTE_MS,
  answered: true,
});
const unanswered = (minutes: number, latest: number): Deed => ({ ...at(minutes, latest), answered: false });

const logOf = (...readings: readonly ReadingLog[]): Log => ({
  readings: new Map(readings.map((reading) => [reading.key, reading])),
  orders: new Map(),
  clock: { leastMs: 0, mostMs: 0 },
});
const reading = (value: number, over: Partial<ReadingLog> = {}): ReadingLog => ({
  key: 'r',
  patient: 'p',
  value,
  filed: at(0),
  ...over,
});
let count = 0;
const item = (call: string, status: string, isCopy = false): Found['items'][number] => ({
  id: `i${(count += 1)}`,
  kind: call.length === 2 ? 'critical' : 'abnormal',
  status,
  isCopy,
  call,
  reading: 'r',
  order: 'o',
});
const found = (value: number | undefined, items: Found['items'], nowMin = 0): Found => ({
  readings: value === undefined ? [] : [{ key: 'r', value }],
  items,
  nowMs: nowMin * MINUTE_MS,
});

describe('the recount is content', () => {
  test.each<[string, ReadingLog, Found]>([
    ['with a normal reading and no item', reading(100), found(100, [])],
    ['with the limit itself', reading(160), found(160, [])],
    ['with an abnormal one and its item', reading(170), found(170, [item('H', 'new')])],
    ['with an unanswered one that is not there', reading(170, { filed: unanswered(0, 0) }), found(undefined, [])],
    ['or is', reading(170, { filed: unanswered(0, 0) }), found(170, [item('H', 'new')])],
    [
      'with a correction to another call',
      reading(170, { correction: { ...at(0), value: 60 } }),
      found(60, [item('H', 'withdrawn'), item('L', 'new')]),
    ],
    [
      'with one to the same call',
      reading(170, { correction: { ...at(0), value: 180 } }),
      found(180, [item('H', 'new')]),
    ],
    [
      'with one unanswered that was not made',
      reading(170, { correction: { ...unanswered(0, 0), value: 60 } }),
      found(170, [item('H', 'new')]),
    ],
    ['with an act', reading(350, { act: { ...at(0), status: 'seen' } }), found(350, [item('HH', 'seen')], 40)],
    ['with a copy in its time', reading(350), found(350, [item('HH', 'new'), item('HH', 'new', true)], 30)],
    ['with none before', reading(350), found(350, [item('HH', 'new')], 29)],
    ['with one that may be or not', reading(350, { filed: at(0, 5) }), found(350, [item('HH', 'new')], 32)],
  ])('%s', (_title, log, there) => {
    expect(recount(logOf(log), there)).toEqual([]);
  });
});

describe('the recount tells', () => {
  test.each<[string, ReadingLog, Found, RegExp]>([
    ['a lost reading', reading(100), found(undefined, []), /acknowledged, and not there/],
    ['a lost item', reading(170), found(170, []), /items are \[\]/],
    ['a doubled item', reading(170), found(170, [item('H', 'new'), item('H', 'new')]), /items are/],
    [
      'an item of nothing',
      reading(170, { filed: unanswered(0, 0) }),
      found(undefined, [item('H', 'new')]),
      /not there/,
    ],
    ['an item that was not asked for', reading(160), found(160, [item('H', 'new')]), /items are/],
    [
      'a lost correction',
      reading(170, { correction: { ...at(0), value: 60 } }),
      found(170, [item('H', 'new')]),
      /value/,
    ],
    [
      'half a correction',
      reading(170, { correction: { ...unanswered(0, 0), value: 60 } }),
      found(60, [item('H', 'new')]),
      /items are/,
    ],
    ['a lost act', reading(170, { act: { ...at(0), status: 'done' } }), found(170, [item('H', 'new')]), /items are/],
    ['a lost copy', reading(350), found(350, [item('HH', 'new')], 30), /0 copies, and not 1/],
    [
      'a copy after it was seen',
      reading(350, { act: { ...at(10), status: 'seen' } }),
      found(350, [item('HH', 'seen'), item('HH', 'new', true)], 40),
      /1 copies, and not 0/,
    ],
    [
      'two copies',
      reading(350),
      found(350, [item('HH', 'new'), item('HH', 'new', true), item('HH', 'new', true)], 40),
      /2 copies/,
    ],
  ])('%s', (_title, log, there, says) => {
    expect(recount(logOf(log), there).join('\n')).toMatch(says);
  });

  test('what nobody sent, and what is there twice', () => {
    const twice = { ...found(100, []), readings: [0, 1].map(() => ({ key: 'x', value: 100 })) };
    expect(recount(logOf(), twice)).toEqual(['a reading is there twice', 'x: nobody sent it']);
    expect(recount(logOf(), found(undefined, [item('H', 'new')]))).toEqual(['r: an item of nothing that was sent']);
  });
});

describe('of an order under which nothing is filed', () => {
  const log: Log = {
    ...logOf(),
    orders: new Map([
      [
        'o',
        {
          key: 'o',
          startMs: 0,
          missingMs: 20 * MINUTE_MS,
          summaryMs: 30 * MINUTE_MS,
          mostSummaries: 4,
          placed: at(0),
        },
      ],
    ]),
  };
  const missing = { ...item('', 'new'), reading: undefined, kind: 'missing' };
  const summary = (start: number) => ({
    ...item('', 'new'),
    reading: undefined,
    kind: 'summary',
    madeMs: start * MINUTE_MS,
  });
  test.each<[number, Found['items'], number]>([
    [19, [], 0],
    [20, [missing], 0],
    [20, [], 1],
    [30, [missing], 0],
    [31, [missing], 1],
    [31, [missing, summary(0)], 0],
    [61, [missing, summary(0), summary(0)], 1],
    [61, [missing, summary(0), summary(30)], 0],
    [999, [missing, summary(0), summary(30), summary(60), summary(90)], 0],
    [31, [missing, missing, summary(0)], 2],
  ])('%d minutes after its start, %j', (minutes, items, problems) => {
    expect(recount(log, found(undefined, items, minutes))).toHaveLength(problems);
  });
});
