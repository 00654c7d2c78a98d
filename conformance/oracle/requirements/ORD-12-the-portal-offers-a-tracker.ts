import { keyOf, type TrackerState } from '../../../contract/domain/index.ts';
import { bareKey, bareKeys } from '../bare-key.ts';
import type { TrackerFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Judge, Out } from './judge.ts';
import { answerText } from './words.ts';

type Expected = ReadonlySet<TrackerState | undefined>;

const stateText = (state: TrackerState | undefined): string => state ?? 'not shown';
const expectedText = (states: Expected): string => [...states].map(stateText).join(' or ');

const common = ({ lane, patient, list }: TrackerFact): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane,
  subject: { patient },
  lines: [list.seq],
});

/** Of one order: what had to be shown (and may take its time), or must not be. */
const ofOrder = (fact: TrackerFact, order: string, states: Expected, out: Out): void => {
  const shown = fact.shown.filter((t) => keyOf(t.order) === order);
  const state = shown[0]?.state;
  const right = states.has(state) && shown.length < 2;
  const isPositive = !states.has(undefined);
  out.report({
    ...common(fact),
    subject: { patient: fact.patient, order },
    polarity: isPositive ? 'must' : 'must-not',
    // What a change has made so must be seen within the deadline; that something is not there yet may be so until then.
    outcome: right ? 'met' : fact.isSettled || (!isPositive && state !== undefined) ? 'broken' : 'undecided',
    expected: () => `the tracker of order ${bareKey(order)}: ${expectedText(states)}`,
    observed: () => `${shown.length > 1 ? `${shown.length} times, ` : ''}${stateText(state)} (line ${fact.list.seq})`,
  });
};

/** ORD-12: offered for an active order and a phone that can serve, not before and not without; and it goes through its states. */
export const ORD_12: Judge = {
  id: 'ORD-12',
  trackers(fact, out) {
    for (const [order, states] of fact.expected) ofOrder(fact, order, states, out);
    const foreign = fact.shown.map((t) => keyOf(t.order)).filter((key) => !fact.expected.has(key));
    if (foreign.length > 0)
      out.report({
        ...common(fact),
        polarity: 'must-not',
        outcome: 'broken',
        expected: () => 'no tracker of an order that this patient does not have',
        observed: () => `${bareKeys(foreign)} (line ${fact.list.seq})`,
      });
  },
  pick(fact, out) {
    const { op, accept, reasons } = fact;
    if (accept && reasons.length > 0) {
      out.may(fact.lane);
      return;
    }
    const code = op.answer.refusal;
    const codes = reasons.flatMap((r) => r.codes);
    const right = op.outcome === (accept ? 'ok' : 'refused');
    out.report({
      lane: fact.lane,
      subject: { patient: fact.patient, order: keyOf(op.act.order) },
      lines: [op.seq],
      polarity: accept ? 'must' : 'must-not',
      outcome: right ? 'met' : op.outcome === 'unknown' ? 'undecided' : 'broken',
      expected: () =>
        accept
          ? `${op.act.state}: the tracker is offered or picked`
          : `refused: ${reasons.map((r) => r.why).join('; ')}`,
      observed: () => answerText(op),
      ...(right && !accept && !codes.some((c) => c === code)
        ? { warning: `refused with ${code ?? 'no reason code'}; expected ${codes.join(' or ')}` }
        : {}),
    });
  },
};
