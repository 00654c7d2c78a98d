import type { Reading, WithdrawalReason } from '../../../contract/domain/index.ts';
import type { Ambience } from '../course/ambience.ts';
import type { RaisedItem, ReadingRule } from '../course/item.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { Filing, SubmitOp } from '../readings/filing.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { Tri } from '../time/span.ts';
import type { Stretch } from './recipients.ts';

/** Whether, why and when an item had to be withdrawn again. */
export interface Withdrawal {
  readonly level: 'must' | 'may' | 'must-not';
  readonly reasons: readonly WithdrawalReason[];
  readonly at: Stretch | undefined;
}

/**
 * What an order and a reading demand of one rule: an item must exist, must not exist, or either is right
 * because overlapping operations leave it open. Items of one order, reading and rule that differ in kind or
 * direction (a correction from abnormal to critical) are demands of their own.
 */
export interface Demand {
  readonly level: 'must' | 'must-not' | 'may';
  readonly order: OrderRecord;
  readonly filing: Filing;
  readonly family: ReadingRule;
  /** One for every state the reading can have met. With `must`, each of them calls for an item. */
  readonly evaluations: readonly Evaluation[];
  readonly why: string;
  /** The attempt whose filing raises it, from which its deadline counts; absent while none was answered. */
  readonly cause: SubmitOp | undefined;
  /** Monotonic stretch of the filing that raises it. */
  readonly raised: Stretch;
  /** Whether the item must say that it is late. */
  readonly late: Tri;
  /** What each course has of it; empty for a must-not. */
  readonly items: readonly RaisedItem[];
  /** How many items it can have at the most. */
  readonly most: number;
  /** Of the limits, and no item of its own: in every course it counts in the item of a digest. */
  readonly joined: boolean;
  /** Of each of its items, in the order of raising; of one that has none, that it is not. */
  readonly withdrawals: readonly Withdrawal[];
  readonly ambience: Ambience;
  /** The first identifier of the reading that goes by a key. */
  readonly nameOf: (key: string) => string;
  /** What a reading says at the end, by its first identifier; undefined: it is not there. */
  readonly readingOf: (key: string) => Reading | undefined;
}
