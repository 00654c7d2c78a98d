import { describe, expect, test } from 'vitest';
import type { HistoryLine } from '../history/lines.ts';
import { HistoryBuilder, makeItem, makeOrder, patientId, reference } from '../oracle/history-builder.test-helper.ts';
import { keyOf } from '../../contract/domain/index.ts';
import { judgedEarly } from './judged-early.test-helper.ts';

/** A patient held to a high limit, and one reading, with its item where it lies above. */
const patient = (b: HistoryBuilder, name: string, high: string, value: string): void => {
  const order = b.order({ name: `o-${name}`, patient: name, limits: [reference('70', high)] });
  b.grant('glucose', name);
  const reading = b.reading({ name: `r-${name}`, value, patient: name });
  b.wait(40);
  if (Number(value) > Number(high))
    b.seen(makeItem(reading, order, `i-${name}`, { limit: { value: high, unit: 'mg/dL' } }));
};

/** A sentinel that is seen, time, a look, and the end. */
const ends = (b: HistoryBuilder, waitMs: number): HistoryLine[] => {
  const sentinel = makeOrder({
    name: 'sentinel-order',
    patient: 'sentinel',
    start: b.wall(-3_600_000),
    end: b.wall(8_640_000_000),
  });
  b.op({ op: 'order.submit', order: sentinel }, { lane: 'sentinel' });
  b.grant('glucose', 'sentinel', { lane: 'sentinel' });
  const reading = b.reading({ name: 'sentinel', value: '250', patient: 'sentinel' }, { lane: 'sentinel' });
  b.wait(30);
  b.seen(makeItem(reading, sentinel, 'sentinel'));
  b.wait(waitMs);
  b.look();
  return b.end();
};

/** Judged when everything is known; and with the last patient judged early, right before the history ends. */
const both = (lines: readonly HistoryLine[], name: string) => ({
  whole: judgedEarly(lines, () => []),
  early: judgedEarly(lines, (fed) => (fed === lines.length - 2 ? [keyOf(patientId(name))] : [])),
});

describe('who was judged early is only counted', () => {
  /** One whose silence is proven long before; and one who sent so long before the sentinel came, and the last look so long after. */
  const quiet = (beforeMs: number, afterMs: number): HistoryLine[] => {
    const b = new HistoryBuilder();
    patient(b, 'p1', '180', '120');
    b.wait(3000);
    patient(b, 'p2', '180', '120');
    b.wait(beforeMs);
    return ends(b, afterMs);
  };
  test('where the end proves that nothing came', () => {
    const { whole, early } = both(quiet(3000, 3000), 'p2');
    expect(early.counted).toBe(1);
    expect(early.text).toBe(whole.text);
  });
  test('and is judged by the whole where it does not: the sentinel came before the quiet time was over', () => {
    const { whole, early } = both(quiet(500, 1300), 'p2');
    // What was taken for proven would have been counted as met.
    expect(early.text).toBe(whole.text);
    expect(early.counted).toBe(0);
    expect(whole.text).not.toBe(both(quiet(3000, 3000), 'p2').whole.text);
  });

  /** 150 mg/dL is normal to the first and abnormal to the last; the one between gives the words of an abnormal one of so much. */
  const contrast = (between: string): HistoryLine[] => {
    const b = new HistoryBuilder();
    patient(b, 'p1', '180', '150');
    patient(b, 'p2', '140', between);
    patient(b, 'p3', '140', '150');
    return b.drain();
  };
  test('where all that it gathered is gathered without it', () => {
    const { whole, early } = both(contrast('150'), 'p3');
    expect(early.counted).toBe(1);
    expect(early.text).toBe(whole.text);
  });
  test('and is judged by the whole where it alone has gathered something: one value is two things to two patients', () => {
    const { whole, early } = both(contrast('160'), 'p3');
    expect(early.text).toBe(whole.text);
    expect(early.counted).toBe(0);
  });
});
