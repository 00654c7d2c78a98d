import type { PatientAnalysis } from '../analysis.ts';
import type { SubmitOp } from '../course/filing.ts';
import type { MeasureCase } from '../explore/measure-case.ts';
import { demandsOf } from '../items/demands.ts';
import { orderRecords } from '../orders/order-record.ts';
import { expectationOf, withSiblings } from '../readings/expectation-of.ts';
import type { Attempt } from '../readings/filing.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { unionFilings } from './union-filings.ts';
import type { MeasureView, PatientCase } from './world.ts';

const firstLane = (record: PatientRecord): string => {
  let first: { readonly sent: number; readonly seq: number; readonly lane: string } | undefined;
  const lists = [
    record.submissions,
    ...record.orders.values(),
    record.permissions,
    record.registrations,
    record.reads,
    record.messageReads,
    record.audits,
  ];
  for (const [op] of lists)
    if (
      op !== undefined &&
      (first === undefined || op.sent < first.sent || (op.sent === first.sent && op.seq < first.seq))
    )
      first = op;
  return first?.lane ?? 'unknown';
};

const viewOf = (measure: MeasureCase, attempts: readonly Attempt[]): MeasureView => {
  const byOp = new Map(attempts.map((a) => [a.op, a]));
  const { courses } = measure.explored;
  const orders = orderRecords(measure.orders, courses);
  const filings = unionFilings(courses, (op) => byOp.get(op));
  return { measure, orders, attempts, filings, demands: demandsOf(measure, orders, filings) };
};

/** Everything that can be said of one patient's orders and readings before anything observed is looked at. */
export const patientCase = ({ record, measures }: PatientAnalysis): PatientCase => {
  const attempts = withSiblings(
    measures.flatMap(({ explored, submissions }) =>
      submissions.map((op: SubmitOp) => ({ op, expectation: expectationOf(explored.rulings.get(op) ?? []) })),
    ),
  );
  const views = measures.map((measure) => {
    const own = new Set(measure.submissions);
    return viewOf(measure, measures.length === 1 ? attempts : attempts.filter((a) => own.has(a.op)));
  });
  return {
    record,
    lane: firstLane(record),
    measures: views,
    orders: views.flatMap((v) => v.orders).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    attempts: views.flatMap((v) => v.attempts).toSorted((a, b) => a.op.sent - b.op.sent || a.op.seq - b.op.seq),
    filings: views.flatMap((v) => v.filings),
    demands: views.flatMap((v) => v.demands),
  };
};
