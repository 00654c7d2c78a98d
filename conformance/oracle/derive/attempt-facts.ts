import { keyOf } from '../../../contract/domain/index.ts';
import type { Measure } from '../../../contract/domain/index.ts';
import type { AttemptFact, TraceFact } from '../facts.ts';
import { isEnd, isInError } from '../course/version.ts';
import { measureOf, type OrderRecord } from '../orders/order-record.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import type { Reason } from '../readings/expectation.ts';
import type { Attempt, Filing } from '../readings/filing.ts';
import type { ObservedItem } from '../record/sighting.ts';
import {
  AttemptCircumstances,
  type Before,
  NOTHING_BEFORE,
  type OwnOrders,
  type Period,
  withAttempt,
} from './attempt-circumstances.ts';
import type { PatientCase } from './world.ts';
import { effectiveTime, readingKey } from '../record/kept-reading.ts';

const keyOfAttempt = (attempt: Attempt): string => readingKey(attempt.op.act.reading);

/** From the start of an order to when it is over for certain; none of one that was never taken. */
const periodOf = ({ versions }: OrderRecord): readonly Period[] =>
  versions.slice(-1).map((last) => ({
    start: instant((versions[0] ?? last).order.period.start),
    end: versions
      .filter(isEnd)
      .map((v) => v.from.high)
      .reduce((a, b) => (a < b ? a : b), instant(last.order.period.end)),
  }));

/** Every order that its time lies in was over when it was sent, and there is one. */
const isAfterEnd = ({ op }: Attempt, { periods }: OwnOrders, { clock }: PatientRecord): boolean => {
  const { at } = effectiveTime(op.act.reading);
  const now = clock.over(op.sent, op.settled);
  let found = false;
  for (const { start, end } of periods) {
    if (at >= end || at < start) continue;
    if (end > now.low) return false;
    found = true;
  }
  return found;
};

const ownOrders = (orders: readonly OrderRecord[], measure: Measure): OwnOrders => {
  const own = orders.filter((o) => measureOf(o) === measure);
  return {
    wasDraft: own.some((o) => o.versions.some((v) => v.order.status === 'draft')),
    held: own.some((o) => o.versions.some((v) => v.order.status === 'on-hold')),
    inError: own.some((o) => o.versions.some(isInError)),
    ends: own.some((o) => o.versions.some(isEnd)),
    isAll: own.length === orders.length,
    periods: own.flatMap(periodOf),
  };
};

/** The permission that was last decided before it was sent is a grant, and later than its time. */
const isBeforeGrant = ({ op }: Attempt, { permissions }: PatientRecord): boolean => {
  const { measure } = op.act.reading;
  const last = permissions.findLast(
    (p) => p.act.permission.measure === measure && p.outcome === 'ok' && p.settled <= op.sent,
  )?.act.permission;
  if (last === undefined) return false;
  return last.status === 'granted' && effectiveTime(op.act.reading).at < instant(last.at);
};

const isAlias = (key: string, filing: Filing | undefined): boolean =>
  filing !== undefined && filing.key !== key && filing.keys.has(key);

/** One fact for every attempt, in the order of sending. */
export const attemptFacts = ({ record, orders, attempts, filings }: PatientCase): AttemptFact[] => {
  const before = new Map<string, Before>();
  const filingOf = new Map<Attempt, Filing>();
  for (const filing of filings) for (const attempt of filing.attempts) filingOf.set(attempt, filing);
  const byMeasure = new Map<Measure, OwnOrders>();
  const ownOf = (measure: Measure): OwnOrders => {
    let own = byMeasure.get(measure);
    if (own === undefined) byMeasure.set(measure, (own = ownOrders(orders, measure)));
    return own;
  };
  return attempts.map((attempt) => {
    const key = keyOfAttempt(attempt);
    const earlier = before.get(key) ?? NOTHING_BEFORE;
    before.set(key, withAttempt(earlier, attempt));
    const own = ownOf(attempt.op.act.reading.measure);
    const filing = filingOf.get(attempt);
    return {
      lane: attempt.op.lane,
      patient: record.key,
      attempt,
      repeats: earlier.count,
      wasDraft: own.wasDraft,
      ends: own.ends,
      otherMeasure: !own.isAll,
      afterEnd: isAfterEnd(attempt, own, record),
      beforeGrant: isBeforeGrant(attempt, record),
      isAlias: isAlias(key, filing),
      circumstances: new AttemptCircumstances(attempt, own, earlier, record),
      record,
      filing,
    };
  });
};

/** The erasure of a reading that is not there leaves nothing that could be found. */
const isTombstone = ({ op }: Attempt): boolean => op.act.reading.status === 'entered-in-error';

/** Why it leaves no trace where what is filed does: it was refused, or kept apart. */
const reasonsOf = ({ expectation }: Attempt): readonly Reason[] => [
  ...expectation.reasons,
  ...expectation.apartBecause,
];

/** A control result that is kept apart, as is declared, can be found there. What is in quarantine cannot be found. */
const mayBeFound = (tries: readonly Attempt[]): boolean =>
  tries.some((t) => t.expectation.apartBecause.some((r) => r.cause === 'control-solution'));

/** Readings of which nothing may remain, with where they turned up. */
export const traceFacts = (
  { record, attempts, filings }: PatientCase,
  itemsOf: (readingKey: string) => readonly ObservedItem[],
): TraceFact[] => {
  const rightful = new Set<string>();
  for (const { wrongful, keys } of filings) if (!wrongful) for (const key of keys) rightful.add(key);
  const byKey = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const key = keyOfAttempt(attempt);
    if (!rightful.has(key)) byKey.set(key, [...(byKey.get(key) ?? []), attempt]);
  }
  return [...byKey].flatMap(([reading, tries]): TraceFact[] => {
    const [first] = tries;
    if (first === undefined || tries.some((t) => t.expectation.files || t.expectation.replay || isTombstone(t)))
      return [];
    const reasons = tries.flatMap(reasonsOf);
    const reads = record.reads.filter(
      ({ act, sent, outcome }) =>
        outcome === 'ok' &&
        sent >= Math.max(...tries.map((t) => t.op.settled)) &&
        (act.identifier === undefined
          ? act.measure === undefined || act.measure === first.op.act.reading.measure
          : keyOf(act.identifier) === reading),
    );
    const found = reads.filter(
      // Under the identifier another patient may have one.
      (r) =>
        r.output?.readings?.some(
          (f) => keyOf(f.reading.identifier) === reading && keyOf(f.reading.patient) === record.key,
        ) === true,
    );
    return [
      {
        lane: first.op.lane,
        patient: record.key,
        reading,
        causes: reasons.map((r) => r.finer ?? r.cause),
        why: [...new Set(reasons.map((r) => r.why))].join('; '),
        v2: tries.some((t) => t.op.via === 'hl7v2'),
        bundles: tries.flatMap((t) => t.op.act.bundle?.kind ?? []),
        items: itemsOf(reading),
        foundBy: mayBeFound(tries) ? [] : found,
        soughtBy: reads.filter((r) => !found.includes(r)),
        lines: tries.map((t) => t.op.seq),
      },
    ];
  });
};
