import type { Measure } from '../../../contract/domain/index.ts';
import type { Course } from '../course/course.ts';
import type { OrderOp, OrderVersion } from '../course/version.ts';

/** One order over every course: every version that it has in any of them, in the order of acceptance. */
export interface OrderRecord {
  readonly key: string;
  readonly versions: readonly OrderVersion[];
  readonly ops: readonly OrderOp[];
}

/** The orders of one measure of a patient, by key. Versions of several courses that one operation made are one. */
export const orderRecords = (
  ops: ReadonlyMap<string, readonly OrderOp[]>,
  courses: readonly Course[],
): readonly OrderRecord[] =>
  [...ops].map(([key, own]) => {
    const versions = new Map<number, OrderVersion>();
    for (const course of courses)
      for (const version of course.state.orders.get(key)?.versions ?? []) {
        const known = versions.get(version.op.seq);
        if (known === undefined) versions.set(version.op.seq, sinceSent(version));
        else if (known !== version) versions.set(version.op.seq, widened(known, version));
      }
    return {
      key,
      ops: own,
      versions: [...versions.values()].toSorted((a, b) => a.op.sent - b.op.sent || a.op.seq - b.op.seq),
    };
  });

/** What nobody answered can have been taken at any time since it was sent, wherever a course has put it. */
const sinceSent = (version: OrderVersion): OrderVersion =>
  version.op.outcome === 'unknown' && version.op.sent < version.moment.from
    ? { ...version, moment: { ...version.moment, from: version.op.sent } }
    : version;

const widened = (a: OrderVersion, b: OrderVersion): OrderVersion => ({
  ...a,
  from: {
    low: a.from.low < b.from.low ? a.from.low : b.from.low,
    high: a.from.high > b.from.high ? a.from.high : b.from.high,
  },
  moment: {
    ...a.moment,
    from: Math.min(a.moment.from, b.moment.from),
    to: Math.max(a.moment.to, b.moment.to),
  },
});

export const measureOf = (order: OrderRecord): Measure | undefined => order.ops[0]?.act.order.measure;
