import { dueAbout } from './due.ts';
import type { Judge } from './judge.ts';
import { about, raised, tooMany } from './raise.ts';
import { itemsText } from './words.ts';

/**
 * ALR-06: never two items for one order, reading and rule, however often the reading was sent. What a correction or an
 * erasure withdrew and another brought back is a second one by right.
 */
export const ALR_06: Judge = {
  id: 'ALR-06',
  demand(fact, out) {
    if (fact.demand.level === 'must') raised(fact, out, { presentOnly: true });
    const second = tooMany(fact);
    if (!second && !(fact.facts.resent && fact.items.length === 1)) return;
    out.report({
      ...about(fact),
      polarity: 'must-not',
      outcome: second ? 'broken' : fact.absenceProven ? 'met' : 'undecided',
      expected: () =>
        fact.demand.most > 1
          ? `no more than ${fact.demand.most} items for the same order, reading and rule`
          : `no second item for the same order, reading and rule: ${fact.demand.why}`,
      observed: () => itemsText(fact.items),
    });
  },
  due(fact, out) {
    if (fact.items.length < 2) return;
    out.report({
      ...dueAbout(fact),
      polarity: 'must-not',
      outcome: 'broken',
      expected: () => `no second item: ${fact.demand.why}`,
      observed: () => itemsText(fact.items),
    });
  },
};
