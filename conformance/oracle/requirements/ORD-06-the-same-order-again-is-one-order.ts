import type { Judge } from './judge.ts';
import { orderGate } from './order-gate.ts';
import { about, tooMany } from './raise.ts';
import { itemsText } from './words.ts';

const base = orderGate('ORD-06', ['conflict'], (fact) => fact.replay);

/** ORD-06: a repeated order is answered as known, and readings under it make one item each. */
export const ORD_06: Judge = {
  ...base,
  demand(fact, out) {
    if (!fact.facts.reorderedOrder || fact.items.length === 0) return;
    out.report({
      ...about(fact),
      polarity: 'must-not',
      outcome: tooMany(fact) ? 'broken' : fact.absenceProven ? 'met' : 'undecided',
      expected: () => 'one item, because the order is one however often it was sent',
      observed: () => itemsText(fact.items),
    });
  },
};
