import { keyOf } from '../../../contract/domain/index.ts';
import { bareKey } from '../bare-key.ts';
import type { Judge } from './judge.ts';
import { resultText, saysSame } from './shown-content.ts';

/**
 * RDG-21: a query by the second identifier of a measurement finds the reading, as it now is: what came under one of its
 * identifiers, corrections too, is of both.
 */
export const RDG_21: Judge = {
  id: 'RDG-21',
  found(fact, out) {
    const { filing, read, found, current } = fact;
    const asked = read.act.identifier;
    if (asked === undefined || keyOf(asked) === filing.key || !filing.certain || !filing.whole) return;
    const [only] = current;
    const [shown] = found;
    if (only === undefined || current.length !== 1 || only.erased) return;
    const common = {
      lane: fact.lane,
      subject: { patient: fact.patient, reading: filing.key },
      lines: [...filing.attempts.map((a) => a.op.seq), read.seq],
      observed: () => `${shown === undefined ? 'not found' : resultText(shown.reading)} (line ${read.seq})`,
    };
    out.report({
      ...common,
      polarity: 'must',
      outcome: shown === undefined ? 'broken' : 'met',
      expected: () => `found by ${bareKey(keyOf(asked))}, another identifier of ${bareKey(filing.key)}`,
    });
    if (shown !== undefined)
      out.report({
        ...common,
        polarity: 'must-not',
        outcome: saysSame(only.reading, shown.reading) ? 'met' : 'broken',
        expected: () => `no other content than under ${bareKey(filing.key)}: ${resultText(only.reading)}`,
      });
  },
};
