import { keyOf } from '../../../contract/domain/index.ts';
import type { FoundFact, ReadFact } from '../facts.ts';
import { accepted, isCertain, isWrongful, type Filing } from '../readings/filing.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { PatientCase, World } from './world.ts';

const NS_PER_MS = 1_000_000;

const asksFor = (filing: Filing, read: OpOf<'reading.read'>): boolean => {
  const { identifier, measure } = read.act;
  if (identifier !== undefined) return filing.keys.has(keyOf(identifier));
  return measure === undefined || measure === filing.reading.measure;
};

/** What every query showed of every filed reading that it asked for. */
export const foundFacts = (patientCase: PatientCase, world: World): FoundFact[] => {
  const { record, filings, demands } = patientCase;
  const rightly = filings.filter((f) => !isWrongful(f));
  const demandsOf = Map.groupBy(demands, (d) => d.filing);
  return record.reads
    .filter((read) => read.outcome === 'ok' && read.output?.readings !== undefined)
    .flatMap((read) => {
      const shown = Map.groupBy(read.output?.readings ?? [], (f) => keyOf(f.reading.identifier));
      return rightly
        .filter((filing) => asksFor(filing, read))
        .map((filing): FoundFact => {
          const answered = accepted(filing);
          return {
            lane: filing.attempts[0]?.op.lane ?? read.lane,
            patient: record.key,
            filing,
            read,
            found: [...filing.keys].flatMap((key) => shown.get(key) ?? []),
            due:
              isCertain(filing) &&
              answered !== undefined &&
              read.sent >= answered.settled + world.deadlines.filed * NS_PER_MS,
            withdrawnBefore: (measure) =>
              record.permissions.some(
                (op) =>
                  op.act.permission.measure === measure &&
                  op.act.permission.status === 'withdrawn' &&
                  op.outcome === 'ok' &&
                  op.settled <= read.sent,
              ),
            demands: demandsOf.get(filing) ?? [],
          };
        });
    });
};

/** What each query showed that nobody sent. Only of patients announced in this run: others may have a past. */
export const readFacts = ({ record, lane }: PatientCase): ReadFact[] => {
  if (record.registrations.length === 0) return [];
  const sent = new Set(record.submissions.map((op) => keyOf(op.act.reading.identifier)));
  return record.reads
    .filter((read) => read.outcome === 'ok' && read.output?.readings !== undefined)
    .map((read) => ({
      lane,
      patient: record.key,
      read,
      unsent: (read.output?.readings ?? []).map((f) => keyOf(f.reading.identifier)).filter((key) => !sent.has(key)),
    }));
};
