import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import { type HeldAbsences, routesOf } from '../people/coverage-book.ts';
import { instant } from '../time/instant.ts';
import { after, type Span } from '../time/span.ts';
import type { Ambience } from './ambience.ts';
import type { Course } from './course.ts';
import { lastPlace, type Moment } from './moment.ts';
import { isEnd, isInError, type OrderVersion } from './version.ts';

/** When an item is raised: after so many effects of the course, and between two monotonic instants. */
export interface Raising {
  readonly step: number;
  readonly from: number;
  readonly to: number;
  /** The SUT's clock showed no less, by what is known of the filing. */
  readonly notBefore?: bigint;
  /** Nor more, where it is raised no later than it is filed. */
  readonly notAfter?: bigint;
}

const nowOf = (ambience: Ambience, { from, to, notBefore, notAfter }: Raising): Span => {
  const now = ambience.clock.over(from, Number.isFinite(to) ? Math.max(from, to) : Math.max(from, ambience.horizon));
  const low = notBefore !== undefined && notBefore > now.low && notBefore <= now.high ? notBefore : now.low;
  return { low, high: notAfter !== undefined && notAfter < now.high && notAfter >= low ? notAfter : now.high };
};

/** By its place or by time it had taken effect. */
const isBefore = (moment: Moment, { step, from }: Raising): boolean => lastPlace(moment) < step || moment.to <= from;

const ALWAYS = { low: -(1n << 80n), high: 1n << 80n } as const;

/** The absences of a person that can hold then: those stated last before it, and those stated until it is over. */
const absencesIn =
  (course: Course, ambience: Ambience, raising: Raising) =>
  (person: string): readonly HeldAbsences[] => {
    const stated = course.state.coverage.get(person) ?? [];
    const { to } = raising;
    const before = stated.findLast((s) => isBefore(s.moment, raising));
    const later = stated.filter((s) => !isBefore(s.moment, raising) && s.moment.from <= to);
    const toCome = ambience.coverage.all.filter(
      (op) => op.sent <= to && keyOf(op.act.coverage.person) === person && !stated.some((s) => s.op === op),
    );
    if (before === undefined && later.length === 0 && toCome.length === 0) return [];
    const sets = [
      { absences: before?.absences ?? [], since: ALWAYS.low, until: ALWAYS.high },
      ...later.map((s) => ({ absences: s.absences, since: s.moment.now.low, until: s.moment.now.high })),
    ];
    return [
      ...sets.map(({ absences, since }, i) => ({
        absences,
        within: { low: since, high: sets[i + 1]?.until ?? ALWAYS.high },
      })),
      ...toCome.map((op) => ({
        absences: op.act.coverage.absences,
        within: { low: ambience.clock.over(op.sent, op.sent).low, high: ALWAYS.high },
      })),
    ];
  };

/** A version that can be the latest at some moment of a raising, and the hull of those moments. */
interface Latest {
  readonly version: OrderVersion;
  readonly within: Span;
}

/** From then on the version holds: its instant has come and it was taken. */
const begun = ({ from, moment }: OrderVersion): Span => ({
  low: from.low > moment.now.low ? from.low : moment.now.low,
  high: from.high > moment.now.high ? from.high : moment.now.high,
});

/** Perhaps still to come when the other was accepted after it: then an end ends it, and of another the contract leaves open whether it does. */
const mayBeToCome = (version: OrderVersion, by: OrderVersion): boolean =>
  !version.byAcceptance && version.from.high > by.moment.now.low;

/** An end that is accepted later ends what was still to come. By acceptance it comes after all that was not. */
const ends = (end: OrderVersion, version: OrderVersion): boolean =>
  isEnd(end) && (end.byAcceptance || version.from.low > end.moment.now.high);

/** Once it holds, another is not the latest any more: one accepted later for a later instant, or before with a greater one. */
const overtakes = (w: OrderVersion, j: number, v: OrderVersion, i: number): boolean => {
  if (j === i || w.holdsStill === false) return false;
  if (j < i) return w.from.low > v.from.high && (!mayBeToCome(w, v) || (!isEnd(v) && w.holdsStill === true));
  return isInError(w) || ends(w, v) || (w.byAcceptance && v.byAcceptance) || w.from.low >= v.from.low;
};

/** Versions of an order that can be the latest at some moment of the raising, as one course has them. */
const latestIn = (versions: readonly OrderVersion[], raising: Raising, now: Span): readonly Latest[] => {
  const reachable = versions.filter(
    (v) => (v.moment.step < raising.step || v.moment.from <= raising.to) && after(v.from, now) !== 'yes',
  );
  // One that was overtaken itself may not hold.
  const isOpen = (w: OrderVersion, j: number): boolean =>
    w.holdsStill === undefined && reachable.some((u, k) => k > j && u.from.low < w.from.low && mayBeToCome(w, u));
  const holds = (w: OrderVersion, j: number): boolean =>
    isBefore(w.moment, raising) && (w.byAcceptance || (w.from.high <= now.low && !isOpen(w, j)));
  const isPast = (v: OrderVersion, i: number): boolean =>
    reachable.some((w, j) => holds(w, j) && overtakes(w, j, v, i));
  return reachable.flatMap((version, i) => {
    if (version.holdsStill === false || isPast(version, i)) return [];
    const low = begun(version).low > now.low ? begun(version).low : now.low;
    const high = reachable.reduce(
      (until, w, j) => (overtakes(w, j, version, i) && begun(w).high < until ? begun(w).high : until),
      now.high,
    );
    return [{ version, within: low <= high ? { low, high } : now }];
  });
};

/**
 * Keys of the In Baskets that an item of one course may lie in: of what the latest version names, or who covers,
 * at some moment between its filing and its coming into sight. Sorted. `known`: a version with what was decided of it
 * since. Source: contract, Evaluation, coverage.
 */
export const recipientsIn = (
  course: Course,
  ambience: Ambience,
  order: string,
  named: (version: OrderVersion) => Identifier,
  raising: Raising,
  known: (version: OrderVersion) => OrderVersion = (version) => version,
): readonly string[] => {
  const versions = (course.state.orders.get(order)?.versions ?? []).map(known);
  const now = nowOf(ambience, raising);
  // An order in error raises nothing: it names nobody.
  const latest = latestIn(versions, raising, now).filter(({ version }) => !isInError(version));
  const candidates = latest.length > 0 ? latest : versions.slice(0, 1).map((version) => ({ version, within: now }));
  const absencesOf = absencesIn(course, ambience, raising);
  return [...new Set(candidates.flatMap((c) => routesOf(named(c.version), c.within, absencesOf)))].toSorted();
};

/** Instants at which the In Basket that an order's items go to may change, as the course stands; ascending. */
export const turnsOf = (course: Course, order: string): readonly bigint[] => {
  const versions = (course.state.orders.get(order)?.versions ?? []).flatMap((v) =>
    v.byAcceptance ? [] : [v.from.low],
  );
  const absences = [...course.state.coverage.values()].flatMap((stated) =>
    stated.flatMap((s) => s.absences.flatMap(({ period }) => [instant(period.start), instant(period.end)])),
  );
  return [...new Set([...versions, ...absences])].sort((a, b) => (a < b ? -1 : 1));
};
