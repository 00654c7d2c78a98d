import type { Judge } from './judge.ts';
import { about, raised } from './raise.ts';
import { itemsText } from './words.ts';

/** ALR-06: never two items for one order, reading and rule, however often the reading was sent. */
export const ALR_06: Judge = {
  id: 'ALR-06',
  demand(fact, out) {
    if (fact.demand.level === 'must') raised(fact, out, { presentOnly: true });
    const second = fact.items.length > 1;
    if (!second && !(fact.facts.resent && fact.items.length === 1)) return;
    out.report({
      ...about(fact),
      polarity: 'must-not',
      outcome: second ? 'broken' : fact.absenceProven ? 'met' : 'undecided',
      expected: () => 'no second item for the same order, reading and rule',
      observed: () => itemsText(fact.items),
    });
  },
};
