import { keyOf, type Coverage, type Identifier } from '../../../contract/domain/index.ts';
import type { OpOf } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import type { Span } from '../time/span.ts';

export type CoverageOp = OpOf<'coverage.set'>;
type Absences = Coverage['absences'];

/** Coverers deep that items go; after the last of them they go to the named person. Source: contract, coverage. */
const DEEPEST = 3;

/** One set of absences, and when by the SUT's clock it can have been the one that holds. */
export interface HeldAbsences {
  readonly absences: Absences;
  readonly within?: Span;
}

/** The sets of absences of a person that can be the ones that hold when something is raised. */
export type AbsencesOf = (person: string) => readonly HeldAbsences[];

const common = (a: Span, b: Span): Span => ({
  low: b.low > a.low ? b.low : a.low,
  high: b.high < a.high ? b.high : a.high,
});

const isSome = ({ low, high }: Span): boolean => low <= high;

const inside = (whens: readonly Span[], span: Span): readonly Span[] =>
  whens.map((when) => common(when, span)).filter(isSome);

const outside = (whens: readonly Span[], { low, high }: Span): readonly Span[] =>
  whens
    .flatMap((when) => [
      { low: when.low, high: when.high < low ? when.high : low - 1n },
      { low: when.low > high ? when.low : high + 1n, high: when.high },
    ])
    .filter(isSome);

/** Told of each end of a way: whose In Basket, undefined for one that leads nowhere; after how many coverers; and whether there are more. */
type Reach = (key: string | undefined, deep: number, isTooDeep: boolean) => void;

const walk = (
  person: string,
  before: readonly string[],
  whens: readonly Span[],
  absencesOf: AbsencesOf,
  reach: Reach,
): void => {
  const sets = absencesOf(person);
  if (sets.length === 0) reach(person, before.length, false);
  for (const { absences, within } of sets) {
    let here = within === undefined ? whens : inside(whens, within);
    for (const { period, coveredBy } of absences) {
      const absence = { low: instant(period.start), high: instant(period.end) - 1n };
      const away = inside(here, absence);
      if (away.length === 0) continue;
      here = outside(here, absence);
      const next = coveredBy === undefined ? undefined : keyOf(coveredBy);
      const isCircle = next === undefined || next === person || before.includes(next);
      const isTooDeep = !isCircle && before.length >= DEEPEST;
      if (isCircle || isTooDeep) reach(undefined, before.length, isTooDeep);
      else walk(next, [...before, person], away, absencesOf, reach);
    }
    if (here.length > 0) reach(person, before.length, false);
  }
};

/** Keys of the In Baskets that an item for `named` can go to, if the SUT's clock shows `now` when it is raised. Sorted. */
export const routesOf = (named: Identifier, now: Span, absencesOf: AbsencesOf): readonly string[] => {
  const found = new Set<string>();
  walk(keyOf(named), [], [now], absencesOf, (key) => found.add(key ?? keyOf(named)));
  return [...found].toSorted();
};

/** How far an item goes from the person that is named: the coverers that it passes on every way, and whether there were more. */
export interface Hops {
  readonly least: number;
  readonly most: number;
  readonly isTooDeep: boolean;
}

/** The same over every way that `now` leaves open. `isTooDeep`: on all of them. */
export const hopsOf = (named: Identifier, now: Span, absencesOf: AbsencesOf): Hops => {
  const ends: { readonly deep: number; readonly isTooDeep: boolean }[] = [];
  walk(keyOf(named), [], [now], absencesOf, (_key, deep, isTooDeep) => ends.push({ deep, isTooDeep }));
  const deeps = ends.map((end) => end.deep);
  return { least: Math.min(...deeps), most: Math.max(...deeps), isTooDeep: ends.every((end) => end.isTooDeep) };
};

/** Everybody's absences, as they were stated in the course of a run. */
export class CoverageBook {
  readonly #ops = new Map<string, CoverageOp[]>();

  add(op: CoverageOp): void {
    if (op.outcome === 'refused') return;
    const key = keyOf(op.act.coverage.person);
    const known = this.#ops.get(key);
    if (known === undefined) this.#ops.set(key, [op]);
    else {
      known.push(op);
      known.sort((a, b) => a.sent - b.sent || a.seq - b.seq);
    }
  }

  /** Somebody has told of an absence of this person. */
  knows(person: string): boolean {
    return this.#ops.get(person)?.some((op) => op.act.coverage.absences.length > 0) === true;
  }

  /** What was said of one person's absences, in the order of sending. */
  of(key: string): readonly CoverageOp[] {
    return this.#ops.get(key) ?? [];
  }

  get all(): readonly CoverageOp[] {
    return [...this.#ops.values()].flat();
  }

  /** The sets that can have been the last to be stated when something of the monotonic stretch was met. */
  absencesOf(person: string, from: number, to: number): readonly HeldAbsences[] {
    const ops = (this.#ops.get(person) ?? []).filter((op) => op.sent <= to);
    const sure = ops.findLastIndex((op) => op.outcome === 'ok' && op.settled <= from);
    const certain = ops[sure];
    // What overlapped with the last certain one can have come after it.
    const open = ops.filter((op, i) => i > sure || (certain !== undefined && i < sure && landedBy(op) > certain.sent));
    return [
      { absences: certain?.act.coverage.absences ?? [] },
      ...open.map((op) => ({ absences: op.act.coverage.absences })),
    ];
  }

  /** How deep that goes. */
  hops(named: Identifier, from: number, to: number, now: Span): Hops {
    return hopsOf(named, now, (person) => (this.#ops.has(person) ? this.absencesOf(person, from, to) : []));
  }

  /** The same with what follows from it. */
  route(named: Identifier, from: number, to: number, now: Span): readonly string[] {
    if (this.#ops.size === 0) return [keyOf(named)];
    return routesOf(named, now, (person) => (this.#ops.has(person) ? this.absencesOf(person, from, to) : []));
  }
}

const landedBy = (op: CoverageOp): number => (op.outcome === 'ok' ? op.settled : Number.POSITIVE_INFINITY);
