import { keyOf } from '../../../contract/domain/index.ts';
import type { AttemptFact, TraceFact } from '../facts.ts';
import { isEnd } from '../course/version.ts';
import { measureOf, type OrderRecord } from '../orders/order-record.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { instant, tryLocalInstant } from '../time/instant.ts';
import type { Attempt, Filing } from '../readings/filing.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { PatientCase } from './world.ts';

const keyOfAttempt = (attempt: Attempt): string => keyOf(attempt.op.act.reading.identifier);

/** By when an order is over for certain; none while nothing ends it but its period. */
const endOf = ({ versions }: OrderRecord): bigint | undefined => {
  const last = versions.at(-1);
  const ends = [
    ...versions.filter(isEnd).map((v) => v.from.high),
    ...(last === undefined ? [] : [instant(last.order.period.end)]),
  ];
  return ends.length === 0 ? undefined : ends.reduce((a, b) => (a < b ? a : b));
};

/** Every order that its time lies in was over when it was sent, and there is one. */
const isAfterEnd = ({ op }: Attempt, own: readonly OrderRecord[], { clock }: PatientRecord): boolean => {
  const at = tryLocalInstant(op.act.reading.effective)?.at;
  if (at === undefined || own.length === 0) return false;
  const now = clock.over(op.sent, op.settled);
  const ends = own.flatMap((order) => {
    const end = endOf(order);
    const [first] = order.versions;
    return end === undefined || first === undefined || at >= end || at < instant(first.order.period.start) ? [] : [end];
  });
  return ends.length > 0 && ends.every((end) => end <= now.low);
};

/** The permission that was last decided before it was sent is a grant, and later than its time. */
const isBeforeGrant = ({ op }: Attempt, { permissions }: PatientRecord): boolean => {
  const { measure, effective } = op.act.reading;
  const last = permissions.findLast(
    (p) => p.act.permission.measure === measure && p.outcome === 'ok' && p.settled <= op.sent,
  )?.act.permission;
  const at = tryLocalInstant(effective)?.at;
  return last?.status === 'granted' && at !== undefined && at < instant(last.at);
};

const isAlias = (key: string, filing: Filing | undefined): boolean =>
  filing !== undefined && filing.key !== key && filing.keys.has(key);

/** One fact for every attempt, in the order of sending. */
export const attemptFacts = ({ record, orders, attempts, filings }: PatientCase): AttemptFact[] => {
  const times = new Map<string, number>();
  const filingOf = new Map<Attempt, Filing>(filings.flatMap((f) => f.attempts.map((a) => [a, f] as const)));
  return attempts.map((attempt) => {
    const key = keyOfAttempt(attempt);
    const repeats = times.get(key) ?? 0;
    times.set(key, repeats + 1);
    const { measure } = attempt.op.act.reading;
    const own = orders.filter((o) => measureOf(o) === measure);
    return {
      lane: attempt.op.lane,
      patient: record.key,
      attempt,
      repeats,
      wasDraft: own.some((o) => o.versions.some((v) => v.order.status === 'draft')),
      ends: own.some((o) => o.versions.some(isEnd)),
      otherMeasure: own.length < orders.length,
      afterEnd: isAfterEnd(attempt, own, record),
      beforeGrant: isBeforeGrant(attempt, record),
      isAlias: isAlias(key, filingOf.get(attempt)),
      record,
      filing: filingOf.get(attempt),
    };
  });
};

/** The erasure of a reading that is not there leaves nothing that could be found. */
const isTombstone = ({ op }: Attempt): boolean => op.act.reading.status === 'entered-in-error';

/** Readings of which nothing may remain, with where they turned up. */
export const traceFacts = (
  { record, attempts, filings }: PatientCase,
  itemsOf: (readingKey: string) => readonly ObservedItem[],
): TraceFact[] => {
  const rightful = new Set(filings.filter((f) => !f.wrongful).flatMap((f) => [...f.keys]));
  const byKey = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const key = keyOfAttempt(attempt);
    if (!rightful.has(key)) byKey.set(key, [...(byKey.get(key) ?? []), attempt]);
  }
  return [...byKey].flatMap(([reading, tries]): TraceFact[] => {
    const [first] = tries;
    if (first === undefined || tries.some((t) => t.expectation.files || t.expectation.replay || isTombstone(t)))
      return [];
    const reasons = tries.flatMap((t) => t.expectation.reasons);
    const reads = record.reads.filter(
      ({ act, sent, outcome }) =>
        outcome === 'ok' &&
        sent >= Math.max(...tries.map((t) => t.op.settled)) &&
        (act.identifier === undefined
          ? act.measure === undefined || act.measure === first.op.act.reading.measure
          : keyOf(act.identifier) === reading),
    );
    const found = reads.filter(
      (r) => r.output?.readings?.some((f) => keyOf(f.reading.identifier) === reading) === true,
    );
    return [
      {
        lane: first.op.lane,
        patient: record.key,
        reading,
        causes: reasons.map((r) => r.cause),
        why: [...new Set(reasons.map((r) => r.why))].join('; '),
        v2: tries.some((t) => t.op.via === 'hl7v2'),
        items: itemsOf(reading),
        // Control solution that is declared to be kept apart can be found there.
        foundBy: reasons[0]?.cause === 'control-solution' && tries.some((t) => t.expectation.apart) ? [] : found,
        soughtBy: reads.filter((r) => !found.includes(r)),
        lines: tries.map((t) => t.op.seq),
      },
    ];
  });
};
