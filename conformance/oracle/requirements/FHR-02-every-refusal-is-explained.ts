import { BESIDE_FHIR, type OpLine } from '../../history/lines.ts';
import type { Judge } from './judge.ts';
import { answerText } from './words.ts';

/** What stands before a system answers so by itself, while it is away or has too much to do. */
const OF_A_PROXY: ReadonlySet<string> = new Set(['408', '429', '502', '503', '504']);

/** It failed, and said nothing of it that a client could read. What came of it is open, and that it said nothing is not. */
const isUnexplained = ({ answer: { code = '', explained, outage } }: OpLine): boolean =>
  explained === false && outage !== true && !OF_A_PROXY.has(code);

/** FHR-02: a refusal carries a well-formed OperationOutcome; a success carries no refusal. */
export const FHR_02: Judge = {
  id: 'FHR-02',
  answer(op, out) {
    if (op.via !== 'fhir' || (op.outcome === 'unknown' && !isUnexplained(op))) return;
    if (op.act.op === 'surface.try' && BESIDE_FHIR.has(op.act.attempt)) return;
    const refused = op.outcome !== 'ok';
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
