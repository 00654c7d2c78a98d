import type { DemandFact } from '../facts.ts';
import type { Judge } from './judge.ts';
import { about, always, hasFlaw, raised, tooMany } from './raise.ts';
import { itemsText } from './words.ts';

export const crossesTwo = (fact: DemandFact): boolean =>
  fact.demand.family === 'change' && always(fact, (e) => (e.call?.interpretation.length ?? 0) > 1);

/** An item of it names every direction that is called for. */
const namesBoth = ({ items, demand: { evaluations } }: DemandFact): boolean =>
  items.some(({ latest }) =>
    evaluations.some(({ call }) => call?.interpretation.every((one) => latest.interpretation.includes(one)) === true),
  );

/** LIM-14: a reading that gains on one and loses on another raises one item, which names both. */
export const LIM_14: Judge = {
  id: 'LIM-14',
  demand(fact, out) {
    if (!crossesTwo(fact)) return;
    if (fact.demand.level === 'may') out.may(fact.lane);
    if (fact.demand.level !== 'must') return;
    const isWrong = hasFlaw('interpretation', 'kind');
    raised(fact, out, { flaw: (f) => isWrong(f) || !namesBoth(f) });
    out.report({
      ...about(fact),
      polarity: 'must-not',
      outcome: tooMany(fact) ? 'broken' : fact.absenceProven ? 'met' : 'undecided',
      expected: () => `no second item beside it: ${fact.demand.why}`,
      observed: () => itemsText(fact.items),
    });
  },
};
