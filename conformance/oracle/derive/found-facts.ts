import { keyOf } from '../../../contract/domain/index.ts';
import type { FiledReading } from '../../../contract/domain/index.ts';
import type { FoundFact, ReadFact } from '../facts.ts';
import { accepted, acceptedOf, isCertain, type Filing, type SubmitOp } from '../readings/filing.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import { tryLocalInstant } from '../time/instant.ts';
import { appliedTo, shownContents } from './shown-contents.ts';
import type { MeasureView, PatientCase, World } from './world.ts';
import { readingKey } from '../record/kept-reading.ts';

const NS_PER_MS = 1_000_000;

type Read = OpOf<'reading.read'>;

/** A query that was answered with readings. */
type Answered = Read & { readonly output: { readonly readings: readonly FiledReading[] } };

/** The filings that a query asks for. */
const askedFor = (
  { identifier, measure }: Read['act'],
  filings: readonly Filing[],
  under: (key: string) => Filing | undefined,
): readonly Filing[] =>
  identifier !== undefined
    ? [under(keyOf(identifier))].filter((filing) => filing !== undefined)
    : filings.filter((filing) => measure === undefined || measure === filing.reading.measure);

/** By each of their keys; made when it is asked for. */
const indexOf = (filings: readonly Filing[]): ((key: string) => Filing | undefined) => {
  let index: ReadonlyMap<string, Filing> | undefined;
  return (key) =>
    (index ??= new Map(filings.flatMap((filing) => [...filing.keys].map((own) => [own, filing] as const)))).get(key);
};

/**
 * The first success answer since which a query has to find the filing: to any attempt at it; where it is asked for by an
 * identifier, to one under that identifier. What was sent under another may never have come under this one.
 */
const acceptedFor = ({ identifier }: Read['act'], filing: Filing): SubmitOp | undefined => {
  if (identifier === undefined) return acceptedOf(filing);
  const key = keyOf(identifier);
  return accepted(filing.attempts.map(({ op }) => op).filter((op) => readingKey(op.act.reading) === key));
};

const isAnswered = (read: Read): read is Answered => read.outcome === 'ok' && read.output?.readings !== undefined;

/**
 * What is named of the systems in which this patient's orders are: a system may name other things beside them, and what
 * the harness could not resolve is none of these. Only of patients announced in this run: others may have orders of before.
 */
const foreignOrders = (
  shown: readonly FiledReading[],
  { contents, latest }: Filing,
  { orders, registrations }: PatientRecord,
): readonly string[] => {
  // Of what was amended one course alone tells by which orders it was evaluated before.
  if (registrations.length === 0 || (contents.length > 1 && latest.length > 1)) return [];
  const under = new Set([...contents, ...latest].flatMap((c) => c?.evaluators.map((e) => e.order) ?? []));
  if (under.size === 0) return [];
  const systems = new Set([...orders.values()].flatMap(([op]) => op?.act.order.identifier.system ?? []));
  const named = shown.flatMap((filed) => filed.orders).filter(({ system }) => systems.has(system));
  return [...new Set(named.map(keyOf))].filter((key) => !under.has(key));
};

const factsOf = (
  read: Answered,
  { filings, orders, measure }: MeasureView,
  under: (key: string) => Filing | undefined,
  { record }: PatientCase,
  filedNs: number,
): readonly FoundFact[] => {
  const shown = Map.groupBy(read.output.readings, (f) => keyOf(f.reading.identifier));
  return askedFor(read.act, filings, under)
    .filter((filing) => !filing.wrongful)
    .flatMap((filing): readonly FoundFact[] => {
      const answered = acceptedFor(read.act, filing);
      const isKnown = answered !== undefined && read.sent >= answered.settled + filedNs;
      const found = [...filing.keys].flatMap((key) => shown.get(key) ?? []);
      // Whether it goes by that identifier already is open: that it is not found by it says nothing.
      if (read.act.identifier !== undefined && !isKnown && found.length === 0) return [];
      const current = shownContents(filing, read, filedNs);
      const fact: FoundFact = {
        lane: filing.attempts[0]?.op.lane ?? read.lane,
        patient: record.key,
        filing,
        read,
        found,
        foreignOrders: () => (measure.explored.overflow ? [] : foreignOrders(found, filing, record)),
        due: isCertain(filing) && isKnown,
        withdrawnBefore: (asked) =>
          record.permissions.some(
            (op) =>
              op.act.permission.measure === asked &&
              op.act.permission.status === 'withdrawn' &&
              op.outcome === 'ok' &&
              op.settled <= read.sent,
          ),
        current,
        applied: () => (measure.explored.overflow ? [] : appliedTo(current, filing, orders)),
      };
      return [fact];
    });
};

/** What every query showed of every filed reading that it asked for. */
export const foundFacts = (patient: PatientCase, world: World): FoundFact[] => {
  const filedNs = world.deadlines.filed * NS_PER_MS;
  const views = patient.measures.map((view) => ({ view, under: indexOf(view.filings) }));
  return patient.record.reads
    .filter(isAnswered)
    .flatMap((read) => views.flatMap(({ view, under }) => factsOf(read, view, under, patient, filedNs)));
};

/** When each reading was answered first, by its key. */
const arrivals = ({ submissions }: PatientRecord): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const op of submissions) {
    const key = readingKey(op.act.reading);
    const known = found.get(key);
    if (op.outcome === 'ok' && (known === undefined || op.settled < known)) found.set(key, op.settled);
  }
  return found;
};

const isAscending = (instants: readonly bigint[]): boolean => instants.every((at, i) => (instants[i - 1] ?? at) <= at);

/** What each query showed that nobody sent, and in which order. Only of patients announced in this run: others may have a past. */
export const readFacts = ({ record, lane }: PatientCase): ReadFact[] => {
  if (record.registrations.length === 0) return [];
  const sent = new Set(record.submissions.map((op) => readingKey(op.act.reading)));
  const arrived = arrivals(record);
  return record.reads.filter(isAnswered).map((read) => {
    const shown = read.output.readings.map(({ reading }) => ({
      key: keyOf(reading.identifier),
      at: tryLocalInstant(reading.effective)?.at,
    }));
    const byArrival = shown.toSorted((a, b) => (arrived.get(a.key) ?? 0) - (arrived.get(b.key) ?? 0));
    return {
      lane,
      patient: record.key,
      read,
      unsent: shown.map((s) => s.key).filter((key) => !sent.has(key)),
      instants: shown.flatMap((s) => s.at ?? []),
      arrivedInOrder: isAscending(byArrival.flatMap((s) => s.at ?? [])),
    };
  });
};
