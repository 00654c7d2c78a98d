import type { OrderCause, OrderFact } from '../facts.ts';
import { keyOf, type Order } from '../../../contract/domain/index.ts';
import type { Judge } from './judge.ts';
import { answerText } from './words.ts';

/** A limit of it has decimals. */
export const isFine = ({ limits }: Order): boolean =>
  limits.some(({ low, high }) => [low, high].some((bound) => bound?.includes('.') === true));

/** A change that can be sent as a whole or as a part. */
export const isChangeByV2 = ({ act, via }: OrderFact['op']): boolean => act.op === 'order.change' && via === 'hl7v2';

const BY_CODE: Readonly<Record<string, string>> = {
  'identifier-conflict': 'ORD-06',
  'limits-missing': 'ORD-02',
  'recipient-unknown': 'ORD-19',
  'illegal-transition': 'ORD-20',
};

/** The one requirement that a wrongly refused order is held against, by the reason that the SUT claims. */
const claimant = ({ op, replay }: OrderFact): string => {
  const code = op.answer.refusal;
  if (replay) return 'ORD-06';
  if (code === undefined) return 'ORD-02';
  if (code === 'effective-from-too-early') return op.act.op === 'order.change' ? 'ORD-17' : 'ORD-18';
  if (code === 'missing-element' && isChangeByV2(op)) return 'ORD-23';
  if (code === 'limits-contradictory' && isFine(op.act.order)) return 'ORD-13';
  return BY_CODE[code] ?? 'ORD-05';
};

/** A requirement about orders: those with one of `causes` are refused, sound ones (for which `positive` holds) are taken. */
export const orderGate = (
  id: string,
  causes: readonly OrderCause[],
  positive: (fact: OrderFact) => boolean,
): Judge => ({
  id,
  order(fact, out) {
    const { op, reasons } = fact;
    const common = {
      lane: fact.lane,
      subject: { patient: fact.patient, order: keyOf(op.act.order.identifier) },
      observed: () => answerText(op),
      lines: [op.seq],
    };
    if (!fact.accept) {
      if (!reasons.some((r) => causes.includes(r.cause))) return;
      const codes = reasons.flatMap((r) => r.codes);
      const right = codes.some((code) => code === op.answer.refusal);
      out.report({
        ...common,
        polarity: 'must-not',
        outcome: op.outcome === 'refused' ? 'met' : op.outcome === 'ok' ? 'broken' : 'undecided',
        expected: () => `refused: ${reasons.map((r) => r.why).join('; ')}`,
        ...(op.outcome === 'refused' && !right
          ? { warning: `refused with ${op.answer.refusal ?? 'no reason code'}; expected ${codes.join(' or ')}` }
          : {}),
      });
    } else if (reasons.length > 0) out.may(fact.lane);
    else if (op.outcome === 'ok' ? positive(fact) : op.outcome === 'refused' && claimant(fact) === id)
      out.report({
        ...common,
        polarity: 'must',
        outcome: op.outcome === 'ok' ? 'met' : 'broken',
        expected: () => (fact.replay ? 'accepted: the same order again' : 'accepted: the order is complete and sound'),
      });
  },
});
