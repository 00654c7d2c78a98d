import { keyOf } from '../../../contract/domain/index.ts';
import type { Judge } from './judge.ts';
import { answerText } from './words.ts';

const NOT_PICKED = 'tracker-not-picked';

/** PRT-01: where there is a portal, permission is granted for what a picked tracker is for, and for nothing else. */
export const PRT_01: Judge = {
  id: 'PRT-01',
  permission({ lane, patient, op, accept, reasons, changes }, out) {
    const { permission } = op.act;
    if (permission.status !== 'granted') return;
    if (accept && reasons.length > 0) {
      out.may(lane);
      return;
    }
    // A second grant may be refused, and what is refused for another reason is PRM-01's.
    if (accept && (!changes || (op.outcome === 'refused' && (op.answer.refusal ?? NOT_PICKED) !== NOT_PICKED))) return;
    const right = op.outcome === (accept ? 'ok' : 'refused');
    out.report({
      lane,
      subject: { patient },
      lines: [op.seq],
      polarity: accept ? 'must' : 'must-not',
      outcome: right ? 'met' : op.outcome === 'unknown' ? 'undecided' : 'broken',
      expected: () =>
        accept
          ? `permission for ${permission.measure} is granted: a tracker is picked`
          : `refused: ${reasons.map((r) => r.why).join('; ')}`,
      observed: () => `${answerText(op)} for ${keyOf(permission.identifier)}`,
    });
  },
};
