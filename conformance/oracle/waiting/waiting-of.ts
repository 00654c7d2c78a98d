import { keyOf } from '../../../contract/domain/index.ts';
import { Choices, nextScript } from '../course/choices.ts';
import type { Course } from '../course/course.ts';
import type { RaisedItem } from '../course/item.ts';
import type { Moment } from '../course/moment.ts';
import { isInError, type OrderVersion } from '../course/version.ts';
import type { MeasureCase } from '../explore/measure-case.ts';
import { familyOf } from '../items/family-of.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import { tryLocalInstant } from '../time/instant.ts';
import { not, type Tri } from '../time/span.ts';
import { Clocked } from './clocked.ts';
import { copiesOf, type Copy, type Stop } from './escalation.ts';
import type { MissingAct } from './events.ts';
import { type MissingItem, missingItems } from './missing.ts';
import { type PeriodicSummary, summariesOf } from './summary.ts';

/** What falls due by itself in one course, answered one way where its intervals leave something open. */
export interface Waiting {
  readonly missing: readonly MissingItem[];
  readonly copies: readonly Copy[];
  readonly summaries: readonly PeriodicSummary[];
  /** A version with what this way has decided of it. */
  readonly known: (version: OrderVersion) => OrderVersion;
}

/** Ways of one course that are tried; past that the rest is left out, and `cut` says so. */
const MOST_WAYS = 256;

const dueOf = ({ latest }: ObservedItem): bigint | undefined =>
  latest.due === undefined ? undefined : tryLocalInstant(latest.due)?.at;

/** What was seen of items, and done to them, as far as the rules that wait depend on it. */
export class Watched {
  readonly #items: ReadonlyMap<string, ObservedItem>;
  readonly #acts: readonly OpOf<'item.act'>[];
  readonly #clock: PatientClock;

  constructor(record: PatientRecord) {
    this.#items = new Map(record.items.map((item) => [item.key, item]));
    this.#acts = record.itemActs.filter((op) => op.outcome !== 'refused');
    this.#clock = record.clock;
  }

  /** Acts on items of an order that `isMeant` holds for. */
  acts(
    order: string,
    isMeant: (item: ObservedItem) => boolean,
  ): readonly (Stop & { readonly done: boolean; readonly due: bigint | undefined })[] {
    return this.#acts.flatMap((op) => {
      const item = this.#items.get(keyOf(op.act.item));
      if (item === undefined || keyOf(item.latest.order) !== order || !isMeant(item)) return [];
      const at = this.#clock.over(op.sent, op.settled);
      return [
        { at, from: op.sent, to: op.settled, done: op.act.act === 'done', due: dueOf(item), step: item.latest.step },
      ];
    });
  }

  /** When the first item of an order that `isMeant` holds for had come into sight, of those that go by time. */
  firstDue(order: string, isMeant: (item: ObservedItem) => boolean): number | undefined {
    const sights = [...this.#items.values()]
      .filter((item) => keyOf(item.latest.order) === order && isMeant(item))
      .map((item) => item.first.by);
    return sights.length === 0 ? undefined : Math.min(...sights);
  }

  /** When the first item of an order and reading that `isMeant` holds for had come into sight. */
  firstSight(order: string, keys: readonly string[], isMeant: (item: ObservedItem) => boolean): number | undefined {
    let first: number | undefined;
    for (const item of this.#items.values())
      if (
        item.latest.reading !== undefined &&
        keys.includes(keyOf(item.latest.reading)) &&
        keyOf(item.latest.order) === order &&
        isMeant(item) &&
        (first === undefined || item.first.by < first)
      )
        first = item.first.by;
    return first;
  }
}

const isCritical = (item: RaisedItem): boolean => item.rule === 'limits' && item.kind === 'critical';

const copiesIn = (course: Course, watched: Watched, clock: PatientClock, end: number): readonly Copy[] =>
  [...course.state.items.values()].filter(isCritical).flatMap((item) => {
    if (!item.version.order.rules.some((r) => r.kind === 'escalation')) return [];
    const keys = course.state.filings.get(item.reading)?.keys ?? [item.reading];
    const isOfChain = (o: ObservedItem): boolean =>
      o.latest.kind === 'critical' &&
      o.latest.reading !== undefined &&
      keys.includes(keyOf(o.latest.reading)) &&
      item.interpretation.every((direction) => o.latest.interpretation.includes(direction));
    const sight = watched.firstSight(item.order, keys, (o) => isOfChain(o) && familyOf(o.latest) !== 'escalation');
    const high = sight === undefined ? item.raised.now.high : clock.over(sight, sight).high;
    const created = { low: item.raised.now.low, high: high > item.raised.now.high ? high : item.raised.now.high };
    const error = errorOf(course, item.order);
    // An earlier item of the same name may have been acted on, before this one was there.
    const acts = watched.acts(item.order, isOfChain).filter((act) => act.to >= item.raised.from);
    const stops = error === undefined ? acts : [...acts, { at: error.now, from: error.from, to: error.to }];
    const gone = item.withdrawn?.at ?? error;
    const isDone = (step: number): Tri => {
      const done = watched.acts(item.order, (o) => isOfChain(o) && o.latest.step === step).filter((a) => a.done);
      if (gone === undefined || done.length === 0) return done.length === 0 ? 'no' : 'yes';
      if (done.some((a) => a.to <= gone.from)) return 'yes';
      return done.every((a) => a.from >= gone.to) ? 'no' : 'maybe';
    };
    return copiesOf(item, created, stops, clock.over(end, end)).map((copy) => ({ ...copy, done: isDone(copy.step) }));
  });

const oneWay = (
  { ambience, ordered }: MeasureCase,
  course: Course,
  watched: Watched,
  end: number,
  choices: Choices,
): Waiting => {
  const { clock } = ambience;
  const clocked = new Clocked(choices);
  const now = clock.over(end, end);
  const orders = [...course.state.orders.values()];
  const isMissing = (item: ObservedItem): boolean => item.latest.kind === 'missing';
  const doneOf = (order: string): readonly MissingAct[] => watched.acts(order, isMissing).filter((a) => a.done);
  return {
    missing: orders
      .filter((o) => o.versions.some((v) => v.order.rules.some((r) => r.kind === 'missing')))
      .flatMap((o) => missingItems(course, o, doneOf(o.key), now, clocked, ordered)),
    copies: copiesIn(course, watched, clock, end),
    summaries: orders.flatMap((o) => summariesOf(course, o, now.low, clocked)),
    known: (version) => clocked.known(version),
  };
};

/** What can have fallen due by itself in one course by the monotonic instant `end`, one entry for each way. */
export const waitingOf = (
  measure: MeasureCase,
  course: Course,
  watched: Watched,
  end: number,
): { readonly ways: readonly Waiting[]; readonly cut: boolean } => {
  const ways: Waiting[] = [];
  let script: readonly number[] | undefined = [];
  while (script !== undefined) {
    if (ways.length >= MOST_WAYS) return { ways, cut: true };
    const choices: Choices = new Choices(script);
    ways.push(oneWay(measure, course, watched, end, choices));
    script = nextScript(choices.asked);
  }
  return { ways, cut: false };
};

/** When the order was entered in error in this course; undefined: never. Then whatever is open under it is withdrawn. */
export const errorOf = (course: Course, order: string): Moment | undefined =>
  course.state.orders.get(order)?.versions.find(isInError)?.moment;

/** Whether a copy was withdrawn in this course: with its item, or with its order. */
export const isWithdrawn = (course: Course, { item, done }: Copy): Tri =>
  item.withdrawn !== undefined || errorOf(course, item.order) !== undefined ? not(done) : 'no';

const isAt = (text: string | undefined, at: bigint): boolean => text !== undefined && tryLocalInstant(text)?.at === at;

/** Whether a seen item is this one on missing data, this copy, this summary. */
export const isThisMissing =
  (item: MissingItem) =>
  ({ latest }: ObservedItem): boolean =>
    latest.kind === 'missing' && isAt(latest.due, item.due.low);
export const isThisSummary =
  (summary: PeriodicSummary) =>
  ({ latest }: ObservedItem): boolean =>
    latest.kind === 'summary' && isAt(latest.summary?.period.start, summary.start);
export const isThisCopy =
  (copy: Copy, course: Course) =>
  ({ latest }: ObservedItem): boolean =>
    latest.step === copy.step &&
    latest.reading !== undefined &&
    (course.state.filings.get(copy.item.reading)?.keys ?? []).includes(keyOf(latest.reading));
