import { describe, expect, test } from 'vitest';
import { change, HistoryBuilder, makeItem } from '../history-builder.test-helper.ts';
import { GAINED } from '../requirements/weights.test-helper.ts';
import { outcomesOf } from '../scene.test-helper.ts';

const HOUR_MS = 3_600_000;

/**
 * A weight, a look long after it, and only then the earlier one that makes it a gain; looked at again
 * so many ms after the late one. Returns outcomes of LIM-15 for a run that ends there.
 */
const lateCause = (lookAfterMs: number, told = false): string[] => {
  const b = new HistoryBuilder();
  const order = b.order({ measure: 'weight', rules: [change('gain', '2', 'kg', '3 d')] });
  b.grant('weight');
  const newer = b.reading({ name: 'w1', value: '82.5', unit: 'kg' });
  b.wait(10_000).look();
  b.reading({ name: 'w0', value: '80.0', unit: 'kg', at: b.wall(-HOUR_MS) });
  if (told) b.wait(40).seen(makeItem(newer, order, 'i', GAINED));
  b.wait(lookAfterMs).look();
  return outcomesOf(b.end(), 'LIM-15').filter((o) => o.startsWith('must '));
};

describe('an item that a late reading causes', () => {
  test('is not missing before the deadline after that reading has passed', () => {
    expect(lateCause(900)).toEqual(['must undecided']);
  });
  test('is missing afterwards', () => expect(lateCause(1100)).toEqual(['must broken']));
  test('is there', () => expect(lateCause(900, true)).toEqual(['must met']));
});

/** The same reading twice, then a sentinel and a look; the late cause comes before or after them. */
const second = (causeBeforeSentinel: boolean): string[] => {
  const b = new HistoryBuilder();
  const order = b.order({ measure: 'weight', rules: [change('gain', '2', 'kg', '3 d')] });
  b.grant('weight');
  const newer = b.reading({ name: 'w1', value: '82.5', unit: 'kg' });
  b.op({ op: 'reading.submit', reading: newer });
  const cause = (): void => {
    b.reading({ name: 'w0', value: '80.0', unit: 'kg', at: b.wall(-HOUR_MS) });
    b.wait(40).seen(makeItem(newer, order, 'i', GAINED));
  };
  if (causeBeforeSentinel) cause();
  b.drain();
  b.lines.pop();
  if (!causeBeforeSentinel) cause();
  return outcomesOf(b.end(), 'ALR-06').filter((o) => o.startsWith('must-not'));
};

describe('that no second item comes', () => {
  test('is proven by quiet time after the reading that caused the first', () => {
    expect(second(true)).toEqual(['must-not met']);
  });
  test('not by quiet time before it', () => expect(second(false)).toEqual(['must-not undecided']));
});
