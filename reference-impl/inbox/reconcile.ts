import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { compare, fractionOf } from '../limits/fraction.ts';
import type { ItemPlan } from './plan-items.ts';

/**
 * What must happen to one standing item. A finished one that nothing asks for any more stays: `show` says there what became
 * of its reading, after `stay` it says so already.
 */
export type ItemStep = 'keep' | 'update' | 'show' | 'stay' | 'withdraw';

export interface Reconciled {
  /** A step for each standing item, in their order. */
  readonly steps: readonly ItemStep[];
  /** None of them is what is asked for. */
  readonly lacks: boolean;
}

/** An item as far as plans are held against it. */
type Standing = Pick<
  InboxItem,
  'kind' | 'status' | 'interpretation' | 'limit' | 'baseline' | 'delta' | 'value' | 'effective' | 'context'
>;
/** What the reading itself says, which an item repeats. */
export type Shown = Pick<InboxItem, 'value' | 'effective' | 'context'>;

const sameAmount = (a: { value: string } | undefined, b: { value: string } | undefined): boolean =>
  a === undefined || b === undefined ? a === b : compare(fractionOf(a.value), fractionOf(b.value)) === 0;

const shows = (item: Standing, shown: Shown): boolean =>
  item.value?.value === shown.value?.value &&
  item.value?.unit === shown.value?.unit &&
  item.effective === shown.effective &&
  item.context === shown.context;

const says = (item: Standing, plan: ItemPlan, shown: Shown): boolean =>
  item.interpretation.join(' ') === plan.interpretation.join(' ') &&
  item.baseline?.system === plan.baseline?.system &&
  item.baseline?.value === plan.baseline?.value &&
  sameAmount(item.delta, plan.delta) &&
  sameAmount(item.limit, plan.limit) &&
  shows(item, shown);

/** Whether an item is the one that a plan asks for: of the same kind and direction; a change that shares one of its directions. */
const isOf = (item: Standing, plan: ItemPlan): boolean =>
  item.kind === plan.kind &&
  (plan.kind === 'change'
    ? plan.interpretation.some((direction) => item.interpretation.includes(direction))
    : item.interpretation.join(' ') === plan.interpretation.join(' '));

/**
 * What must happen so that the inbox shows what the readings filed by now ask for, of one order, reading and family.
 * `standing`: its items that were not withdrawn, done ones too. A done item is never withdrawn: it was a person's
 * act; an item of another kind or direction is raised beside it.
 */
export const reconcile = (standing: readonly Standing[], plan: ItemPlan | undefined, shown: Shown): Reconciled => {
  const steps = standing.map((item): ItemStep => {
    if (plan !== undefined && isOf(item, plan)) return says(item, plan, shown) ? 'keep' : 'update';
    if (item.status !== 'done') return 'withdraw';
    return shows(item, shown) ? 'stay' : 'show';
  });
  const isThere = plan !== undefined && standing.some((item) => isOf(item, plan));
  return { steps, lacks: plan !== undefined && !isThere };
};
