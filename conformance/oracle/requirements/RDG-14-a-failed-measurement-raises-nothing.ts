import type { AttemptFact } from '../facts.ts';
import { mustAccept } from '../readings/expectation.ts';
import type { Judge } from './judge.ts';
import { always, stayedAway } from './raise.ts';
import { answerText } from './words.ts';

const isFailed = ({ attempt }: AttemptFact): boolean => attempt.op.act.reading.result.kind === 'absent';

/** RDG-14: a measurement that failed is taken and filed without a value, and raises nothing. */
export const RDG_14: Judge = {
  id: 'RDG-14',
  attempt(fact, out) {
    const { op, expectation } = fact.attempt;
    if (!isFailed(fact) || !mustAccept(expectation) || op.outcome === 'unknown') return;
    out.report({
      lane: fact.lane,
      polarity: 'must',
      outcome: op.outcome === 'ok' ? 'met' : 'broken',
      subject: { patient: fact.patient },
      expected: () => 'accepted: a failed measurement is filed with its reason',
      observed: () => answerText(op),
      lines: [op.seq],
    });
  },
  demand(fact, out) {
    const { demand } = fact;
    if (demand.family === 'limits' && demand.level === 'must-not' && always(fact, (e) => e.features.failed === true))
      stayedAway(fact, out);
  },
  found(fact, out) {
    const [shown] = fact.found;
    const [only] = fact.current;
    if (shown === undefined || only === undefined || fact.current.length > 1 || only.erased) return;
    if (only.reading.result.kind !== 'absent') return;
    const { kind } = shown.reading.result;
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: kind === 'absent' ? 'met' : 'broken',
      subject: { patient: fact.patient, reading: fact.filing.key },
      expected: () => 'filed without a value',
      observed: () => `${kind} (line ${fact.read.seq})`,
      lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
    });
  },
};
