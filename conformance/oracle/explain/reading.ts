import { keyOf } from '../../../contract/domain/index.ts';
import type { MeasureView } from '../derive/world.ts';
import type { Attempt, Filing } from '../readings/filing.ts';
import type { OpLine } from '../../history/lines.ts';
import { localInstant } from '../time/instant.ts';
import type { ReadingExplanation } from './explanation.ts';
import { attemptSaid } from './gates-said.ts';
import { itemsSaid } from './items-said.ts';
import { baselineOf, duesSaid, measuredFrom, membershipsOf } from './memberships.ts';
import { openWays } from './open-ways.ts';
import { ordersSaid, type ReadingAt } from './orders-said.ts';
import type { Understood } from './understood.ts';

const keyOfAttempt = ({ op }: Attempt): string => keyOf(op.act.reading.identifier);

interface Found {
  readonly view: MeasureView;
  readonly filing: Filing | undefined;
  readonly keys: ReadonlySet<string>;
  readonly attempts: readonly [Attempt, ...Attempt[]];
}

const find = ({ patient }: Understood, key: string): Found | undefined => {
  const own = patient.measures.filter((v) => v.attempts.some((a) => keyOfAttempt(a) === key));
  const view = own.find((v) => v.filings.some((f) => f.keys.has(key))) ?? own[0];
  if (view === undefined) return undefined;
  const filing = view.filings.find((f) => f.keys.has(key));
  const keys = filing?.keys ?? new Set([key]);
  const [first, ...more] = patient.attempts.filter((a) => keys.has(keyOfAttempt(a)));
  return first === undefined ? undefined : { view, filing, keys, attempts: [first, ...more] };
};

const filedIn = ({ view, keys }: Found): ReadingExplanation['filed'] => {
  const { courses } = view.measure.explored;
  const filed = courses.map((course) =>
    [...keys].some((key) => {
      const filing = course.filing(key);
      return filing !== undefined && !filing.wrongful && !filing.apart && filing.contents.length > 0;
    }),
  );
  return filed.every((f) => f) ? 'yes' : filed.some((f) => f) ? 'maybe' : 'no';
};

const readsOf = (
  { patient }: Understood,
  { keys, attempts }: Found,
): Pick<ReadingExplanation, 'shownBy' | 'lackedBy'> => {
  const { measure } = attempts[0].op.act.reading;
  const asking = patient.record.reads.filter(
    ({ act, outcome, output, sent }) =>
      outcome === 'ok' &&
      output?.readings !== undefined &&
      sent >= attempts[0].op.settled &&
      (act.identifier === undefined
        ? act.measure === undefined || act.measure === measure
        : keys.has(keyOf(act.identifier))),
  );
  const shows = (read: (typeof asking)[number]): boolean =>
    read.output?.readings?.some((f) => keys.has(keyOf(f.reading.identifier))) === true;
  return { shownBy: asking.filter(shows), lackedBy: asking.filter((read) => !shows(read)) };
};

/** What else can decide: acts on items of the measure's orders, its trackers, who is known, away or admitted. */
const besideOf = ({ patient: { record }, surroundings }: Understood, { measure }: MeasureView): readonly OpLine[] => {
  const { coverage, sources, run } = surroundings;
  const own = new Set(record.items.filter((i) => measure.orders.has(keyOf(i.latest.order))).map((i) => i.key));
  const senders = new Set(measure.submissions.flatMap(({ act }) => act.source ?? []).map(keyOf));
  return [
    ...record.registrations,
    ...coverage.all,
    ...(run.portal === true ? record.devices : []),
    ...sources.filter((op) => run.sources === true && senders.has(keyOf(op.act.source.identifier))),
    ...record.itemActs.filter((op) => own.has(keyOf(op.act.item))),
    ...record.trackers.filter((op) => measure.orders.has(keyOf(op.act.order))),
  ];
};

/** Everything that can be said of one reading of a patient, by its key. Undefined: nobody sent such a reading for this patient. */
export const explainReading = (all: Understood, key: string): ReadingExplanation | undefined => {
  const found = find(all, key);
  if (found === undefined) return undefined;
  const { view, filing, keys, attempts } = found;
  const [first] = attempts;
  const { reading } = first.op.act;
  const latest = filing?.latest.find((c) => c !== undefined) ?? filing?.contents.at(-1);
  const at: ReadingAt = {
    reading: latest?.reading ?? reading,
    op: latest?.by ?? (attempts.at(-1) ?? first).op,
    filing,
  };
  const facts = filing === undefined ? [] : all.demands.filter((f) => f.demand.filing === filing);
  const stray = [
    ...all.matching.stray.filter(
      ({ item }) => item.latest.reading !== undefined && keys.has(keyOf(item.latest.reading)),
    ),
    ...[...keys].flatMap((k) =>
      (all.matching.byReading.get(k) ?? []).map((item) => ({ item, why: 'its reading was not to be filed' })),
    ),
  ];
  return {
    identifier: first.op.act.reading.identifier,
    keys: [...keys],
    reading,
    offsetMinutes: localInstant(reading.effective).offsetMinutes,
    attempts: attempts.map((attempt) => attemptSaid(all, view, attempt)),
    filed: filedIn(found),
    orders: ordersSaid(view, at),
    rules: facts,
    memberships: membershipsOf(view, keys),
    items: itemsSaid(all, view, facts),
    dues: duesSaid(all, view, at, keys),
    measuredFrom: measuredFrom(facts, view),
    baselineOf: baselineOf(all.demands, keys),
    open: openWays(view, attempts, keys, besideOf(all, view)),
    stray,
    ...readsOf(all, found),
  };
};
