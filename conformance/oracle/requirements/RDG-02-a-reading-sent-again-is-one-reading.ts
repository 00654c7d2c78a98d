import { gate } from './gate.ts';
import type { Judge } from './judge.ts';
import { about } from './raise.ts';
import { itemsText } from './words.ts';

const base = gate('RDG-02', ['conflict'], (fact) => fact.repeats > 0 && fact.attempt.expectation.replay);

/** RDG-02: the replay is answered as the first was; one record, one item. */
export const RDG_02: Judge = {
  ...base,
  demand(fact, out) {
    if (!fact.facts.resent || (fact.items.length === 0 && !fact.absenceProven)) return;
    out.report({
      ...about(fact),
      polarity: 'must-not',
      outcome: fact.items.length > 1 ? 'broken' : fact.absenceProven ? 'met' : 'undecided',
      expected: () => 'sent again, it has no second effect',
      observed: () => itemsText(fact.items),
    });
  },
  found(fact, out) {
    if (fact.found.length === 0) return;
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: fact.found.length > 1 ? 'broken' : 'met',
      subject: { patient: fact.patient, reading: fact.filing.key },
      expected: () => 'filed exactly once',
      observed: () => `found ${fact.found.length} times by the query of line ${fact.read.seq}`,
      lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
    });
  },
};
