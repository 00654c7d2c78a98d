import { describe, expect, test } from 'vitest';
import type { DeviceRecord, Sampling } from '../layers.ts';
import { faults } from './catalogue.ts';
import type { Fault, FaultOf, FaultSetting } from './fault.ts';
import { records, samplings, settingOf, START_MS, type StreamOptions } from './streams.test-helper.ts';

type Item = Sampling | DeviceRecord;
type Measure = 'glucose' | 'weight';
type Local = FaultOf<'person'> | FaultOf<'device'>;

const local = faults.filter((fault: Fault): fault is Local => fault.layer !== 'uplink');
const each = local.flatMap((fault) =>
  fault.measures.map((measure): [string, Measure, Local] => [fault.id, measure, fault]),
);

const sourceOf = (fault: Local, options: StreamOptions): Iterable<Item> =>
  fault.layer === 'person' ? samplings(options) : records(options);
const applied = (fault: Local, source: Iterable<Item>, setting: FaultSetting): Generator<Item> =>
  fault.layer === 'person'
    ? fault.apply(source as Iterable<Sampling>, setting)
    : fault.apply(source as Iterable<DeviceRecord>, setting);
const run = (fault: Local, measure: Measure, options: { rate: number; days: number; patient?: number }): Item[] => [
  ...applied(fault, sourceOf(fault, { measure, ...options }), settingOf(fault.id, options)),
];

/** So high that a fault of some events in a year is seen in some weeks. */
const OFTEN = 40;
/** So high that the rarest, one in three hundred years, is. */
const VERY_OFTEN = 2000;

describe.each(each)('%s, %s', (id, measure, fault) => {
  test('at rate 0 everything passes as it is: the same objects', () => {
    const items = [...sourceOf(fault, { measure, days: 60 })];
    const passed = [...applied(fault, items, settingOf(id, { rate: 0 }))];
    expect(passed).toHaveLength(items.length);
    expect(passed.every((item, i) => item === items[i])).toBe(true);
  });

  test('what it does not touch passes as it is, what it touches or adds has its id', () => {
    const items = new Set<Item>(sourceOf(fault, { measure, days: 60 }));
    const wrong: Item[] = [];
    for (const item of applied(fault, items, settingOf(id, { rate: OFTEN }))) {
      if (item.truth.faultIds.includes(id) === items.has(item)) wrong.push(item);
    }
    expect(wrong).toEqual([]);
  });

  test('keeps the order of time', () => {
    const times = run(fault, measure, { rate: OFTEN, days: 120 }).map((item) =>
      'atMs' in item ? item.atMs : item.truth.trueTimeMs,
    );
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(START_MS);
  });

  test('looks ahead by no more than an item, on a stream without end', () => {
    let asked = 0;
    function* counted(): Generator<Item> {
      for (const item of sourceOf(fault, { measure })) {
        asked++;
        yield item;
      }
    }
    const stream = applied(fault, counted(), settingOf(id, { rate: 1 }));
    let lost = 0;
    for (let given = 1; given <= 5000; given++) {
      const before = asked;
      if (stream.next().done === true) throw new Error('an endless stream came to an end');
      lost = Math.max(lost, asked - before);
    }
    // What is lost (a battery is empty for 20 days at most) is passed over, never kept.
    expect(lost).toBeLessThan(100);
  });

  test('the same seed does the same; a longer run begins with the shorter one', () => {
    const short = run(fault, measure, { rate: OFTEN, days: 40 });
    const long = run(fault, measure, { rate: OFTEN, days: 60 });
    expect(run(fault, measure, { rate: OFTEN, days: 40 })).toEqual(short);
    expect(long.slice(0, short.length)).toEqual(short);
  });

  test('one patient is the same whoever was simulated before or beside them', () => {
    const alone = run(fault, measure, { rate: OFTEN, days: 30, patient: 3 });
    const others = [1, 2].map((patient) =>
      applied(fault, sourceOf(fault, { measure, patient, days: 30 }), settingOf(id, { rate: OFTEN, patient })),
    );
    const beside = applied(
      fault,
      sourceOf(fault, { measure, patient: 3, days: 30 }),
      settingOf(id, { rate: OFTEN, patient: 3, days: 30 }),
    );
    const interleaved: Item[] = [];
    for (const item of beside) {
      for (const other of others) other.next();
      interleaved.push(item);
    }
    expect(interleaved).toEqual(alone);
  });

  test('happens at a raised rate', () => {
    const changed = Array.from({ length: 10 }, (_, patient) => {
      const items = [...sourceOf(fault, { measure, patient, days: 200 })];
      const known = new Set(items);
      const left = [...applied(fault, items, settingOf(id, { rate: VERY_OFTEN, patient }))];
      return left.length !== items.length || left.some((item) => !known.has(item));
    });
    expect(changed).toContain(true);
  });
});
