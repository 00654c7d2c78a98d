import type { Identifier } from '../../../contract/domain/index.ts';
import type { Course } from '../course/course.ts';
import type { RaisedItem } from '../course/item.ts';
import { versionSaid } from '../course/raise.ts';
import type { Moment } from '../course/moment.ts';
import type { OrderVersion } from '../course/version.ts';
import type { Withdrawal } from '../items/demand.ts';
import type { DueDemand } from '../items/due-demand.ts';
import type { Stretch } from '../items/recipients.ts';
import { evaluateLimits } from '../rules/limits.ts';
import { localInstant } from '../time/instant.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import { showLocal, showSpan } from '../time/show-local.ts';
import { exactly, type Span } from '../time/span.ts';
import { type Copy, namedFor } from '../waiting/escalation.ts';
import type { MissingItem } from '../waiting/missing.ts';
import type { PeriodicSummary } from '../waiting/summary.ts';
import { errorOf } from '../waiting/copies.ts';
import { finishedBefore, type Watched } from '../waiting/watched.ts';
import { isThisCopy, isThisMissing, isThisSummary } from '../waiting/waiting-of.ts';

/** One demand of one way of one course. */
export interface DueInWay {
  readonly name: string;
  readonly demand: Omit<DueDemand, 'order' | 'level' | 'recipients' | 'named' | 'virtual' | 'raised'>;
  readonly order: string;
  readonly named: (version: OrderVersion) => Identifier;
  /** What made it due, where that was not time alone. */
  readonly by: Stretch | undefined;
  /** Time alone made it due; of several ways, in one of them. */
  readonly byTime: boolean;
  /** When it had come into sight; until then it may have been raised. */
  readonly sight: number | undefined;
  /** Whether this way has it for certain. */
  readonly sure: boolean;
}

const NEVER = { level: 'must-not', reasons: [], at: undefined } as const;

/** The stretch in which the clock comes to an instant, however that lies in its span. */
export const reachedIn = (clock: PatientClock, at: Span): Stretch => ({
  from: clock.reached(at.low).from,
  to: clock.reached(at.high).to,
});

/** Where no reading says in which offset the patient lives, the order's start does. */
const offsetOf = ({ order }: OrderVersion): number => localInstant(order.period.start).offsetMinutes;

const orderText = ({ order, op }: OrderVersion): string => `order ${order.identifier.value} (line ${op.seq})`;

const missingWhy = ({ due, version }: MissingItem): string => {
  const period = version.order.rules.flatMap((r) => (r.kind === 'missing' ? `${r.period.value} ${r.period.unit}` : []));
  return `missing: nothing was filed for ${period.join()}, until ${showSpan(due, offsetOf(version))}; ${orderText(version)}`;
};

const copyWhy = ({ item, step, due }: Copy): string => {
  const { offsetMinutes } = localInstant(item.content.reading.effective);
  return `escalation: step ${step}, the critical item was not seen by ${showSpan(due, offsetMinutes)}; ${orderText(item.version)}`;
};

/** Time itself withdraws an item when its order ends; that is when the clock has come there. */
const missingWithdrawal = ({ withdrawn }: MissingItem, clock: PatientClock): Withdrawal => {
  if (withdrawn === undefined) return NEVER;
  const { from, to } = withdrawn.by ?? reachedIn(clock, withdrawn.at);
  return { level: 'must', reasons: [withdrawn.reason], at: { from, to } };
};

/** An item on missing data. */
export const ofMissing = (item: MissingItem, watched: Watched, clock: PatientClock): DueInWay => ({
  sight: watched.firstDue(item.order, isThisMissing(item), (item.by ?? reachedIn(clock, item.due)).from),
  name: `${item.order} missing ${item.due.low}`,
  order: item.order,
  named: (v) => v.order.responsible,
  by: item.by,
  byTime: item.by === undefined,
  sure: true,
  demand: {
    subject: { family: 'missing' },
    due: item.due,
    // What a change made past counts from that change.
    opens: item.by === undefined ? item.raised : item.due,
    late: undefined,
    withdrawal: missingWithdrawal(item, clock),
    why: missingWhy(item),
  },
});

/** A correction, or an order in error, withdraws a copy also where somebody had finished its item, which then stays. */
const goneWith = (course: Course, { order, withdrawn, lost }: RaisedItem): RaisedItem['withdrawn'] => {
  const error = errorOf(course, order);
  return withdrawn ?? lost ?? (error === undefined ? undefined : { reason: 'order-in-error', at: error });
};

/** A copy is withdrawn with its item or with its order, unless somebody has finished it. */
const copyWithdrawal = (course: Course, { item, done }: Copy): Withdrawal => {
  const gone = goneWith(course, item);
  if (gone === undefined || done === 'yes') return NEVER;
  return { level: done === 'no' ? 'must' : 'may', reasons: [gone.reason], at: gone.at };
};

/** An escalated copy. */
export const ofCopy = (copy: Copy, course: Course, watched: Watched, clock: PatientClock): DueInWay => ({
  sight: watched.firstDue(copy.item.order, isThisCopy(copy, course), reachedIn(clock, copy.due).from),
  name: `${copy.item.order} escalation ${copy.item.reading} ${copy.step}`,
  order: copy.item.order,
  named: (v) => namedFor(copy, v),
  by: undefined,
  byTime: true,
  sure: copy.made === 'yes',
  demand: {
    subject: {
      family: 'escalation',
      step: copy.step,
      readings: new Set(course.state.filings.get(copy.item.reading)?.keys),
      contents: [copy.item.content],
      evaluations: [evaluateLimits(copy.item.content.reading, versionSaid(copy.item))],
    },
    due: copy.due,
    opens: copy.due,
    late: copy.item.late,
    withdrawal: copyWithdrawal(course, copy),
    why: copyWhy(copy),
  },
});

/** An order in error withdraws a summary, unless somebody has finished it. */
const summaryWithdrawal = (s: PeriodicSummary, error: Moment | undefined, watched: Watched): Withdrawal => {
  const done = finishedBefore(watched.acts(s.order, isThisSummary(s)), error);
  if (error === undefined || done === 'yes') return NEVER;
  return { level: done === 'no' ? 'must' : 'may', reasons: ['order-in-error'], at: error };
};

/** A periodic summary. */
export const ofSummary = (s: PeriodicSummary, course: Course, watched: Watched): DueInWay => {
  const error = errorOf(course, s.order);
  const [recipient] = s.version.order.rules.flatMap((r) => (r.kind === 'summary' ? (r.recipient ?? []) : []));
  return {
    // There is one of each period.
    sight: watched.firstDue(s.order, isThisSummary(s), 0),
    name: `${s.order} summary ${s.start} ${s.end}`,
    order: s.order,
    named: (v) => recipient ?? v.order.responsible,
    by: undefined,
    byTime: true,
    sure: true,
    demand: {
      subject: { family: 'summary', start: s.start, end: s.end, figures: [s.figures], units: [s.version.order.unit] },
      due: exactly(s.made),
      opens: exactly(s.made),
      late: undefined,
      withdrawal: summaryWithdrawal(s, error, watched),
      why:
        `summary: the period from ${showLocal(s.start, offsetOf(s.version))} to ${showLocal(s.end, offsetOf(s.version))} ` +
        `is over; ${orderText(s.version)}`,
    },
  };
};
