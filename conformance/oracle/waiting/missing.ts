import type { WithdrawalReason } from '../../../contract/domain/index.ts';
import type { Course } from '../course/course.ts';
import { type Content } from '../course/filing.ts';
import type { Moment } from '../course/moment.ts';
import { isInError, type OrderState, type OrderVersion } from '../course/version.ts';
import { instant } from '../time/instant.ts';
import { exactly, shift, type Span } from '../time/span.ts';
import { lengthOf } from '../time/window.ts';
import { type Change, changesOf } from './changes.ts';
import type { Clocked } from './clocked.ts';
import { eventsOf, type MissingAct, type Ordered } from './events.ts';
import { heldBefore, heldFrom, isActiveAt, latestAt } from './version-at.ts';

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
    if (left <= 0 && at === this.#most)
      this.#most = [...this.#counts.keys()].reduce<bigint | undefined>(
        (most, one) => (most === undefined || one > most ? one : most),
        undefined,
      );
  }

  get most(): bigint | undefined {
    return this.#most;
  }
}

/** When the order was taken from on-hold to active: by versions that held, not by such as were overtaken before. */
const releases = (clocked: Clocked, order: OrderState, taken: number, now: Span): readonly Span[] => {
  const accepted = order.versions.slice(0, taken);
  if (!accepted.some((v) => v.order.status === 'on-hold')) return [];
  return accepted.flatMap((version, i) => {
    if (version.order.status !== 'active' || !(version.byAcceptance || clocked.isBy(version.from, now))) return [];
    // Of two that hold from their acceptance on, the one that was accepted later came later.
    const mayHold = (other: OrderVersion, j: number): boolean => j <= i || !other.byAcceptance || !version.byAcceptance;
    const all = accepted.filter(mayHold);
    const rivals = all.filter((other) => other !== version);
    const before = heldBefore(clocked, rivals, version);
    if (before?.order.status !== 'on-hold') return [];
    return heldFrom(clocked, all, version) === version ? [version.from] : [];
  });
};

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
  /** A gap is under way, with its item or after it was finished. */
  #open: { readonly index: number; readonly done: boolean } | undefined;

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

  /** Brings the item in line with what holds at `now`. */
  look(now: Span, by: Moment | undefined): void {
    const then = this.#clocked.momentIn(now);
    const version = latestAt(this.#clocked, this.#order, this.#taken, then);
    const due = version === undefined ? undefined : this.#dueBy(version, then.span);
    const active = isActiveAt(version, then);
    // Time has come to the due instant itself, wherever in its span that lies.
    const isDue = active && due !== undefined && ((due.low === now.low && due.high === now.high) || then.isPast(due));
    if (isDue && version !== undefined) {
      if (this.#open === undefined) this.#raise(version, due, then.span, by);
    } else if (this.#open !== undefined) this.#close(version, due, active, then.span, by);
  }

  #raise(version: OrderVersion, due: Span, now: Span, by: Moment | undefined): void {
    if (this.#finished.has(due.low)) {
      // The same gap again, by an erasure: somebody has finished it already.
      this.#open = { index: -1, done: true };
      return;
    }
    this.#open = { index: this.items.length, done: false };
    this.items.push({ order: this.#order.key, due, raised: now, by, version, withdrawn: undefined });
  }

  #close(
    version: OrderVersion | undefined,
    due: Span | undefined,
    active: boolean,
    now: Span,
    by: Moment | undefined,
  ): void {
    const open = this.#open;
    this.#open = undefined;
    const item = open === undefined ? undefined : this.items[open.index];
    if (open === undefined || item === undefined || open.done) return;
    this.items[open.index] = { ...item, withdrawn: { reason: reasonOf(version, due, active), at: now, by } };
  }

  /** The act counts if the item is the open one: courses differ in which there is. */
  finish(due: bigint | undefined): void {
    const item = this.#open === undefined ? undefined : this.items[this.#open.index];
    if (this.#open === undefined || item === undefined || !names(due, item.due)) return;
    this.#open = { ...this.#open, done: true };
    this.#finished.add(item.due.low);
  }
}

const MS = 1_000_000n;

/** Whether an instant that an item shows, to the millisecond, can be this one. */
const names = (due: bigint | undefined, { low, high }: Span): boolean =>
  due === undefined || (due > low - MS && due <= high);

const reasonOf = (version: OrderVersion | undefined, due: Span | undefined, active: boolean): WithdrawalReason => {
  if (version !== undefined && isInError(version)) return 'order-in-error';
  if (version?.order.status === 'on-hold') return 'order-on-hold';
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
  const watch = new Watch(clocked, order);
  let past: bigint | undefined;
  for (const { now, change, act, last } of eventsOf(changesOf(course, order), acts, end, clocked, ordered)) {
    const passed = passTime(watch, past, now, clocked, last === true);
    // What has come first bounds when this can have been.
    const at: Span = {
      low: passed.since !== undefined && passed.since > now.low ? passed.since : now.low,
      high: passed.before !== undefined && passed.before < now.high ? passed.before : now.high,
    };
    past = at.low;
    if (act !== undefined) watch.finish(act.due);
    if (change === undefined) continue;
    watch.take(change);
    watch.look(at, change.moment);
  }
  return watch.items;
};

/** Up to when everything that was due has come; `before`: what comes next does so after the event that is met. */
interface Passed {
  readonly since: bigint | undefined;
  readonly before: bigint | undefined;
}

/** Lets everything happen that falls due before `now`, in due order. */
const passTime = (watch: Watch, past: bigint | undefined, now: Span, clocked: Clocked, inclusive: boolean): Passed => {
  let since = past;
  for (;;) {
    const next = watch
      .boundaries(since === undefined ? now : exactly(since))
      .filter((b) => (since === undefined || b.low > since) && b.low <= now.high)
      .reduce<Span | undefined>((first, b) => (first === undefined || b.low < first.low ? b : first), undefined);
    if (next === undefined) return { since, before: undefined };
    const comes = inclusive ? clocked.isBy(next, now) : clocked.comesFirst(next, now);
    if (!comes) return { since, before: next.high };
    since = next.low;
    watch.look(next, undefined);
  }
};
