import type { OpLine } from '../../history/lines.ts';
import { lastPlace } from '../course/moment.ts';
import type { Span } from '../time/span.ts';
import type { Change } from './changes.ts';
import type { Clocked } from './clocked.ts';

/** Somebody finished a missing item. */
export interface MissingAct {
  /** The instant that the item names as due; undefined: none. */
  readonly due: bigint | undefined;
  readonly at: Span;
  /** Monotonic stretch of the act. */
  readonly from: number;
  readonly to: number;
}

/** `last`: the end of what is asked about, at which everything that is due has come. */
export type Event = { readonly now: Span; readonly change?: Change; readonly act?: MissingAct; readonly last?: true };

/** Places among others, given which may come before and which after. */
const places = <T>(
  others: readonly T[],
  mayPrecede: (other: T) => boolean,
  mayFollow: (other: T) => boolean,
): readonly number[] => {
  const found: number[] = [];
  for (let i = 0; i <= others.length; i += 1)
    if (others.slice(0, i).every(mayPrecede) && others.slice(i).every(mayFollow)) found.push(i);
  return found;
};

/** Whether the order in which two operations stand in a course is the order in which they took effect. */
export type Ordered = (a: OpLine, b: OpLine) => boolean;

/** Where a change that can have had several places can stand among the others. */
const placesOf = (others: readonly Change[], { moment, op }: Change, ordered: Ordered): readonly number[] =>
  places(
    others,
    (other) =>
      other.moment.now.low <= moment.now.high && (!ordered(other.op, op) || other.moment.step <= lastPlace(moment)),
    (other) =>
      other.moment.now.high >= moment.now.low && (!ordered(other.op, op) || lastPlace(other.moment) >= moment.step),
  );

/** Whether it can have had another place than the one that its course gave it. */
const isLoose = (change: Change, changes: readonly Change[], ordered: Ordered): boolean => {
  const { moment, op } = change;
  if (moment.last !== undefined) return true;
  const { low, high } = moment.now;
  return (
    low < high &&
    changes.some((c) => c !== change && c.moment.now.low <= high && c.moment.now.high >= low && !ordered(c.op, op))
  );
};

/** Where an act can: after what had taken effect when it was sent, before what was sent after its answer. */
const placesOfAct = (events: readonly Event[], act: MissingAct): readonly number[] => {
  const isBefore = ({ change, now }: Event): boolean =>
    change !== undefined && (change.moment.to <= act.from || now.high < act.at.low);
  const isAfter = ({ change, now }: Event): boolean =>
    change !== undefined && (change.moment.from >= act.to || now.low > act.at.high);
  return places(
    events,
    (event) => isBefore(event) || !isAfter(event),
    (event) => !isBefore(event),
  );
};

/** No event is later than what comes after it; the end comes last. */
const inOrder = (events: readonly Event[], end: Span): readonly Event[] => {
  let next: Event = { now: end, last: true };
  const bounded = [next];
  for (const event of events.toReversed()) {
    const { low, high } = event.now;
    const until = next.now.high;
    next = until < high && until >= low ? { ...event, now: { low, high: until } } : event;
    bounded.push(next);
  }
  return bounded.toReversed();
};

/** What bears on missing data, in one of the orders in which it can have happened. */
export const eventsOf = (
  changes: readonly Change[],
  acts: readonly MissingAct[],
  end: Span,
  clocked: Clocked,
  ordered: Ordered,
): readonly Event[] => {
  const loose = changes.filter((c) => isLoose(c, changes, ordered));
  const placed = changes.filter((c) => !loose.includes(c));
  for (const change of loose)
    placed.splice(clocked.pick(placesOf(placed, change, ordered)) ?? placed.length, 0, change);
  const events: Event[] = placed.map((change) => ({ now: change.moment.now, change }));
  for (const act of acts)
    events.splice(clocked.pick(placesOfAct(events, act)) ?? events.length, 0, { now: act.at, act });
  return inOrder(events, end);
};
