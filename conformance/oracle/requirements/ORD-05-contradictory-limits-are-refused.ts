import { keyOf } from '../../../contract/domain/index.ts';
import type { OrderFact } from '../facts.ts';
import type { Judge } from './judge.ts';
import { orderGate } from './order-gate.ts';
import { answerText } from './words.ts';

/** ORD-05, and every other order that cannot be followed and has no requirement of its own. */
const base = orderGate(
  'ORD-05',
  ['contradictory', 'limit-unit', 'unsupported', 'period', 'unknown-order', 'immutable'],
  (fact) => !fact.replay,
);

const ELEMENT: ReadonlySet<OrderFact['reasons'][number]['cause']> = new Set(['contradictory', 'limit-unit']);

export const ORD_05: Judge = {
  ...base,
  order(fact, out) {
    base.order?.(fact, out);
    const { op, accept, reasons } = fact;
    const { place } = op.answer;
    // A port that has no field for a place says nothing of it.
    if (accept || op.outcome !== 'refused' || place === undefined) return;
    if (!reasons.some(({ cause }) => ELEMENT.has(cause))) return;
    out.report({
      lane: fact.lane,
      subject: { patient: fact.patient, order: keyOf(op.act.order.identifier) },
      polarity: 'must',
      outcome: place === '' ? 'broken' : 'met',
      expected: () => 'the answer names the element, in expression or ERR-2',
      observed: () => (place === '' ? `${answerText(op)}, and no element` : place),
      lines: [op.seq],
    });
  },
};
