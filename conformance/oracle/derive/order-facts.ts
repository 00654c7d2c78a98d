import type { AnyRuling } from '../course/effect.ts';
import type { OrderFact } from '../facts.ts';
import type { OrderOp } from '../course/version.ts';
import type { MeasureView, PatientCase } from './world.ts';

const factOf = (op: OrderOp, rulings: readonly AnyRuling[], patient: string): OrderFact => {
  const reasons = rulings.flatMap((r) => (r.way === 'accept' ? [] : r.grounds)) as OrderFact['reasons'];
  return {
    lane: op.lane,
    patient,
    op,
    accept: rulings.some((r) => r.way !== 'refuse'),
    replay: rulings.length > 0 && rulings.every((r) => r.replay),
    reasons: [...new Map(reasons.map((r) => [r.why, r])).values()],
  };
};

const ofMeasure = ({ measure }: MeasureView, patient: string): readonly OrderFact[] =>
  [...measure.orders.values()].flat().map((op) => factOf(op, measure.explored.rulings.get(op) ?? [], patient));

/** What had to become of each order and each change of one. Source: contract, Life cycles; bindings 1.1. */
export const orderFacts = ({ record, measures }: PatientCase): readonly OrderFact[] =>
  measures.flatMap((view) => ofMeasure(view, record.key));
