import type { PermissionFact } from '../facts.ts';
import type { Out } from './judge.ts';
import { answerText } from './words.ts';

/** A grant or withdrawal that changes something is taken; where the portal has no tracker picked, a grant is refused. */
export const permissionTaken = (fact: PermissionFact, out: Out): void => {
  const { op, accept, reasons } = fact;
  if (accept && reasons.length > 0) {
    out.may(fact.lane);
    return;
  }
  if ((accept && !fact.changes) || op.outcome === 'unknown') return;
  const codes = reasons.flatMap((r) => r.codes);
  const right = op.outcome === (accept ? 'ok' : 'refused');
  out.report({
    lane: fact.lane,
    polarity: accept ? 'must' : 'must-not',
    outcome: right ? 'met' : 'broken',
    subject: { patient: fact.patient },
    expected: () =>
      accept
        ? `the patient's decision is taken: ${op.act.permission.measure} ${op.act.permission.status}`
        : `refused: ${reasons.map((r) => r.why).join('; ')}`,
    observed: () => answerText(op),
    lines: [op.seq],
    ...(right && !accept && !codes.some((code) => code === op.answer.refusal)
      ? { warning: `refused with ${op.answer.refusal ?? 'no reason code'}; expected ${codes.join(' or ')}` }
      : {}),
  });
};
