import { keyOf } from '../../../contract/domain/index.ts';
import type { AttemptFact, TraceFact } from '../facts.ts';
import { isEnd } from '../orders/in-force.ts';
import { measureOf } from '../orders/version.ts';
import { isWrongful, type Attempt, type Filing } from '../readings/filing.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { PatientCase } from './world.ts';

const keyOfAttempt = (attempt: Attempt): string => keyOf(attempt.op.act.reading.identifier);

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
      record,
      filing: filingOf.get(attempt),
    };
  });
};

/** Readings of which nothing may remain, with where they turned up. */
export const traceFacts = (
  { record, attempts, filings }: PatientCase,
  itemsOf: (readingKey: string) => readonly ObservedItem[],
): TraceFact[] => {
  const rightful = new Set(filings.filter((f) => !isWrongful(f)).flatMap((f) => [...f.keys]));
  const byKey = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const key = keyOfAttempt(attempt);
    if (!rightful.has(key)) byKey.set(key, [...(byKey.get(key) ?? []), attempt]);
  }
  return [...byKey].flatMap(([reading, tries]): TraceFact[] => {
    const [first] = tries;
    if (first === undefined || tries.some((t) => t.expectation.files || t.expectation.replay)) return [];
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
        foundBy: reasons[0]?.cause === 'control-solution' && tries.some((t) => t.expectation.accept) ? [] : found,
        soughtBy: reads.filter((r) => !found.includes(r)),
        lines: tries.map((t) => t.op.seq),
      },
    ];
  });
};
