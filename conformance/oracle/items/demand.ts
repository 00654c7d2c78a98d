import type { OrderRecord } from '../orders/version.ts';
import type { Filing, SubmitOp } from '../readings/filing.ts';
import type { Evaluation, Family } from '../rules/evaluation.ts';
import type { Tri } from '../time/span.ts';

/**
 * What an order and a reading demand of one rule family: an item must exist, must not exist, or
 * either is right because overlapping operations leave it open.
 */
export interface Demand {
  readonly level: 'must' | 'must-not' | 'may';
  readonly order: OrderRecord;
  readonly filing: Filing;
  readonly family: Family;
  /** One for every state the reading can have met. With `must`, each of them calls for an item. */
  readonly evaluations: readonly Evaluation[];
  readonly why: string;
  /** The attempt whose filing raises it, from which its deadline counts; absent while none was answered. */
  readonly cause: SubmitOp | undefined;
  /** Monotonic stretch of the filing that raises it. */
  readonly raised: { readonly from: number; readonly to: number };
  /** Whether the item must say that it is late. */
  readonly late: Tri;
}
