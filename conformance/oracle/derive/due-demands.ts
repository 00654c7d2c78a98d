import type { Identifier, WithdrawalReason } from '../../../contract/domain/index.ts';
import type { Course } from '../course/course.ts';
import type { OrderVersion } from '../course/version.ts';
import type { Withdrawal } from '../items/demand.ts';
import type { DueDemand, DueSubject } from '../items/due-demand.ts';
import { namedOver, recipientsOf, type Stretch } from '../items/recipients.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { evaluateLimits } from '../rules/limits.ts';
import { localInstant } from '../time/instant.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import { showLocal, showSpan } from '../time/show-local.ts';
import type { Span } from '../time/span.ts';
import { type Copy, namedFor } from '../waiting/escalation.ts';
import type { MissingItem } from '../waiting/missing.ts';
import type { PeriodicSummary } from '../waiting/summary.ts';
import { errorOf } from '../waiting/copies.ts';
import { Watched } from '../waiting/watched.ts';
import { isThisCopy, isThisMissing, isThisSummary, isWithdrawn, waitingOf } from '../waiting/waiting-of.ts';
import type { MeasureView } from './world.ts';

const reachedBy = (clock: PatientClock, at: Span): Stretch | undefined => {
  const [first, last] = [clock.reached(at.low), clock.reached(at.high)];
  return first === 'never' || last === 'never' ? undefined : { from: first.from, to: last.to };
};

/** One demand of one way of one course. */
interface One {
  readonly name: string;
  readonly demand: Omit<DueDemand, 'order' | 'level' | 'recipients' | 'named' | 'virtual' | 'raised'>;
  readonly order: string;
  readonly named: (version: OrderVersion) => Identifier;
  /** What made it due, where that was not time alone. */
  readonly by: Stretch | undefined;
  /** Another way has it by time alone. */
  readonly orByTime?: true;
  /** When it had come into sight; until then it may have been raised. */
  readonly sight: number | undefined;
  /** Whether this way has it for certain. */
  readonly sure: boolean;
}

const NEVER = { level: 'must-not', reasons: [], at: undefined } as const;

const LEVEL = { yes: 'must', maybe: 'may', no: 'must-not' } as const;

const withdrawnBy = (reason: WithdrawalReason, at: Stretch | undefined): Withdrawal => ({
  level: 'must',
  reasons: [reason],
  at: at === undefined ? undefined : { from: at.from, to: at.to },
});

/** Where no reading says in which offset the patient lives, the order's start does. */
const offsetOf = ({ order }: OrderVersion): number => localInstant(order.period.start).offsetMinutes;

const orderText = ({ order, op }: OrderVersion): string => `order ${order.identifier.value} (line ${op.seq})`;

const missingWhy = ({ due, version }: MissingItem): string => {
  const rule = version.order.rules.find((r) => r.kind === 'missing');
  const period = rule?.kind === 'missing' ? ` for ${rule.period.value} ${rule.period.unit}` : '';
  return `missing: nothing was filed${period}, until ${showSpan(due, offsetOf(version))}; ${orderText(version)}`;
};

const copyWhy = ({ item, step, due }: Copy): string => {
  const { offsetMinutes } = localInstant(item.content.reading.effective);
  return `escalation: step ${step}, the critical item was not seen by ${showSpan(due, offsetMinutes)}; ${orderText(item.version)}`;
};

/** Time itself withdraws an item when its order ends; that is when the clock has come there. */
const ofMissing = (item: MissingItem, watched: Watched, clock: PatientClock): One => ({
  sight: watched.firstDue(item.order, isThisMissing(item)),
  name: `${item.order} missing ${item.due.low}`,
  order: item.order,
  named: (v) => v.order.responsible,
  by: item.by,
  sure: true,
  demand: {
    subject: { family: 'missing' },
    due: item.due,
    late: undefined,
    withdrawal:
      item.withdrawn === undefined
        ? NEVER
        : withdrawnBy(item.withdrawn.reason, item.withdrawn.by ?? reachedBy(clock, item.withdrawn.at)),
    why: missingWhy(item),
  },
});

const ofCopy = (copy: Copy, course: Course, watched: Watched): One => ({
  sight: watched.firstDue(copy.item.order, isThisCopy(copy, course)),
  name: `${copy.item.order} escalation ${copy.item.reading} ${copy.step}`,
  order: copy.item.order,
  named: (v) => namedFor(copy, v),
  by: undefined,
  sure: copy.made === 'yes',
  demand: {
    subject: {
      family: 'escalation',
      step: copy.step,
      readings: new Set(course.state.filings.get(copy.item.reading)?.keys ?? [copy.item.reading]),
      contents: [copy.item.content],
      evaluations: [evaluateLimits(copy.item.content.reading, copy.item.version)],
    },
    due: copy.due,
    late: copy.item.late,
    withdrawal:
      LEVEL[isWithdrawn(course, copy)] !== 'must-not'
        ? {
            level: LEVEL[isWithdrawn(course, copy)],
            reasons: copy.item.withdrawn === undefined ? ['order-in-error'] : [copy.item.withdrawn.reason],
            at: copy.item.withdrawn?.at,
          }
        : NEVER,
    why: copyWhy(copy),
  },
});

const ofSummary = (s: PeriodicSummary, course: Course, watched: Watched): One => {
  const error = errorOf(course, s.order);
  const rule = s.version.order.rules.find((r) => r.kind === 'summary');
  return {
    sight: watched.firstDue(s.order, isThisSummary(s)),
    name: `${s.order} summary ${s.start} ${s.end}`,
    order: s.order,
    named: (v) => (rule?.kind === 'summary' && rule.recipient !== undefined ? rule.recipient : v.order.responsible),
    by: undefined,
    sure: true,
    demand: {
      subject: { family: 'summary', start: s.start, end: s.end, figures: [s.figures], units: [s.version.order.unit] },
      due: { low: s.made, high: s.made },
      late: undefined,
      withdrawal: error === undefined ? NEVER : { level: 'must', reasons: ['order-in-error'], at: error },
      why:
        `summary: the period from ${showLocal(s.start, offsetOf(s.version))} to ${showLocal(s.end, offsetOf(s.version))} ` +
        `is over; ${orderText(s.version)}`,
    },
  };
};

const hull = (a: Span, b: Span): Span => ({
  low: a.low < b.low ? a.low : b.low,
  high: a.high > b.high ? a.high : b.high,
});

const sameSubject = (a: DueSubject, b: DueSubject): DueSubject => {
  if (a.family === 'escalation' && b.family === 'escalation')
    return {
      ...a,
      contents: [...new Set([...a.contents, ...b.contents])],
      evaluations: [...new Map([...a.evaluations, ...b.evaluations].map((e) => [e.why, e])).values()],
    };
  if (a.family !== 'summary' || b.family !== 'summary') return a;
  return {
    ...a,
    figures: [...new Map([...a.figures, ...b.figures].map((f) => [JSON.stringify(f), f])).values()],
    units: [...new Set([...a.units, ...b.units])],
  };
};

const hullOf = (a: Stretch | undefined, b: Stretch | undefined): Stretch | undefined =>
  a === undefined || b === undefined ? (a ?? b) : { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };

const joined = (a: One, b: One): One => ({
  ...a,
  sure: a.sure && b.sure,
  by: hullOf(a.by, b.by),
  ...((a.by === undefined) !== (b.by === undefined) || a.orByTime === true ? { orByTime: true } : {}),
  demand: {
    ...a.demand,
    subject: sameSubject(a.demand.subject, b.demand.subject),
    due: hull(a.demand.due, b.demand.due),
    late: a.demand.late === b.demand.late ? a.demand.late : 'maybe',
    withdrawal: {
      level: a.demand.withdrawal.level === b.demand.withdrawal.level ? a.demand.withdrawal.level : 'may',
      reasons: [...new Set([...a.demand.withdrawal.reasons, ...b.demand.withdrawal.reasons])],
      at: hullOf(a.demand.withdrawal.at, b.demand.withdrawal.at),
    },
  },
});

const finished = (one: One, everywhere: boolean, { measure, orders }: MeasureView): DueDemand | undefined => {
  const order: OrderRecord | undefined = orders.find((o) => o.key === one.order);
  if (order === undefined) return undefined;
  const { clock } = measure.ambience;
  const first = clock.reached(one.demand.due.low);
  const last = clock.reached(one.demand.due.high);
  const { versions } = order;
  const byTime: Stretch = { from: first === 'never' ? 0 : first.from, to: last === 'never' ? 0 : last.to };
  const raised = one.by === undefined ? byTime : one.orByTime === true ? (hullOf(one.by, byTime) ?? byTime) : one.by;
  const seen = { from: raised.from, to: Math.max(raised.to, one.sight ?? raised.to) };
  const open = measure.explored.overflow;
  return {
    ...one.demand,
    order,
    level: everywhere && one.sure && !open ? 'must' : 'may',
    withdrawal: open ? { ...one.demand.withdrawal, level: 'may' } : one.demand.withdrawal,
    raised,
    virtual: clock.used,
    recipients: recipientsOf(versions, one.named, seen, measure.ambience),
    named: namedOver(versions, one.named, seen, measure.ambience),
  };
};

/** Of one way: what is called for again, after the first was withdrawn, is a demand of its own. */
const numbered = (ones: readonly One[]): readonly (readonly [string, One])[] => {
  const times = new Map<string, number>();
  return ones.map((one) => {
    const nth = (times.get(one.name) ?? 0) + 1;
    times.set(one.name, nth);
    return [`${one.name} #${nth}`, one];
  });
};

/** What the rules that go by time demand of one patient and measure by the monotonic instant `end`. `cut`: there are more ways than are tried. */
export const dueDemands = (
  view: MeasureView,
  record: PatientRecord,
  end: number,
): { readonly demands: readonly DueDemand[]; readonly cut: boolean } => {
  const waits = view.orders.some((o) =>
    o.versions.some((v) =>
      v.order.rules.some((r) => r.kind === 'missing' || r.kind === 'escalation' || r.kind === 'summary'),
    ),
  );
  if (!waits) return { demands: [], cut: false };
  const watched = new Watched(record);
  const found = new Map<string, { one: One; times: number }>();
  let all = 0;
  let isCut = false;
  for (const course of view.measure.explored.courses) {
    const { ways, cut } = waitingOf(view.measure, course, watched, end);
    isCut ||= cut;
    for (const way of ways) {
      all += 1;
      const ones = [
        ...way.missing.map((m) => ofMissing(m, watched, view.measure.ambience.clock)),
        ...way.copies.map((c) => ofCopy(c, course, watched)),
        ...way.summaries.map((s) => ofSummary(s, course, watched)),
      ];
      for (const [name, one] of numbered(ones)) {
        const known = found.get(name);
        found.set(
          name,
          known === undefined ? { one, times: 1 } : { one: joined(known.one, one), times: known.times + 1 },
        );
      }
    }
  }
  const demands = [...found.values()].flatMap(({ one, times }) => finished(one, times >= all, view) ?? []);
  return { demands, cut: isCut };
};
