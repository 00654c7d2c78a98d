import type { DemandFact } from '../facts.ts';
import { isAmended } from '../readings/filing.ts';
import type { Judge, Out } from './judge.ts';
import { about } from './raise.ts';
import { flawsText, itemsText } from './words.ts';
import { claimantOf, isKept, isWithdrawn } from './withdrawal.ts';

/** An item that stands after a correction shows what its reading says now. */
const showsIt = (fact: DemandFact, out: Out): void => {
  const bad = fact.flaws.filter((f) => f.field === 'value' || f.field === 'effective');
  out.report({
    ...about(fact),
    polarity: 'must',
    outcome: bad.length > 0 ? 'broken' : 'met',
    expected: () => 'the item shows what its reading was corrected to',
    observed: () => [itemsText(fact.items), ...flawsText(bad)].join('; '),
  });
};

/**
 * ALR-12: what is no longer called for is withdrawn, with the reason; what still is shows the correction; a finished
 * item stays so. None is erased: what was seen and is gone is ALR-07's.
 */
export const ALR_12: Judge = {
  id: 'ALR-12',
  demand(fact, out) {
    const { level, items, filing } = fact.demand;
    const stays = items.every((i) => i.withdrawn === undefined && i.updates > 0);
    const isOpen = fact.items.some((i) => i.latest.status === 'new' || i.latest.status === 'seen');
    if (level === 'must' && stays && isOpen && isAmended(filing)) showsIt(fact, out);
  },
  life(fact, out) {
    const { demand, withdrawal } = fact;
    if (demand === undefined) return;
    if (withdrawal?.level === 'must-not') {
      if (!('subject' in demand) && demand.level !== 'must-not' && isAmended(demand.filing)) isKept(fact, out);
    } else if (claimantOf(fact) === 'ALR-12') isWithdrawn(fact, out);
  },
};
