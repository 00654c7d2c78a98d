import { keyOf } from '../../../contract/domain/index.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { tryLocalInstant } from '../time/instant.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import type { Tri } from '../time/span.ts';
import type { Stop } from './escalation.ts';

const dueOf = ({ latest }: ObservedItem): bigint | undefined =>
  latest.due === undefined ? undefined : tryLocalInstant(latest.due)?.at;

/** An act on an item. `due`: the instant that the item shows. */
export type WatchedAct = Stop & { readonly done: boolean; readonly due: bigint | undefined };

/** Whether one of these acts finished its item before it would have gone; undefined: it never goes. */
export const finishedBefore = (acts: readonly WatchedAct[], gone: Pick<Stop, 'from' | 'to'> | undefined): Tri => {
  const done = acts.filter((act) => act.done);
  if (done.length === 0) return 'no';
  if (gone === undefined || done.some((act) => act.to <= gone.from)) return 'yes';
  return done.every((act) => act.from >= gone.to) ? 'no' : 'maybe';
};

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
  acts(order: string, isMeant: (item: ObservedItem) => boolean): readonly WatchedAct[] {
    return this.#acts.flatMap((op) => {
      const item = this.#items.get(keyOf(op.act.item));
      if (item === undefined || keyOf(item.latest.order) !== order || !isMeant(item)) return [];
      const at = this.#clock.over(op.sent, op.settled);
      return [
        { at, from: op.sent, to: op.settled, done: op.act.act === 'done', due: dueOf(item), step: item.latest.step },
      ];
    });
  }

  /**
   * When the first item of an order that `isMeant` holds for had come into sight, of those that go by time. What was in
   * sight before `since` is another of its kind, from before this one could be raised.
   */
  firstDue(order: string, isMeant: (item: ObservedItem) => boolean, since: number): number | undefined {
    const sights = [...this.#items.values()]
      .filter((item) => item.first.by >= since && keyOf(item.latest.order) === order && isMeant(item))
      .map((item) => item.first.by);
    return sights.length === 0 ? undefined : Math.min(...sights);
  }

  /** The same of an order and reading. */
  firstSight(
    order: string,
    keys: readonly string[],
    isMeant: (item: ObservedItem) => boolean,
    since: number,
  ): number | undefined {
    const isAbout = (item: ObservedItem): boolean =>
      item.latest.reading !== undefined && keys.includes(keyOf(item.latest.reading));
    return this.firstDue(order, (item) => isAbout(item) && isMeant(item), since);
  }
}
