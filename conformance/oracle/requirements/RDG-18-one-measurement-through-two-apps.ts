import { keyOf } from '../../../contract/domain/index.ts';
import { bareKeys } from '../bare-key.ts';
import type { Filing } from '../readings/filing.ts';
import type { Judge } from './judge.ts';
import { about, tooMany } from './raise.ts';
import { answerText, itemsText } from './words.ts';

const isOneOfTwo = ({ keys, certain, whole }: Filing): boolean => certain && whole && keys.size > 1;

/** RDG-18: the same device, second and value under another identifier is accepted as the reading that is there: one record, one item. */
export const RDG_18: Judge = {
  id: 'RDG-18',
  attempt(fact, out) {
    const { op, expectation } = fact.attempt;
    const isCertain = expectation.replay && !expectation.files && expectation.reasons.length === 0;
    if (!fact.isAlias || !isCertain || op.outcome === 'unknown') return;
    out.report({
      lane: fact.lane,
      polarity: 'must',
      outcome: op.outcome === 'ok' ? 'met' : 'broken',
      subject: { patient: fact.patient, reading: keyOf(op.act.reading.identifier) },
      expected: () => 'accepted as a replay: same device, measure, second and value as a filed reading (gate 3)',
      observed: () => answerText(op),
      lines: [op.seq],
    });
  },
  demand(fact, out) {
    if (!isOneOfTwo(fact.demand.filing) || (fact.items.length === 0 && !fact.absenceProven)) return;
    out.report({
      ...about(fact),
      polarity: 'must-not',
      outcome: tooMany(fact) ? 'broken' : fact.absenceProven ? 'met' : 'undecided',
      expected: () => `one item at the most for ${bareKeys(fact.demand.filing.keys, ' = ')}`,
      observed: () => itemsText(fact.items),
    });
  },
  found(fact, out) {
    if (!isOneOfTwo(fact.filing) || fact.found.length === 0) return;
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: fact.found.length > 1 ? 'broken' : 'met',
      subject: { patient: fact.patient, reading: fact.filing.key },
      expected: () => `one record for ${bareKeys(fact.filing.keys, ' = ')}`,
      observed: () => `found ${fact.found.length} times by the query of line ${fact.read.seq}`,
      lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
    });
  },
};
