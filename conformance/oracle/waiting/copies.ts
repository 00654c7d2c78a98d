import { keyOf } from '../../../contract/domain/index.ts';
import type { Course } from '../course/course.ts';
import type { RaisedItem } from '../course/item.ts';
import type { Moment } from '../course/moment.ts';
import { isInError } from '../course/version.ts';
import { familyOf } from '../items/family-of.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import { lengthOf } from '../time/window.ts';
import type { Span, Tri } from '../time/span.ts';
import { cells } from './cells.ts';
import type { Clocked } from './clocked.ts';
import { copiesOf, type Copy } from './escalation.ts';
import { finishedBefore, type Watched } from './watched.ts';

/** When the order was entered in error in this course; undefined: never. Then whatever is open under it is withdrawn. */
export const errorOf = (course: Course, order: string): Moment | undefined =>
  course.state.orders.get(order)?.versions.find(isInError)?.moment;

const stepsOf = ({ version }: RaisedItem): readonly bigint[] => {
  let sum = 0n;
  return version.order.rules
    .flatMap((r) => (r.kind === 'escalation' ? [r] : []))
    .toSorted((a, b) => a.step - b.step)
    .map((r) => (sum += lengthOf(r.after)));
};

/** Nothing but the limits makes a critical item. */
const isEscalated = (item: RaisedItem): boolean => item.kind === 'critical' && stepsOf(item).length > 0;

/**
 * `items`: of one order and reading. A correction that withdraws one of them and raises another comes at one moment: the first is copied if that was
 * late, the other if it was early. So where the moment is open it is chosen, as finely as the two tell it.
 */
const atOneMoment = (
  items: readonly RaisedItem[],
  course: Course,
  end: Span,
  clocked: Clocked,
): readonly RaisedItem[] => {
  const chosen = new Map<number, Span>();
  for (const first of items) {
    const at = first.withdrawn?.at;
    const next = items.find((item) => item.raised.step === at?.step);
    if (at === undefined || next === undefined) continue;
    const ends = [errorOf(course, first.order)?.now, next.withdrawn?.at.now, next.seen?.now, end].flatMap((e) =>
      e === undefined ? [] : [e.low, e.high],
    );
    const cuts = [
      ...stepsOf(first).flatMap((t) => [first.raised.now.low + t, first.raised.now.high + t]),
      ...stepsOf(next).flatMap((t) => ends.map((last) => last - t)),
    ];
    chosen.set(at.step, clocked.pick(cells(at.now, cuts)) ?? at.now);
  }
  const then = (moment: Moment): Moment => ({ ...moment, now: chosen.get(moment.step) ?? moment.now });
  return items.map((item) => ({
    ...item,
    raised: then(item.raised),
    withdrawn: item.withdrawn && { ...item.withdrawn, at: then(item.withdrawn.at) },
  }));
};

const copiesOfItem = (
  item: RaisedItem,
  course: Course,
  watched: Watched,
  clock: PatientClock,
  end: number,
): readonly Copy[] => {
  const keys = course.state.filings.get(item.reading)?.keys ?? [item.reading];
  const isOfChain = (o: ObservedItem): boolean =>
    o.latest.kind === 'critical' &&
    o.latest.reading !== undefined &&
    keys.includes(keyOf(o.latest.reading)) &&
    item.interpretation.every((direction) => o.latest.interpretation.includes(direction));
  const isIt = (o: ObservedItem): boolean => isOfChain(o) && familyOf(o.latest) !== 'escalation';
  const sight = watched.firstSight(item.order, keys, isIt, item.raised.from);
  const high = sight === undefined ? item.raised.now.high : clock.over(sight, sight).high;
  const created = { low: item.raised.now.low, high: high > item.raised.now.high ? high : item.raised.now.high };
  const error = errorOf(course, item.order);
  // Whether somebody saw the item itself the course knows. What was over before it was raised was done to an earlier copy.
  const acts = watched.acts(item.order, isOfChain).filter((a) => a.step !== undefined && a.to > item.raised.from);
  const own = [item.seen, error].flatMap((m) => (m === undefined ? [] : [{ at: m.now, from: m.from, to: m.to }]));
  const gone = (item.withdrawn ?? item.lost)?.at ?? error;
  const isDone = (step: number): Tri =>
    finishedBefore(
      watched.acts(item.order, (o) => isOfChain(o) && o.latest.step === step),
      gone,
    );
  return copiesOf(item, created, [...acts, ...own], clock.over(end, end)).map((copy) => ({
    ...copy,
    done: isDone(copy.step),
  }));
};

/** The copies of every critical item of one course by the monotonic instant `end`. */
export const copiesIn = (
  course: Course,
  watched: Watched,
  clock: PatientClock,
  end: number,
  clocked: Clocked,
): readonly Copy[] => {
  const byReading = Map.groupBy(
    [...course.state.items.values()].filter(isEscalated),
    ({ order, reading }) => `${order}\n${reading}`,
  );
  return [...byReading.values()].flatMap((items) =>
    atOneMoment(items, course, clock.over(end, end), clocked).flatMap((item) =>
      copiesOfItem(item, course, watched, clock, end),
    ),
  );
};
