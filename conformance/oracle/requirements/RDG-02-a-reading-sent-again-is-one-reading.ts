import { keyOf } from '../../../contract/domain/index.ts';
import type { FoundFact } from '../facts.ts';
import { gate } from './gate.ts';
import type { Judge } from './judge.ts';
import { about, tooMany } from './raise.ts';
import { itemsText, sentBy } from './words.ts';

const base = gate('RDG-02', [], (fact) => fact.repeats > 0 && fact.attempt.expectation.replay);

/** Records of two identifiers are one reading only where it is certain that both were taken for the same. */
const isTwice = ({ found, filing }: FoundFact): boolean =>
  filing.whole ? found.length > 1 : found.length > new Set(found.map((f) => keyOf(f.reading.identifier))).size;

/** RDG-02: the replay is answered as the first was; one record, one item. */
export const RDG_02: Judge = {
  ...base,
  demand(fact, out) {
    if (!fact.facts.resent || (fact.items.length === 0 && !fact.absenceProven)) return;
    out.report({
      ...about(fact),
      polarity: 'must-not',
      outcome: tooMany(fact) ? 'broken' : fact.absenceProven ? 'met' : 'undecided',
      expected: () => `sent again (${sentBy(fact.demand.filing)}), it has no second effect: ${fact.demand.why}`,
      observed: () => itemsText(fact.items),
    });
  },
  found(fact, out) {
    if (fact.found.length === 0) return;
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: isTwice(fact) ? 'broken' : 'met',
      subject: { patient: fact.patient, reading: fact.filing.key },
      expected: () => `filed exactly once, sent by ${sentBy(fact.filing)}`,
      observed: () => `found ${fact.found.length} times by the query of line ${fact.read.seq}`,
      lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
    });
  },
};
