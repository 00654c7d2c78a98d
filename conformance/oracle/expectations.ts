import type { RefusalName } from '../../contract/codes/refusals.ts';
import type { Tri } from './time/span.ts';

/**
 * What had to become of a history, as a judge derives it before it compares anything with what was
 * seen. The common tongue of the two oracles: both give it, and tests compare it to the letter.
 */
export interface Expectations {
  /** By `seq`: orders, changes, permissions, trackers and readings. */
  readonly answers: readonly ExpectedAnswer[];
  /** By `slot`. A slot that no possible course of events ever raises is not listed. */
  readonly items: readonly ExpectedItem[];
}

/** What had to be answered to one operation, its own outcome left out of account. */
export interface ExpectedAnswer {
  readonly seq: number;
  readonly accept: 'must' | 'must-not' | 'may';
  /** Accepted as something that is there already: the same answer, no second effect. */
  readonly replay: Tri;
  /** The first reason to refuse, one for every way in which it can be refused; sorted. */
  readonly refusals: readonly RefusalName[];
}

/**
 * One In Basket item that the history calls for, or may call for. `slot` names it by what it is about:
 * - `ORDER limits READING KIND INTERPRETATION` (`… abnormal H`), likewise `data-quality` (`ORDER data-quality READING`);
 * - `ORDER change READING`;
 * - `ORDER repeated MEMBER,MEMBER,… H`: members by effective time;
 * - `ORDER missing DUE`: the instant that had passed when it was raised, UTC with milliseconds;
 * - `ORDER escalation READING STEP`: the copy of the critical item about that reading;
 * - `ORDER summary START`: start of its period, UTC with milliseconds.
 * ORDER, READING and MEMBER are values of business keys, without their systems.
 */
export interface ExpectedItem {
  readonly slot: string;
  /** How often it can have been raised by the end of the history, over all possible courses; sorted. 0 in it: MAY. */
  readonly raised: readonly number[];
  /** How many of those can stand at the end, not withdrawn; sorted. */
  readonly standing: readonly number[];
  /** Values of the keys of the In Baskets that it may lie in; sorted. */
  readonly recipients: readonly string[];
  /** Whether the item says that it is late, over all possible courses; empty for items without a reading of their own. */
  readonly late: readonly boolean[];
  /** Change: the directions it can name at the end, `U`, `D` or `D+U`. Digest: the possible sets of members at the end, each `READING,READING` in the order of their names. Summary: `count abnormal critical min max mean`. Else empty. */
  readonly content: readonly string[];
}
