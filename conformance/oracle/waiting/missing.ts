import type { WithdrawalReason } from '../../../contract/domain/index.ts';
import type { Course } from '../course/course.ts';
import { type Content } from '../course/filing.ts';
import type { Moment } from '../course/moment.ts';
import { type OrderState, type OrderVersion } from '../course/version.ts';
import { instant } from '../time/instant.ts';
import { exactly, shift, type Span } from '../time/span.ts';
import { lengthOf } from '../time/window.ts';
import { type Change, changesOf } from './changes.ts';
import type { Clocked } from './clocked.ts';
import { eventsOf, type MissingAct, type Ordered } from './events.ts';
import { releasedAtOneMoment, releases } from './releases.ts';
import { isActiveAt, latestAt } from './version-at.ts';

/** One item on missing data in one course. */
export interface MissingItem {
  readonly order: string;
  /** The instant that had passed when it was raised. */
  readonly due: Span;
  /** When it was raised by the SUT's clock: at that instant, or later, when something made it past. */
  readonly raised: Span;
  /** What made it past; undefined: time did. */
  readonly by: Moment | undefined;
  readonly version: OrderVersion;
  readonly withdrawn:
    | { readonly reason: WithdrawalReason; readonly at: Span; readonly by: Moment | undefined }
    | undefined;
}

/** Failed measurements do not count; HI, LO and implausible values do. */
const countsAt = (content: Content | undefined): bigint | undefined =>
  content === undefined || content.erased || content.reading.result.kind === 'absent'
    ? undefined
    : instant(content.reading.effective);

/** The latest of a changing set of instants. */
class Latest {
  readonly #counts = new Map<bigint, number>();
  #most: bigint | undefined;

  add(at: bigint): void {
    this.#counts.set(at, (this.#counts.get(at) ?? 0) + 1);
    if (this.#most === undefined || at > this.#most) this.#most = at;
  }

  remove(at: bigint): void {
    const left = (this.#counts.get(at) ?? 0) - 1;
    if (left > 0) this.#counts.set(at, left);
    else this.#counts.delete(at);
    if (at === this.#most)
      this.#most = [...this.#counts.keys()].reduce<bigint | undefined>(
        (most, one) => (most === undefined || one > most ? one : most),
        undefined,
      );
  }

  get most(): bigint | undefined {
    return this.#most;
  }
}

const laterOf = (a: Span, b: Span): Span => ({
  low: a.low > b.low ? a.low : b.low,
  high: a.high > b.high ? a.high : b.high,
});

/** Follows one order of one course through the SUT's time. Source: contract, Evaluation, row `missing`. */
class Watch {
  readonly items: MissingItem[] = [];
  readonly #clocked: Clocked;
  readonly #order: OrderState;
  readonly #latest = new Latest();
  /** Due instants of gaps whose items somebody has finished. */
  readonly #finished = new Set<bigint>();
  #taken = 0;
  /** It is due, and has its item or had one that was finished. */
  #inGap = false;
  /** The item of the gap under way, the last of `items`; undefined: none that time or data could withdraw. */
  #open: MissingItem | undefined;

  constructor(clocked: Clocked, order: OrderState) {
    this.#clocked = clocked;
    this.#order = order;
  }

  take(change: Change): void {
    if (change.kind === 'version') this.#taken = change.index + 1;
    else {
      const before = countsAt(change.before);
      const after = countsAt(change.after);
      if (before !== undefined) this.#latest.remove(before);
      if (after !== undefined) this.#latest.add(after);
    }
  }

  /** Instants up to which nothing but time changes the answer: what is due, begins or ends. */
  boundaries(now: Span): readonly Span[] {
    const versions = this.#order.versions.slice(0, this.#taken);
    const due = versions.flatMap((v) => this.#dueBy(v, now) ?? []);
    return [
      ...due,
      ...versions.flatMap((v) => [
        v.from,
        exactly(instant(v.order.period.start)),
        exactly(instant(v.order.period.end)),
      ]),
    ];
  }

  #dueBy(version: OrderVersion, now: Span): Span | undefined {
    const rule = version.order.rules.find((r) => r.kind === 'missing');
    if (rule?.kind !== 'missing') return undefined;
    const start = exactly(instant(version.order.period.start));
    const bases = [start, ...releases(this.#clocked, this.#order, this.#taken, now)];
    const { most } = this.#latest;
    return shift([...bases, ...(most === undefined ? [] : [exactly(most)])].reduce(laterOf), lengthOf(rule.period));
  }

  /** Brings the item in line with what holds at `now`, by time or by a change that it has taken. */
  look(now: Span, change: Change | undefined): void {
    const by = change?.moment;
    const taken = change?.kind === 'version' ? this.#order.versions[change.index] : undefined;
    const then = this.#clocked.momentIn(now, taken);
    const version = latestAt(this.#clocked, this.#order, this.#taken, then);
    const due = version === undefined ? undefined : this.#dueBy(version, then.span);
    const active = isActiveAt(version, then);
    // Where it is not known exactly, what comes at its very beginning is the due instant, or something after it.
    const isDue = active && due !== undefined && (due.low === now.low || then.isPast(due));
    if (isDue && version !== undefined) {
      if (!this.#inGap) this.#raise(version, due, then.span, by);
    } else this.#close(reasonOf(version, due, active), then.span, by);
  }

  #raise(version: OrderVersion, due: Span, now: Span, by: Moment | undefined): void {
    this.#inGap = true;
    // The same gap again, by an erasure: somebody has finished it already.
    if (this.#finished.has(due.low)) return;
    this.#open = { order: this.#order.key, due, raised: now, by, version, withdrawn: undefined };
    this.items.push(this.#open);
  }

  #close(reason: WithdrawalReason, at: Span, by: Moment | undefined): void {
    this.#inGap = false;
    if (this.#open !== undefined) this.items.splice(-1, 1, { ...this.#open, withdrawn: { reason, at, by } });
    this.#open = undefined;
  }

  /** The act counts if the item is the open one: courses differ in which there is. */
  finish(due: bigint | undefined): void {
    if (this.#open === undefined || !names(due, this.#open.due)) return;
    this.#finished.add(this.#open.due.low);
    this.#open = undefined;
  }
}

const MS = 1_000_000n;

/** Whether an instant that an item shows, to the millisecond, can be this one. */
const names = (due: bigint | undefined, { low, high }: Span): boolean =>
  due === undefined || (due > low - MS && due <= high);

const reasonOf = (version: OrderVersion | undefined, due: Span | undefined, active: boolean): WithdrawalReason => {
  const status = version?.order.status;
  if (status === 'entered-in-error') return 'order-in-error';
  if (status === 'on-hold') return 'order-on-hold';
  if (!active) return 'order-ended';
  return due === undefined ? 're-evaluated' : 'data-received';
};

/** Items on missing data that one order raises in one course by `end` (the SUT's time), in the order of raising. */
export const missingItems = (
  course: Course,
  order: OrderState,
  acts: readonly MissingAct[],
  end: Span,
  clocked: Clocked,
  ordered: Ordered,
): readonly MissingItem[] => {
  const happens = [...changesOf(course, order).map((c) => c.moment.now), ...acts.map((act) => act.at), end];
  const settled = releasedAtOneMoment(order, happens, clocked);
  const watch = new Watch(clocked, settled);
  let past = NEVER;
  for (const { now, change, act, last } of eventsOf(changesOf(course, settled), acts, end, clocked, ordered)) {
    const at = passTime(watch, past, now, clocked, last === true);
    past = at.low;
    if (act !== undefined) watch.finish(act.due);
    if (change !== undefined) watch.take(change);
    watch.look(at, change);
  }
  return watch.items;
};

/** Before the first event nothing can have come. */
const NEVER = 0n;

/**
 * Lets everything happen that falls due before an event, in due order. Returns when the event can then have been:
 * after what has come first, and before what has not.
 */
const passTime = (watch: Watch, past: bigint, now: Span, clocked: Clocked, inclusive: boolean): Span => {
  let low = past;
  for (;;) {
    const next = watch
      .boundaries(exactly(low))
      .filter((b) => b.low > low)
      .reduce<Span | undefined>((first, b) => (first === undefined || b.low < first.low ? b : first), undefined);
    const comes = next !== undefined && (inclusive ? clocked.isBy(next, now) : clocked.comesFirst(next, now));
    if (!comes)
      return {
        low: low > now.low ? low : now.low,
        high: next !== undefined && next.high < now.high ? next.high : now.high,
      };
    low = next.low;
    watch.look(next, undefined);
  }
};
