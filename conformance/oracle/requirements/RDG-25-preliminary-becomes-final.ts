import type { DemandFact } from '../facts.ts';
import { gate } from './gate.ts';
import type { Judge } from './judge.ts';
import { about, tooMany } from './raise.ts';
import { itemsText } from './words.ts';

const base = gate('RDG-25', [], (fact) => fact.circumstances.completes);

const wasCompleted = ({ demand }: DemandFact): boolean => {
  const [first, ...later] = demand.filing.contents;
  return first?.reading.status === 'preliminary' && later.some(({ reading }) => reading.status === 'final');
};

/** RDG-25: what completes a preliminary reading is taken as its correction, and raises nothing beside what stands. */
export const RDG_25: Judge = {
  ...base,
  demand(fact, out) {
    if (!wasCompleted(fact) || (fact.items.length === 0 && !fact.absenceProven)) return;
    out.report({
      ...about(fact),
      polarity: 'must-not',
      outcome: tooMany(fact) ? 'broken' : fact.absenceProven ? 'met' : 'undecided',
      expected: () => `one item at the most, though it came preliminary first and final then: ${fact.demand.why}`,
      observed: () => itemsText(fact.items),
    });
  },
};
