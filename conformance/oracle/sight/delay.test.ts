import { describe, expect, test } from 'vitest';
import { HistoryBuilder, makeItem, makeOrder, MS, type OpOptions } from '../history-builder.test-helper.ts';
import { isOp } from '../record/patient-record.ts';
import { observedItem } from '../record/sighting.ts';
import type { SubmitOp } from '../readings/filing.ts';
import { deadlineMs, latestDeadline, punctuality, startOf, type Timing, timing } from './delay.ts';
import { judgedSight } from './judged-sight.ts';

const cause = (options: OpOptions = {}): SubmitOp => {
  const b = new HistoryBuilder().wait(1000);
  b.reading({ name: 'r', value: '250' }, options);
  const op = b.lines.at(-1);
  if (op?.kind !== 'op' || !isOp(op, 'reading.submit')) throw new Error('no reading');
  return op;
};
const delay = (op: SubmitOp, after: number | null, by: number, lagMs = 0): Timing => {
  const line = new HistoryBuilder().seen(makeItem(op.act.reading, makeOrder(), 'i'), { after, by });
  const item = observedItem([line]);
  if (item === undefined) throw new Error('no item');
  return timing(startOf(op, lagMs * MS), judgedSight(item), 1000);
};

describe('the interval of a delay', () => {
  test.each([
    [1100, 1120, 100, 120],
    [null, 1120, 0, 120],
    [900, 1120, 0, 120],
  ] as const)('seen after %s by %s: %s to %s ms', (after, by, lowMs, highMs) => {
    expect(delay(cause(), after, by)).toEqual({ deadlineMs: 1000, lowMs, highMs });
  });
  test("the harness's own slip widens it upwards, its lag downwards", () => {
    expect(delay(cause({ slip: 30 }), 1100, 1120)).toMatchObject({ lowMs: 100, highMs: 150 });
    expect(delay(cause(), 1100, 1120, 40)).toMatchObject({ lowMs: 60, highMs: 120 });
  });
});

test('bounds are rounded outwards to a microsecond, and never below nothing', () => {
  const between = (after: number, by: number) => timing({ from: 1000, to: 2000 }, { after, by }, 1000);
  expect(between(5999, 9001)).toEqual({ deadlineMs: 1000, lowMs: 0.003, highMs: 0.009 });
  expect(between(6000, 9000)).toEqual({ deadlineMs: 1000, lowMs: 0.004, highMs: 0.008 });
  expect(between(1000, 500)).toEqual({ deadlineMs: 1000, lowMs: 0, highMs: 0 });
});

test('critical items have a deadline of their own', () => {
  const deadlines = { critical: 10, other: 60, filed: 1 };
  expect(['critical', 'abnormal', 'change'].map((kind) => deadlineMs(kind, deadlines))).toEqual([10, 60, 60]);
});

describe('against a deadline of 1000 ms', () => {
  test.each([
    [0, 800, 'in-time'],
    [0, 801, 'tight'],
    [0, 1000, 'tight'],
    [0, 1000.001, 'undecided'],
    [1000, 1200, 'undecided'],
    [1000.001, 1200, 'late'],
    [500, null, 'undecided'],
    [1500, null, 'late'],
  ] as const)('%s to %s ms is %s', (lowMs, highMs, expected) => {
    expect(punctuality({ deadlineMs: 1000, lowMs, highMs })).toBe(expected);
  });
});

describe('an item that was never seen', () => {
  test('is infinitely late once a complete look began after its deadline, slip and lag allowed for', () => {
    const op = cause({ slip: 30 });
    const start = startOf(op, 40 * MS);
    const deadline = latestDeadline(start, 1000);
    const neverSeen = (lastLook: number): Timing => timing(start, { after: lastLook, by: null }, 1000);
    expect(deadline).toBe(op.sent + 1040 * MS);
    expect(punctuality(neverSeen(deadline))).toBe('undecided');
    expect(neverSeen(deadline + 1000)).toEqual({ deadlineMs: 1000, lowMs: 1000.001, highMs: null });
    expect(punctuality(neverSeen(deadline + 1000))).toBe('late');
  });
});

describe('an item raised by time', () => {
  const due = { from: 5000 * MS, to: 5200 * MS };
  test('counts from the stretch in which it fell due, and says that time was virtual', () =>
    expect(timing(due, { after: 5900 * MS, by: 6100 * MS }, 1000, true)).toEqual({
      deadlineMs: 1000,
      lowMs: 700,
      highMs: 1100,
      virtual: true,
    }));
  test('in sight before the advance was ready, it was in time', () =>
    expect(punctuality(timing(due, { after: null, by: 4990 * MS }, 1000))).toBe('in-time'));
});

test('what an earlier attempt, never answered, brought into sight has no delay', () => {
  const op = cause();
  expect(delay(op, 100, 900)).toEqual({ deadlineMs: 1000, lowMs: 0, highMs: 0 });
});
