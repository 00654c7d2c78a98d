import { keyOf, type Order, type Reading } from '../../../contract/domain/index.ts';
import type { Act, OpLine } from '../../history/lines.ts';
import {
  HistoryBuilder,
  makeOrder,
  makeReading,
  type OpOptions,
  type OrderInput,
  type ReadingInput,
} from '../history-builder.test-helper.ts';
import { CoverageBook } from '../people/coverage-book.ts';
import { isOp } from '../record/patient-record.ts';
import { PatientClock } from '../time/patient-clock.ts';
import type { ActedOn } from './act-step.ts';
import type { Ambience } from './ambience.ts';
import { Choices } from './choices.ts';
import { Course } from './course.ts';
import { type AnyRuling, takeEffect } from './effect.ts';
import { type RaisedItem, slotOf } from './item.ts';
import { Step } from './step.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export interface PlayOptions extends OpOptions {
  /** Milliseconds within which it took effect; none: at once. */
  readonly within?: number;
  /** Monotonic: it comes after that alone; unsaid: after everything before it. */
  readonly low?: number;
}

const bare = (key: string): string => key.slice(key.indexOf('|') + 1);

/** How a course stands to an item, in a line: name, number, what holds of it and why it went. */
export const itemLine = (item: RaisedItem): string =>
  [
    `${slotOf(item)}#${item.nth}`,
    ...(item.rule === 'change' ? [item.interpretation.join('+')] : []),
    ...(item.digest === undefined ? [] : [`of ${item.members.map(bare).join(',')}`]),
    ...(item.updates === 0 ? [] : [`updated ${item.updates}`]),
    ...(item.late === 'no' ? [] : [item.late === 'yes' ? 'late' : 'late or not']),
    ...(item.done === undefined ? (item.seen === undefined ? [] : ['seen']) : ['done']),
    ...(item.withdrawn === undefined ? [] : [item.withdrawn.reason]),
  ].join(' ');

export const rulingLine = ({ way, replay, apart, storedAnswer, grounds }: AnyRuling): string =>
  [
    way,
    ...(replay ? ['replay'] : []),
    ...(apart ? ['apart'] : []),
    ...(storedAnswer ? ['or stored'] : []),
    ...grounds.map((g) => `${g.cause} (${g.codes.join(', ')})`),
  ].join(' ');

/**
 * One course of events of patient p1 and glucose, played operation by operation: each takes effect when it is sent,
 * and at once. The clock is exact, and begins at midnight UTC of 1 January 2035.
 */
export class Played {
  readonly builder = new HistoryBuilder();
  readonly course = new Course();
  readonly rulings: AnyRuling[] = [];
  readonly clock = new PatientClock(this.builder.wall(), 0n);
  readonly coverage = new CoverageBook();
  /** Answers to questions that are open, of the next operations. */
  script: readonly number[] = [];
  /** Alternatives of the questions that the last operation asked. */
  asked: Choices['asked'] = [];
  #on: ActedOn | undefined;
  readonly #ambience: Ambience;

  constructor(around: Partial<Ambience> = {}) {
    this.builder.took = 0;
    this.#ambience = {
      measure: 'glucose',
      clock: this.clock,
      policies: {
        backfill: 'since-order-start',
        afterEnd: 'accept',
        control: 'refuse',
        future: 'refuse',
        duplicates: 'server-side',
        backdateDays: 30,
      },
      horizon: 10 * DAY_MS * 1_000_000,
      claims: undefined,
      portal: false,
      admitsSources: false,
      declared: new Set(['rivera', 'okafor'].map((value) => `http://hl7.org/fhir/sid/us-npi|${value}`)),
      announced: false,
      coverage: this.coverage,
      otherMeasureOrdered: () => false,
      otherMeasurePermitted: () => false,
      foreign: () => 'no',
      orderOps: () => [],
      firstSight: () => undefined,
      ...around,
    };
  }

  /** An act takes effect now, or up to so many milliseconds later. */
  do(act: Act, options: PlayOptions = {}): OpLine {
    const { within = 0, low, ...rest } = options;
    const op = this.builder.op(act, { ...rest, took: within });
    if (isOp(op, 'coverage.set')) this.coverage.add(op);
    this.take(op, low);
    return op;
  }

  /** An operation takes effect, after everything before it unless `low` says otherwise. */
  take(op: OpLine, low?: number): void {
    const choices = new Choices(this.script);
    const step = new Step(
      this.course,
      this.#ambience,
      op,
      low ?? this.course.low,
      op.outcome === 'unknown' ? Number.POSITIVE_INFINITY : op.settled,
      choices,
    );
    this.rulings.push(takeEffect(step, () => this.#on));
    this.asked = choices.asked;
  }

  wait(ms: number): this {
    this.builder.wait(ms);
    return this;
  }

  wall(offsetMs = 0): string {
    return this.builder.wall(offsetMs);
  }

  order(input: OrderInput = {}, options?: PlayOptions): Order {
    const order = makeOrder(input);
    this.do({ op: 'order.submit', order }, options);
    return order;
  }

  change(input: OrderInput, options?: PlayOptions): Order {
    const order = makeOrder(input);
    this.do({ op: 'order.change', order }, options);
    return order;
  }

  permission(status: 'granted' | 'withdrawn', options?: OpOptions, at = this.wall()): void {
    const identifier = { system: 'urn:example:permission', value: 'p1/glucose' };
    const { patient } = makeOrder();
    this.do({ op: 'permission.set', permission: { identifier, patient, measure: 'glucose', status, at } }, options);
  }

  reading(
    input: ReadingInput & Partial<Pick<Reading, 'status' | 'sequenceNumber' | 'mealContext'>>,
    options?: PlayOptions,
  ): Reading {
    const { status = 'final', ...more } = input;
    const { sequenceNumber, mealContext } = input;
    const reading: Reading = {
      ...makeReading({ at: this.wall(), ...more }),
      status,
      ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
      ...(mealContext === undefined ? {} : { mealContext }),
    };
    this.do({ op: 'reading.submit', reading }, options);
    return reading;
  }

  /** A later submission under a reading's identifier. */
  again(reading: Reading, more: Partial<Reading> & { readonly value?: string }, options?: PlayOptions): Reading {
    const { value, ...rest } = more;
    const result = value === undefined ? reading.result : makeReading({ name: 'x', value }).result;
    const next = { ...reading, result, ...rest };
    this.do({ op: 'reading.submit', reading: next }, options);
    return next;
  }

  /** A person's act on the item about a reading. */
  act(act: 'seen' | 'done', reading: string, more: Partial<ActedOn> = {}, options?: PlayOptions): void {
    this.#on = {
      order: keyOf(makeOrder().identifier),
      rule: 'limits',
      reading: keyOf(makeReading({ name: reading, value: '1' }).identifier),
      kind: 'abnormal',
      directions: undefined,
      ...more,
    };
    this.do(
      { op: 'item.act', item: { system: 'urn:item', value: 'i' }, act, person: makeOrder().responsible },
      options,
    );
  }

  /** Every item that was raised, in the order of raising. */
  get items(): string[] {
    return [...this.course.state.items.values()].map(itemLine);
  }

  /** Why it was refused, or may be, in words. */
  get why(): string[] {
    return this.rulings.at(-1)?.grounds.map((g) => g.why) ?? [];
  }

  /** What was made of the last operation. */
  get said(): string {
    const last = this.rulings.at(-1);
    return last === undefined ? '' : rulingLine(last);
  }
}

/** A course with an order and permission, a second into its day. */
export const played = (order: OrderInput = {}, around: Partial<Ambience> = {}): Played => {
  const made = new Played(around);
  made.order(order);
  made.permission('granted');
  made.wait(1000);
  return made;
};
