import type { Course, Stated } from '../course/course.ts';
import { type Filing } from '../course/filing.ts';
import { lastPlace, type Moment } from '../course/moment.ts';
import type { RaisedItem } from '../course/item.ts';
import type { OrderState } from '../course/version.ts';
import type { Tri } from '../time/span.ts';
import type { Entry } from './entry.ts';
import type { Effect } from './plan.ts';

const sameTri = (a: Tri, b: Tri): Tri => (a === b ? a : 'maybe');

const placed = (a: Moment, b: Moment): Pick<Moment, 'step' | 'last'> => {
  const [step, last] = [Math.min(a.step, b.step), Math.max(lastPlace(a), lastPlace(b))];
  return last > step ? { step, last } : { step };
};

const hull = (a: Moment, b: Moment): Moment =>
  a.from === b.from && a.to === b.to && a.step === b.step && a.last === b.last
    ? a
    : {
        ...placed(a, b),
        from: Math.min(a.from, b.from),
        to: Math.max(a.to, b.to),
        now: {
          low: a.now.low < b.now.low ? a.now.low : b.now.low,
          high: a.now.high > b.now.high ? a.now.high : b.now.high,
        },
      };

const oneMoment = (a: Moment | undefined, b: Moment | undefined): Moment | undefined =>
  a === undefined || b === undefined ? (a ?? b) : hull(a, b);

const oneItem = (a: RaisedItem, b: RaisedItem): RaisedItem => ({
  ...a,
  raised: hull(a.raised, b.raised),
  late: sameTri(a.late, b.late),
  seen: oneMoment(a.seen, b.seen),
  done: oneMoment(a.done, b.done),
  withdrawn:
    a.withdrawn === undefined || b.withdrawn === undefined
      ? a.withdrawn
      : { ...a.withdrawn, at: hull(a.withdrawn.at, b.withdrawn.at) },
  // The deadline counts from the later of the two: the harness gives the benefit of the doubt.
  cause: a.cause.settled >= b.cause.settled ? a.cause : b.cause,
});

const oneFiling = (a: Filing, b: Filing): Filing =>
  a === b
    ? a
    : {
        ...a,
        attempts: [...new Set([...a.attempts, ...b.attempts])],
        contents: a.contents.map((content, i) => {
          const other = b.contents[i];
          return other === undefined || other === content
            ? content
            : { ...content, moment: hull(content.moment, other.moment) };
        }),
      };

const oneOrder = (a: OrderState, b: OrderState): OrderState => ({
  ...a,
  versions: a.versions.map((version, i) => ({
    ...version,
    moment: hull(version.moment, b.versions[i]?.moment ?? version.moment),
  })),
});

const oneStatement = (a: readonly Stated[], b: readonly Stated[]): readonly Stated[] =>
  a.map((stated, i) => ({ ...stated, moment: hull(stated.moment, b[i]?.moment ?? stated.moment) }));

/** Two courses with equal states become one; what happened at different moments in them happened at some of both. */
export const merge = (into: Course, from: Course): void => {
  const { items, filings, orders, coverage } = into.state;
  for (const [key, other] of from.state.orders.entries()) {
    const order = orders.get(key);
    if (order !== undefined && order !== other) orders.set(key, oneOrder(order, other));
  }
  for (const [key, other] of from.state.coverage.entries()) {
    const stated = coverage.get(key);
    if (stated !== undefined && stated !== other) coverage.set(key, oneStatement(stated, other));
  }
  for (const id of items.apart(from.state.items)) {
    const [item, other] = [items.get(id), from.state.items.get(id)];
    if (item !== undefined && other !== undefined && item !== other) items.set(id, oneItem(item, other));
  }
  for (const key of filings.apart(from.state.filings)) {
    const [filing, other] = [filings.get(key), from.state.filings.get(key)];
    if (filing !== undefined && other !== undefined && filing !== other) filings.set(key, oneFiling(filing, other));
  }
  into.low = Math.min(into.low, from.low);
  into.gateLow = Math.min(into.gateLow, from.gateLow);
};

/** Equal for entries from which the same can follow and which explain the same. */
const likeness = ({ applied, faults, unexplained, course }: Entry, open: readonly Effect[]): string =>
  [
    open.map((o) => (applied.has(o) ? '1' : '0')).join(''),
    `${faults.map((f) => f.seq).join()} ${unexplained}`,
    course.print,
  ].join('|');

/** Equal for entries that, beside it, say the same of what is in flight. */
export const signature = (entry: Entry, open: readonly Effect[]): string =>
  `${entry.told.map(({ print }) => `${print.a}.${print.b}`).join()}|${likeness(entry, open)}`;

/**
 * The entries, those with equal states once: they will explain the same of all that comes, so what each of them
 * says of an operation is as likely as what the other says.
 */
export const joined = (entries: readonly Entry[], open: readonly Effect[]): readonly Entry[] => {
  const known = new Map<string, Entry>();
  for (const entry of entries) {
    const key = likeness(entry, open);
    const same = known.get(key);
    if (same === undefined) known.set(key, entry);
    else {
      if (same.course !== entry.course) merge(same.course, entry.course);
      known.set(key, { ...same, told: [...new Set([...same.told, ...entry.told])] });
    }
  }
  return [...known.values()];
};
