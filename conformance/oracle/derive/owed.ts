import type { Demand, Withdrawal } from '../items/demand.ts';
import type { DueDemand } from '../items/due-demand.ts';
import { withdrawalOfNth } from '../items/withdrawal-of.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { Matching } from './item-matching.ts';

/** The demand that an item answers, and what had to become of this item of it. */
export interface Owed {
  readonly demand: Demand | DueDemand;
  readonly withdrawal: Withdrawal;
}

/** By item: what it answers. Items of one demand came into sight in the order in which they were raised. */
export const owedBy = ({ of, ofDue }: Matching): ReadonlyMap<ObservedItem, Owed> => {
  const owed = new Map<ObservedItem, Owed>();
  for (const [demand, items] of of)
    for (const [nth, item] of items.entries())
      owed.set(item, { demand, withdrawal: withdrawalOfNth(demand.withdrawals, nth) });
  for (const [demand, items] of ofDue)
    for (const item of items) owed.set(item, { demand, withdrawal: demand.withdrawal });
  return owed;
};
