import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { compare, fractionOf } from '../limits/fraction.ts';
import type { ItemPlan } from './plan-items.ts';

export type ItemStep = 'none' | 'raise' | 'update' | 'withdraw';

const sameAmount = (a: { value: string } | undefined, b: { value: string } | undefined): boolean =>
  a === undefined || b === undefined ? a === b : compare(fractionOf(a.value), fractionOf(b.value)) === 0;

const says = (item: InboxItem, plan: ItemPlan): boolean =>
  item.kind === plan.kind &&
  item.interpretation.join(' ') === plan.interpretation.join(' ') &&
  item.baseline?.system === plan.baseline?.system &&
  item.baseline?.value === plan.baseline?.value &&
  sameAmount(item.delta, plan.delta) &&
  sameAmount(item.limit, plan.limit);

/**
 * What must happen so that the inbox shows what the readings filed by now ask for. A done item is
 * never withdrawn: it was a person's act. Nothing new is raised for a reading that is too old.
 */
export const reconcile = (standing: InboxItem | undefined, plan: ItemPlan | undefined, mayRaise: boolean): ItemStep => {
  if (standing === undefined) return plan === undefined || !mayRaise ? 'none' : 'raise';
  if (plan === undefined) return standing.status === 'done' ? 'none' : 'withdraw';
  return says(standing, plan) ? 'none' : 'update';
};
