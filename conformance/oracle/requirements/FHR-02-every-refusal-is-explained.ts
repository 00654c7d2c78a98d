import { BESIDE_FHIR } from '../../history/lines.ts';
import type { Judge } from './judge.ts';
import { answerText } from './words.ts';

/** FHR-02: a refusal carries a well-formed OperationOutcome; a success carries no refusal. */
export const FHR_02: Judge = {
  id: 'FHR-02',
  answer(op, out) {
    if (op.via !== 'fhir' || op.outcome === 'unknown') return;
    if (op.act.op === 'surface.try' && BESIDE_FHIR.has(op.act.attempt)) return;
    const refused = op.outcome === 'refused';
    const { explained, refusal } = op.answer;
    const polarity = refused ? 'must' : 'must-not';
    const outcome = (refused ? explained === true : refusal === undefined) ? 'met' : 'broken';
    if (outcome === 'met' && out.met(op.lane, polarity)) return;
    out.report({
      lane: op.lane,
      polarity,
      outcome,
      subject: {},
      expected: () => (refused ? 'an OperationOutcome that says why' : 'a success says no refusal'),
      observed: () =>
        `${answerText(op)}${refused ? (explained === true ? ', explained' : ', no OperationOutcome') : ''}`,
      lines: [op.seq],
    });
  },
};
