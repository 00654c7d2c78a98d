import type { Permission, Reading } from '../../../contract/domain/index.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import { effectiveTime } from '../record/kept-reading.ts';
import type { Attempt } from '../readings/filing.ts';

/** What the orders of one measure have in common for all of its readings. */
export interface OwnOrders {
  readonly wasDraft: boolean;
  /** One of them is on hold, or entered in error, somewhere in this history. */
  readonly held: boolean;
  readonly inError: boolean;
  readonly ends: boolean;
  readonly isAll: boolean;
  /** Of each that has versions: its start, and by when it is over for certain. */
  readonly periods: readonly Period[];
}

export interface Period {
  readonly start: bigint;
  readonly end: bigint;
}

/** What had come under the same identifier before. */
export interface Before {
  readonly count: number;
  /** One of them was answered with success. */
  readonly taken: boolean;
  readonly refused: boolean;
  /** The last that was taken. */
  readonly last: Reading | undefined;
}

export const NOTHING_BEFORE: Before = { count: 0, taken: false, refused: false, last: undefined };

export const withAttempt = ({ count, taken, refused, last }: Before, { op }: Attempt): Before => ({
  count: count + 1,
  taken: taken || op.outcome === 'ok',
  refused: refused || op.outcome === 'refused',
  last: op.outcome === 'ok' ? op.act.reading : last,
});

type Decision = OpOf<'permission.set'>;

/**
 * What had become of a reading's identifier, its permission and its orders when it was sent. Few requirements ask, so
 * it is worked out when asked for.
 */
export class AttemptCircumstances {
  readonly #attempt: Attempt;
  readonly #own: OwnOrders;
  readonly #before: Before;
  readonly #record: PatientRecord;

  constructor(attempt: Attempt, own: OwnOrders, before: Before, record: PatientRecord) {
    this.#attempt = attempt;
    this.#own = own;
    this.#before = before;
    this.#record = record;
  }

  /** An order of the measure is on hold somewhere in this history. */
  get held(): boolean {
    return this.#own.held;
  }

  /** An order of the measure is entered in error somewhere in this history. */
  get inError(): boolean {
    return this.#own.inError;
  }

  /** Measured at the very instant at which an order begins. */
  get isAtStart(): boolean {
    const { at } = effectiveTime(this.#reading);
    return this.#own.periods.some(({ start }) => start === at);
  }

  /** It corrects or takes back what was taken before. */
  get amends(): boolean {
    const { status } = this.#reading;
    return this.#before.taken && (status === 'corrected' || status === 'entered-in-error');
  }

  /** It amends, and moves the reading to another instant. */
  get moves(): boolean {
    const { last } = this.#before;
    return this.amends && last !== undefined && effectiveTime(last).at !== effectiveTime(this.#reading).at;
  }

  /** It completes a preliminary reading. */
  get completes(): boolean {
    return this.#before.last?.status === 'preliminary' && this.#reading.status === 'final';
  }

  /** Nothing had come under its identifier. */
  get isFirst(): boolean {
    return this.#before.count === 0;
  }

  /** What came under its identifier before was refused, all of it. */
  get wasRefused(): boolean {
    return this.#before.refused && !this.#before.taken;
  }

  /** Permission for its type was withdrawn, and has been granted again. */
  get isGrantedAgain(): boolean {
    const decisions = this.#decisions;
    return decisions.at(-1)?.status === 'granted' && decisions.some(({ status }) => status === 'withdrawn');
  }

  /** Nothing new of its measure could be filed: permission is withdrawn, or every order is over. */
  get isShut(): boolean {
    if (this.#decisions.at(-1)?.status === 'withdrawn') return true;
    const { op } = this.#attempt;
    const now = this.#record.clock.over(op.sent, op.settled);
    const { periods } = this.#own;
    return periods.length > 0 && periods.every(({ end }) => end <= now.low);
  }

  /** Another order of its measure had ended, and one goes on. */
  get survivesAnOrder(): boolean {
    const { op } = this.#attempt;
    const now = this.#record.clock.over(op.sent, op.settled);
    const { periods } = this.#own;
    return periods.some(({ end }) => end <= now.low) && periods.some(({ end }) => end > now.high);
  }

  get #reading(): Reading {
    return this.#attempt.op.act.reading;
  }

  /** On the permission of its type, oldest first. */
  get #decisions(): readonly Permission[] {
    const { op } = this.#attempt;
    return this.#record.permissions
      .filter(
        (p: Decision) =>
          p.act.permission.measure === op.act.reading.measure && p.outcome === 'ok' && p.settled <= op.sent,
      )
      .map((p) => p.act.permission);
  }
}
