import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../clock.ts';
import type { Delivery } from '../../layers.ts';
import { faults } from '../catalogue.ts';
import type { Fault, FaultOf } from '../fault.ts';
import { deliveries, keysOf, received, settingOf, START_MS, through } from './deliveries.test-helper.ts';

const uplink = faults.filter((fault: Fault): fault is FaultOf<'uplink'> => fault.layer === 'uplink');
const OFTEN = 40;
const MEASURES = ['glucose', 'weight'] as const;
const each = uplink.flatMap((fault) => MEASURES.map((measure) => [fault.id, measure, fault] as const));

/** All of them at once, in the order of the catalogue. */
const allAtOnce = (rate: number, days: number, except: readonly string[] = []): Delivery[] => {
  let items: Iterable<Delivery> = deliveries({ days });
  for (const fault of uplink.filter(({ id }) => !except.includes(id))) {
    items = fault.apply(items, settingOf(fault.id, { rate, days }));
  }
  return [...items];
};

/** Where time or batches go back, or a batch leaves at two times; undefined where all is well. */
function disorder(items: readonly Delivery[]): Delivery | undefined {
  let [sentMs, batch] = [Number.NEGATIVE_INFINITY, -1];
  return items.find((item) => {
    const [gap, wait] = [item.batch - batch, item.sentMs - sentMs];
    [sentMs, batch] = [item.sentMs, item.batch];
    return wait < 0 || (gap === 0 ? wait !== 0 : gap !== 1);
  });
}
/** What a delivery is but for its number. */
const unnumbered = ({ batch: _batch, ...rest }: Delivery) => rest;

test('there are ten', () => {
  expect(uplink.map(({ id }) => id)).toHaveLength(10);
});

describe.each(each)('%s, %s', (id, measure, fault) => {
  test('at rate 0 everything passes as it is: the same objects', () => {
    const items = [...deliveries({ measure, days: 60 })];
    const passed = [...fault.apply(items, settingOf(id, { rate: 0 }))];
    expect(passed).toHaveLength(items.length);
    expect(passed.filter((item, i) => item !== items[i])).toEqual([]);
  });

  test('what it does not touch passes as it is but for its number; what it touches or adds has its id', () => {
    const items = [...deliveries({ measure, days: 120 })];
    const known = new Map(items.map((item) => [item.truth, item]));
    const wrong = [...fault.apply(items, settingOf(id, { rate: OFTEN }))].filter((item) => {
      const same = known.get(item.truth);
      const isLabelled = item.truth.faultIds.includes(id);
      return isLabelled
        ? same !== undefined
        : JSON.stringify(unnumbered(item)) !== JSON.stringify(same && unnumbered(same));
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    [1, 120],
    [OFTEN, 120],
    [1e6, 20],
  ])('at rate %d keeps the order of time and of batches', (rate, days) => {
    expect(disorder(through(fault, { measure, days, rate }))).toBeUndefined();
  });

  test('loses nothing that leaves before the silence', () => {
    if (id === 'permission-revoked') return;
    const before = new Set(keysOf([...deliveries({ measure, days: 120 })]));
    const after = new Set(keysOf(through(fault, { measure, days: 120, rate: OFTEN })));
    expect([...before].filter((key) => !after.has(key))).toEqual([]);
  });

  test('the same seed does the same; a longer run begins as the shorter one did', () => {
    const short = through(fault, { measure, days: 40, rate: OFTEN });
    expect(through(fault, { measure, days: 40, rate: OFTEN })).toEqual(short);
    const end = START_MS + 40 * DAY_MS;
    const begin = through(fault, { measure, days: 80, rate: OFTEN }).filter(({ sentMs }) => sentMs < end);
    expect(short.filter(({ sentMs }) => sentMs < end)).toEqual(begin);
  });

  test('looks ahead by a bounded number on a stream without end', () => {
    let asked = 0;
    function* counted(): Generator<Delivery> {
      for (const item of deliveries({ measure })) {
        asked++;
        yield item;
      }
    }
    let most = 0;
    let before = 0;
    const passed = fault.apply(counted(), settingOf(id, { rate: 1 }));
    for (let given = 0; given < 4000 && passed.next().done !== true; given++) {
      most = Math.max(most, asked - before);
      before = asked;
    }
    expect(most).toBeLessThanOrEqual(50);
  });

  test('happens at a raised rate', () => {
    const count = [0, 1, 2].map((patient) => {
      const items = through(fault, { measure, patient, days: 200, rate: OFTEN });
      const all = [...deliveries({ measure, patient, days: 200 })].length;
      return items.filter(({ truth }) => truth.faultIds.includes(id)).length + Math.abs(items.length - all);
    });
    expect(count.reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
  });
});

describe('all at once', () => {
  test.each([1, 5, OFTEN])('at rate %d keep the order of time and of batches', (rate) => {
    expect(disorder(allAtOnce(rate, 120))).toBeUndefined();
  });

  test('nothing is lost but by the silence', () => {
    const before = new Set(keysOf([...deliveries({ days: 100 })]));
    const after = new Set(keysOf(allAtOnce(OFTEN, 100, ['permission-revoked'])));
    expect([...before].filter((key) => !after.has(key))).toEqual([]);
  });

  test('a receiver that obeys versions has what was measured, whatever the way', () => {
    const ways = ['dropped-packet', 'delayed-batch', 'out-of-order', 'duplicate-upload', 'whole-history-resend'];
    const others = uplink.map(({ id }) => id).filter((id) => !ways.includes(id));
    const ordered = [...received(deliveries({ days: 100 }))].toSorted();
    expect([...received(allAtOnce(OFTEN, 100, others))].toSorted()).toEqual(ordered);
  });

  test('what one draws does not move with another before it', () => {
    const changed = (except: readonly string[]): string[] => {
      const items = allAtOnce(5, 200, ['permission-revoked', 'whole-history-resend', ...except]);
      const ids = items.filter(({ act }) => act === 'correct').map(({ reading }) => JSON.stringify(reading));
      return [...new Set(ids)].toSorted();
    };
    const alone = changed(uplink.map(({ id }) => id).filter((id) => id !== 'changed-value'));
    expect(alone.length).toBeGreaterThan(0);
    expect(changed(['health-store-delete'])).toEqual(alone);
  });
});
