import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import type { Course } from '../course/course.ts';
import type { OrderOp, OrderVersion } from '../course/version.ts';
import { HistoryBuilder, makeOrder, orderId } from '../history-builder.test-helper.ts';
import { exactly, type Span } from '../time/span.ts';
import { versionOf } from '../version.test-helper.ts';
import { measureOf, orderRecords } from './order-record.ts';

const KEY = keyOf(orderId());
const b = new HistoryBuilder();
const sent = (outcome: 'ok' | 'unknown' = 'ok', ago = 0): OrderOp => {
  b.wait(1000);
  return b.op({ op: 'order.submit', order: makeOrder() }, { outcome, ago }) as OrderOp;
};
/** A version that one course made of an operation, from an instant in `holds`, taken between `from` and `to`. */
const made = (op: OrderOp, holds: Span, from: number, to: number): OrderVersion => ({
  ...versionOf(makeOrder()),
  op,
  from: holds,
  moment: { step: 0, from, to, now: holds },
});
const course = (...versions: OrderVersion[]): Course =>
  ({ state: { orders: new Map([[KEY, { key: KEY, versions }]]) } }) as unknown as Course;
const versionsOf = (ops: OrderOp[], ...courses: Course[]): readonly OrderVersion[] =>
  orderRecords(new Map([[KEY, ops]]), courses)[0]?.versions ?? [];

describe('an order over several courses', () => {
  test('is every version that one of them made of it, and every operation on it', () => {
    const [one, two] = [sent(), sent()];
    const [first, second] = [made(one, exactly(1n), 5, 9), made(two, exactly(2n), 6, 9)];
    expect(orderRecords(new Map([[KEY, [one, two]]]), [course(second), course(first)])).toEqual([
      { key: KEY, ops: [one, two], versions: [first, second] },
    ]);
    expect(
      versionsOf([one], course(), {
        state: { orders: new Map() },
      } as unknown as Course),
    ).toEqual([]);
    expect(orderRecords(new Map(), [course(first)])).toEqual([]);
  });

  test('has its versions in the order of sending, ties as they were written', () => {
    const [one, two, three] = [sent(), sent('ok', 0), sent()];
    const tied = { ...two, sent: three.sent };
    const at = (op: OrderOp): OrderVersion => made(op, exactly(1n), op.sent, op.settled);
    for (const ops of [
      [one, tied, three],
      [three, tied, one],
    ])
      expect(versionsOf(ops, course(...ops.map(at))).map((v) => v.op)).toEqual([one, tied, three]);
  });

  test('one operation makes one version, which holds and was taken wherever a course has put it', () => {
    const op = sent();
    const [a, c] = [made(op, { low: 1n, high: 4n }, 5, 9), made(op, { low: 2n, high: 6n }, 3, 8)];
    const whole = { from: { low: 1n, high: 6n }, moment: { from: 3, to: 9 } };
    expect(versionsOf([op], course(a), course(c))).toMatchObject([whole]);
    expect(versionsOf([op], course(c), course(a))).toMatchObject([whole]);
    expect(versionsOf([op], course(c), course(a))).toHaveLength(1);
  });

  test('one version of two courses stays itself', () => {
    const version = made(sent(), exactly(1n), 5, 9);
    expect(versionsOf([version.op], course(version), course(version))[0]).toBe(version);
  });

  test('what nobody answered can have been taken since it was sent, what was answered as the courses say', () => {
    const [open, sure] = [sent('unknown'), sent()];
    const late = open.sent + 5_000_000;
    expect(versionsOf([open], course(made(open, exactly(1n), late, late)))).toMatchObject([
      { moment: { from: open.sent, to: late } },
    ]);
    const [version] = versionsOf([sure], course(made(sure, exactly(1n), sure.sent + 1, sure.settled)));
    expect(version?.moment.from).toBe(sure.sent + 1);
    const atOnce = made(open, exactly(1n), open.sent, late);
    expect(versionsOf([open], course(atOnce))[0]).toBe(atOnce);
  });
});

test('the measure of an order is that of its first operation', () => {
  const op = sent();
  expect(measureOf({ key: KEY, versions: [], ops: [op] })).toBe('glucose');
  expect(measureOf({ key: KEY, versions: [], ops: [] })).toBeUndefined();
});
