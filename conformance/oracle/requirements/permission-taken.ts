import type { PermissionFact } from '../facts.ts';
import type { Out } from './judge.ts';
import { answerText } from './words.ts';

/** A grant or withdrawal that changes something is taken; a SUT with a portal may first want its tracker picked. */
export const permissionTaken = (fact: PermissionFact, out: Out): void => {
  const { op } = fact;
  if (!fact.changes || op.outcome === 'unknown') return;
  if (op.outcome === 'refused' && op.answer.refusal === 'tracker-not-picked') {
    out.may(fact.lane);
    return;
  }
  out.report({
    lane: fact.lane,
    polarity: 'must',
    outcome: op.outcome === 'ok' ? 'met' : 'broken',
    subject: { patient: fact.patient },
    expected: () => `the patient's decision is taken: ${op.act.permission.measure} ${op.act.permission.status}`,
    observed: () => answerText(op),
    lines: [op.seq],
  });
};
