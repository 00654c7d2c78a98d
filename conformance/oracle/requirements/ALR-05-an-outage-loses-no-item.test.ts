import { expect, test } from 'vitest';
import { HistoryBuilder, makeItem } from '../history-builder.test-helper.ts';
import { findingsOf } from '../judged.test-helper.ts';
import { cutOff, outcomesOf, situations } from '../scene.test-helper.ts';

/** Items are due within a second; what an outage held up, within two of the system's answering again. */
const RECOVERY = { deadlines: { critical: 1000, other: 1000, filed: 1000, recovery: 2000 } };

interface Story {
  readonly value?: string;
  /** When the item was in sight, ms from the sending; several: several items; none: none. */
  readonly seen?: readonly number[];
  /** From when until when the system was down, ms from the sending. */
  readonly down?: readonly [number, number];
  readonly fault?: string;
  readonly answered?: boolean;
}

/** A reading, an outage, and what was seen. */
const story =
  ({ value = '212', seen = [], down = [10, 1500], fault = 'killed', answered = true }: Story) =>
  (b: HistoryBuilder): void => {
    const order = b.order();
    b.grant();
    const sent = b.now;
    const reading = b.reading({ name: 'r', value }, answered ? {} : { outcome: 'unknown' });
    b.wait(sent + Math.max(...down, ...seen) - b.now);
    const now = b.now;
    b.fault(fault, sent + down[0]);
    const line = b.lines.at(-1);
    if (line?.kind === 'fault') Object.assign(line, { until: (sent + down[1]) * 1_000_000 });
    for (const [i, at] of seen.entries())
      b.seen(makeItem(reading, order, `i${i}`), { after: sent + at - 10, by: sent + at });
    expect(b.now).toBe(now);
  };

situations(
  'ALR-05',
  {
    'no outage': [story({ seen: [40], down: [5000, 5100] })],
    'killed at once, and it comes after that': [story({ seen: [1600] }), 'must met'],
    'by the last of the time of recovery': [story({ seen: [3490] }), 'must met'],
    'after the time of recovery': [story({ seen: [3600] }), 'must broken'],
    'it never comes': [story({}), 'must broken'],
    'it never comes after a stop in good order': [story({ fault: 'stopped' }), 'must broken'],
    'it never comes after a pause': [story({ fault: 'paused' }), 'must broken'],
    'a fault of another kind is no outage': [story({ fault: 'sender-killed' })],
    'it was in sight before': [story({ seen: [5], down: [10, 900] })],
    'it was in sight before, and comes again': [story({ seen: [5, 1600], down: [10, 900] }), 'must-not broken'],
    'it comes twice afterwards': [story({ seen: [1600, 1700] }), 'must met'],
    'nothing is called for, and nothing comes': [story({ value: '120' }), 'must-not met'],
    'nothing is called for, and an item comes': [story({ value: '120', seen: [1600] }), 'must-not broken'],
    'never answered, and never seen': [story({ answered: false })],
    'never answered, and its item shows that it was taken': [story({ answered: false, seen: [1600] }), 'must met'],
  },
  RECOVERY,
);

test('a reading that was never answered and is sent again has one item, and counts for it', () => {
  const b = new HistoryBuilder(RECOVERY);
  const order = b.order();
  b.grant();
  const from = b.now;
  const reading = b.reading({ name: 'r', value: '212' }, { outcome: 'unknown' });
  b.wait(500);
  b.fault('killed', from);
  b.op({ op: 'reading.submit', reading }, { actor: 'gateway' });
  b.wait(40);
  b.seen(makeItem(reading, order, 'i'));
  expect(outcomesOf(b.drain(), 'ALR-05')).toEqual(['must met']);
});

test('an item that was there, and that no look shows after the outage', () => {
  const b = new HistoryBuilder(RECOVERY);
  const order = b.order();
  b.grant();
  const reading = b.reading({ name: 'r', value: '212' });
  b.wait(20);
  b.seen(makeItem(reading, order, 'i'));
  b.wait(5000);
  const from = b.now;
  b.wait(300);
  b.fault('killed', from);
  b.look({ patient: 'p1', items: [] });
  const lines = b.drain();
  expect(outcomesOf(lines, 'ALR-05')).toEqual(['must broken']);
  expect(findingsOf(lines, 'broken', 'ALR-05')[0]?.expected).toBe('still there after the system was killed');
});

test('a run that was cut off proves nothing lost', () => {
  expect(cutOff('ALR-05', story({}))).toEqual(['must undecided']);
});

test('the deadline of an item counts from when the system answers again', () => {
  const b = new HistoryBuilder(RECOVERY);
  story({ seen: [2500] })(b);
  expect(outcomesOf(b.drain(), 'ALR-01')).toEqual(['must met', 'must-not met']);
});
