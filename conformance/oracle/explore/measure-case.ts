import { findMeasureCode } from '../../../contract/codes/measures.ts';
import { keyOf, type Measure } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import type { ActedOn } from '../course/act-step.ts';
import type { Ambience } from '../course/ambience.ts';
import type { SubmitOp } from '../course/filing.ts';
import { reachOfChange } from '../course/settle-change.ts';
import { peopleOf } from '../course/order-step.ts';
import type { OrderOp } from '../course/version.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import { ambienceOf, type Surroundings } from './ambience.ts';
import { sights } from './evidence.ts';
import { type Explored, Explorer, MOST_COURSES } from './explorer.ts';
import { opsInteract, type Reach } from './interact.ts';
import { planOf } from './plan.ts';
import { repeatedIn } from './repetition.ts';
import { type Silent, silentAttempts } from './silent-attempts.ts';

/** One patient's readings of one measure, with every course that they can have taken. */
export interface MeasureCase {
  readonly measure: Measure;
  readonly ambience: Ambience;
  readonly explored: Explored;
  /** Whether the order of two operations in a course is that of their effects. */
  readonly ordered: (a: OpLine, b: OpLine) => boolean;
  readonly submissions: readonly SubmitOp[];
  /** Operations on its orders, by order key. */
  readonly orders: ReadonlyMap<string, readonly OrderOp[]>;
  readonly permissions: readonly OpOf<'permission.set'>[];
}

/** The measure that a reading is of: its code says so; a code that is none leaves it to the sender. */
const measureOfReading = ({ act }: SubmitOp): Measure =>
  findMeasureCode(act.reading.code)?.measure ?? act.reading.measure;

const bySending = (a: OpLine, b: OpLine): number => a.sent - b.sent || a.seq - b.seq;

const reachOf = (orders: ReadonlyMap<string, readonly OrderOp[]>): Reach => {
  const rules = [...orders.values()].flatMap((ops) => ops.flatMap((op) => op.act.order.rules));
  return rules.some((r) => r.kind === 'repeated' || r.kind === 'digest')
    ? 'all'
    : reachOfChange(rules.filter((r) => r.kind === 'change'));
};

/** What happens around it: who is announced, who is away, which phone and which source there is. */
const surroundingOps = (
  record: PatientRecord,
  orders: ReadonlyMap<string, readonly OrderOp[]>,
  submissions: readonly SubmitOp[],
  { run, coverage, sources, people }: Surroundings,
): readonly OpLine[] => {
  const named = new Set([...orders.values()].flatMap((ops) => ops.flatMap((op) => peopleOf(op.act.order))));
  const senders =
    run.sources === true ? new Set(submissions.flatMap(({ act }) => act.source ?? []).map(keyOf)) : undefined;
  return [
    ...record.registrations,
    ...[...named].flatMap((key) => people.get(key) ?? []),
    ...(run.portal === true ? record.devices : []),
    ...coverage.all,
    ...(senders === undefined ? [] : sources.filter((op) => senders.has(keyOf(op.act.source.identifier)))),
  ];
};

/** What had to be answered to one of several attempts that are as good as one had to be answered to each of them. */
const withSilent = (explored: Explored, silent: Silent): Explored => {
  if (silent.size === 0) return explored;
  const rulings = new Map(explored.rulings);
  for (const [op, attempts] of silent) {
    const told = attempts.map((attempt) => explored.rulings.get(attempt)).find((ruling) => ruling !== undefined);
    if (told !== undefined) rulings.set(op, told);
  }
  return { ...explored, rulings };
};

/** Everything that can be said of one patient and measure before anything is compared with what was seen. */
export const measureCase = (
  record: PatientRecord,
  measure: Measure,
  surroundings: Surroundings,
  acted: (op: OpLine) => ActedOn | undefined,
): MeasureCase | undefined => {
  const orders = new Map(
    [...record.orders]
      .filter(([, ops]) => ops[0]?.act.order.measure === measure)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  const submissions = record.submissions.filter((op) => measureOfReading(op) === measure);
  const permissions = record.permissions.filter((op) => op.act.permission.measure === measure);
  if (orders.size === 0 && submissions.length === 0 && permissions.length === 0) return undefined;
  const acts = record.itemActs.filter((op) => orders.has(acted(op)?.order ?? ''));
  const trackers = record.trackers.filter((op) => orders.has(keyOf(op.act.order)));
  const around = surroundingOps(record, orders, submissions, surroundings);
  const ops = [...around, ...[...orders.values()].flat(), ...permissions, ...trackers, ...submissions, ...acts].sort(
    bySending,
  );
  const ambience = ambienceOf(record, measure, measureOfReading, surroundings);
  const { seen, proofs, firstOf } = sights(record, ops);
  const evidence = { seen, repeated: repeatedIn(ops) };
  const silent = silentAttempts(ops, evidence, firstOf);
  const plan = planOf(ops, evidence, silent);
  const reach = reachOf(orders);
  const explorer = new Explorer({ ambience, acted, inSequence: reach === 'all', most: MOST_COURSES }, reach, proofs);
  const ordered = (a: OpLine, b: OpLine): boolean => opsInteract(a, b, reach);
  return {
    measure,
    ambience,
    explored: withSilent(explorer.explore(plan), silent),
    ordered,
    submissions,
    orders,
    permissions,
  };
};
