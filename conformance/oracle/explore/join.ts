import type { Course } from '../course/course.ts';
import type { Filing } from '../course/filing.ts';
import { lastPlace, type Moment } from '../course/moment.ts';
import type { RaisedItem } from '../course/item.ts';
import type { Table } from '../course/table.ts';
import type { OrderState } from '../course/version.ts';
import type { Tri } from '../time/span.ts';
import type { Entry } from './entry.ts';
import type { Effect } from './plan.ts';

const sameTri = (a: Tri, b: Tri): Tri => (a === b ? a : 'maybe');

const placed = (a: Moment, b: Moment): Pick<Moment, 'step' | 'last'> => {
  const [step, last] = [Math.min(a.step, b.step), Math.max(lastPlace(a), lastPlace(b))];
  return last > step ? { step, last } : { step };
};

const hull = (a: Moment, b: Moment): Moment => ({
  ...placed(a, b),
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
  now: {
    low: a.now.low < b.now.low ? a.now.low : b.now.low,
    high: a.now.high > b.now.high ? a.now.high : b.now.high,
  },
});

const oneMoment = (a: Moment | undefined, b: Moment | undefined): Moment | undefined => a && b && hull(a, b);

/** The same things in both, each at some moment of either. */
const oneEach = <T extends { readonly moment: Moment }>(a: readonly T[], b: readonly T[]): readonly T[] =>
  a.map((one, i) => ({ ...one, moment: hull(one.moment, b[i]?.moment ?? one.moment) }));

const oneItem = (a: RaisedItem, b: RaisedItem): RaisedItem => ({
  ...a,
  raised: hull(a.raised, b.raised),
  late: sameTri(a.late, b.late),
  seen: oneMoment(a.seen, b.seen),
  done: oneMoment(a.done, b.done),
  withdrawn: a.withdrawn && b.withdrawn && { ...a.withdrawn, at: hull(a.withdrawn.at, b.withdrawn.at) },
  // The deadline counts from the later of the two: the harness gives the benefit of the doubt.
  cause: a.cause.settled >= b.cause.settled ? a.cause : b.cause,
});

const oneFiling = (a: Filing, b: Filing): Filing => ({
  ...a,
  attempts: [...new Set([...a.attempts, ...b.attempts])],
  contents: oneEach(a.contents, b.contents),
});

const oneOrder = (a: OrderState, b: OrderState): OrderState => ({ ...a, versions: oneEach(a.versions, b.versions) });

const mergeTables = <V>(into: Table<V>, from: Table<V>, one: (a: V, b: V) => V): void => {
  for (const key of into.apart(from)) {
    const [a, b] = [into.get(key), from.get(key)];
    if (a !== undefined && b !== undefined && a !== b) into.set(key, one(a, b));
  }
};

/** Two courses with equal states become one; what happened at different moments in them happened at some of both. */
export const merge = (into: Course, from: Course): void => {
  const [a, b] = [into.state, from.state];
  mergeTables(a.orders, b.orders, oneOrder);
  mergeTables(a.coverage, b.coverage, oneEach);
  mergeTables(a.items, b.items, oneItem);
  mergeTables(a.filings, b.filings, oneFiling);
  into.low = Math.min(into.low, from.low);
  into.gateLow = Math.min(into.gateLow, from.gateLow);
};

/** No effect that is still to come lies before it: where none was sent earlier, that says nothing. */
const lowFor = (low: number, coming: readonly Effect[]): string =>
  coming.some((effect) => effect.from < low) ? String(low) : '';

/** Equal for entries from which the same can follow and which explain the same. */
const likeness = ({ applied, faults, unexplained, course }: Entry, open: readonly Effect[]): string => {
  const coming = open.filter((o) => !applied.has(o));
  return [
    open.map((o) => applied.has(o)).join(),
    `${faults
      .map((f) => f.seq)
      .toSorted()
      .join()} ${unexplained}`,
    `${lowFor(course.low, coming)} ${lowFor(course.gateLow, coming)}`,
    course.print,
  ].join('|');
};

/** Equal for entries that, beside it, say the same of what is in flight. */
export const signature = (entry: Entry, open: readonly Effect[]): string =>
  `${entry.told.map(({ print }) => `${print.a}.${print.b}`).join()}|${likeness(entry, open)}`;

/**
 * The entries, those with equal states once: they will explain the same of all that comes, so what each of them
 * says of an operation is as likely as what the other says.
 */
export const joined = (entries: readonly Entry[], open: readonly Effect[]): readonly Entry[] => {
  if (entries.length <= 1) return entries;
  const known = new Map<string, Entry>();
  for (const entry of entries) {
    const key = likeness(entry, open);
    const same = known.get(key);
    if (same === undefined) known.set(key, entry);
    else {
      merge(same.course, entry.course);
      known.set(key, { ...same, told: [...new Set([...same.told, ...entry.told])] });
    }
  }
  return [...known.values()];
};
