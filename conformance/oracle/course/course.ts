import type { Coverage } from '../../../contract/domain/index.ts';
import type { CoverageOp } from '../people/coverage-book.ts';
import type { Filing } from './filing.ts';
import { type Moment } from './moment.ts';
import { slotOf, type RaisedItem } from './item.ts';
import type { Span } from '../time/span.ts';
import { sameContent } from './same-as.ts';
import { Table } from './table.ts';
import { Timeline } from './timeline.ts';
import type { Unconsumed } from './unconsumed.ts';
import type { OrderState, OrderVersion } from './version.ts';
import type { OpOf } from '../record/patient-record.ts';

/** What a patient last decided about a type of data. */
export interface PermissionState {
  readonly granted: boolean;
  readonly at: string;
  /** The same by the SUT's clock, on which a tracker is disconnected at some instant of a span. */
  readonly decided: Span;
  readonly by: OpOf<'permission.set'> | OpOf<'tracker.set'>;
}

/** Absences as they were stated. */
export interface Stated {
  readonly absences: Coverage['absences'];
  readonly moment: Moment;
  readonly op: CoverageOp;
}

/** Items that may take up another reading, and readings that may still form one, by order and direction. */
export interface Waiting {
  readonly unconsumed?: Unconsumed;
  /** Digest: numbers of its items, in the order of raising. */
  readonly open?: readonly string[];
}

/** Everything of one course that a later effect can depend on. */
interface State {
  readonly orders: Table<OrderState>;
  readonly permission: Table<PermissionState>;
  readonly trackers: Table<'picked' | 'disconnected'>;
  /** Everybody's absences, oldest statement first. */
  readonly coverage: Table<readonly Stated[]>;
  readonly sources: Table<OpOf<'source.set'>>;
  /** Phones by their identifier: whether each can serve. */
  readonly phones: Table<boolean>;
  /** People whom the SUT was told of. */
  readonly known: Table<true>;
  readonly filings: Table<Filing>;
  /** Every identifier, to the filing's first one. */
  readonly names: Table<string>;
  /** Filings by device and second. */
  readonly measured: Table<readonly string[]>;
  readonly items: Table<RaisedItem>;
  /** Numbers of the items that concern a reading. */
  readonly itemsOf: Table<readonly string[]>;
  readonly waiting: Table<Waiting>;
  readonly raisings: Table<number>;
  /** Operations in flight that explain where an item went, by line: monotonic, when each has taken effect at the latest. */
  readonly awaited: Table<number>;
}

const versionText = ({ op, from }: OrderVersion): string => `${op.seq}@${from.low}-${from.high}`;

const filingText = (filing: Filing): string =>
  `${filing.keys.join(' ')}:${filing.contents
    .map(
      (c) =>
        `${sameContent(c.reading)}${c.erased ? '!' : ''}${c.evaluators.map((e) => `${e.order}${versionText(e.version)}`).join()}`,
    )
    .join(';')}${filing.wrongful ? '?' : ''}`;

const itemText = (item: RaisedItem): string =>
  `${slotOf(item)}#${item.nth} ${item.interpretation.join()} ${item.members.join()} ${item.withdrawn?.reason ?? ''}${item.lost === undefined ? '' : `-${item.lost.reason}`} ${item.done === undefined ? '' : 'd'}${item.seen === undefined ? '' : 's'} ${item.digest?.recipient ?? ''} ${versionText(item.version)}`;

const fresh = (): State => ({
  orders: new Table((key, o) => `o${key}${o.versions.map((v) => `${versionText(v)}${v.holdsStill ?? ''}`).join()}`),
  permission: new Table((_, p) => `p${p.granted}${p.at}@${p.decided.low}-${p.decided.high}`),
  trackers: new Table((key, t) => `t${key}${t}`),
  coverage: new Table((key, c) => `c${key}${c.map((s) => s.op.seq).join()}`),
  sources: new Table((key, op) => `s${key}${op.seq}`),
  phones: new Table((key, can) => `d${key}${can}`),
  known: new Table((key) => `k${key}`),
  filings: new Table((_, f) => `f${filingText(f)}`),
  names: new Table(),
  measured: new Table(),
  items: new Table((_, i) => `i${itemText(i)}`),
  itemsOf: new Table(),
  waiting: new Table(),
  raisings: new Table(),
  awaited: new Table((line, by) => `a${line}@${by}`),
});

/** The same tables, each put through one copying. Written out: a thousand courses are copied, of sixteen tables each. */
const copied = (state: State, copy: <V>(table: Table<V>) => Table<V>): State => ({
  orders: copy(state.orders),
  permission: copy(state.permission),
  trackers: copy(state.trackers),
  coverage: copy(state.coverage),
  sources: copy(state.sources),
  phones: copy(state.phones),
  known: copy(state.known),
  filings: copy(state.filings),
  names: copy(state.names),
  measured: copy(state.measured),
  items: copy(state.items),
  itemsOf: copy(state.itemsOf),
  waiting: copy(state.waiting),
  raisings: copy(state.raisings),
  awaited: copy(state.awaited),
});

/**
 * One possible course of events of one patient and measure: what the orders, the permission, the
 * filed readings and the items would be if every operation so far had taken effect at one definite
 * place in one definite order. A step changes it through its tables alone, so that it can be copied
 * as it was before the step.
 */
export class Course {
  readonly state: State;
  readonly timeline: Timeline;
  /** Effects so far. */
  steps = 0;
  /** Monotonic: no effect that is known to come after all others lies before it. */
  low = 0;
  /** The same after everything but readings, which may have been placed in an order that does not matter. */
  gateLow = 0;
  #markedSteps = 0;
  #markedLow = 0;
  #markedGateLow = 0;
  /** It was copied, or is a copy. */
  #shares = false;
  readonly #tables: readonly Table<unknown>[];

  constructor(state: State = fresh(), timeline: Timeline = new Timeline()) {
    this.state = state;
    this.#tables = Object.values(state);
    this.timeline = timeline;
  }

  /** From here on the course can go back to where it is now. */
  mark(): void {
    for (const table of this.#tables) table.mark();
    this.timeline.mark();
    this.#markedSteps = this.steps;
    this.#markedLow = this.low;
    this.#markedGateLow = this.gateLow;
  }

  copyAtMark(): Course {
    this.#shares = true;
    const state = copied(this.state, (table) => table.copyAtMark());
    const copy = new Course(state, this.timeline.copyAtMark());
    copy.steps = this.#markedSteps;
    copy.low = this.#markedLow;
    copy.gateLow = this.#markedGateLow;
    copy.#shares = true;
    return copy;
  }

  copy(): Course {
    this.#shares = true;
    const state = copied(this.state, (table) => table.copy());
    const copy = new Course(state, this.timeline.copy());
    copy.steps = this.steps;
    copy.low = this.low;
    copy.gateLow = this.gateLow;
    copy.#shares = true;
    return copy;
  }

  /** This course is the only one left: what it shared with the others is now its own. */
  settle(): void {
    if (!this.#shares) return;
    this.#shares = false;
    for (const table of this.#tables) table.settle();
  }

  /** Equal for courses from which the same things can follow and in which the same items came about. */
  get print(): string {
    const { orders, permission, trackers, coverage, sources, phones, known, filings, items, awaited } = this.state;
    return [orders, permission, trackers, coverage, sources, phones, known, filings, items, awaited]
      .map((table) => table.print)
      .join(' ');
  }

  filing(key: string): Filing | undefined {
    const first = this.state.names.get(key);
    return first === undefined ? undefined : this.state.filings.get(first);
  }

  /** Files under its first key; every key leads to it. */
  putFiling(filing: Filing): void {
    const { filings, names } = this.state;
    filings.set(filing.key, filing);
    for (const key of filing.keys) if (names.get(key) === undefined) names.set(key, filing.key);
  }
}
