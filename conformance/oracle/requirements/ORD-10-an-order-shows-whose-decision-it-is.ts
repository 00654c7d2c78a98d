import { keyOf, type Identifier, type Order, type ShownOrder } from '../../../contract/domain/index.ts';
import type { OrderShownFact } from '../facts.ts';
import { instant } from '../time/instant.ts';
import type { Judge } from './judge.ts';
import { answerText } from './words.ts';

const isSame = (shown: Identifier | undefined, sent: Identifier): boolean =>
  shown !== undefined && keyOf(shown) === keyOf(sent);

const isThen = (shown: string | undefined, sent: string): boolean =>
  shown !== undefined && instant(shown) === instant(sent);

/** The elements that were stated and are not shown as they were sent, in words. */
const wrongIn = (shown: ShownOrder, sent: Order): string[] => {
  const elements: readonly (readonly [string, boolean, string | undefined])[] = [
    ['start', isThen(shown.start, sent.period.start), shown.start],
    ['end', isThen(shown.end, sent.period.end), shown.end],
    ['requester', isSame(shown.requester, sent.requester), shown.requester?.value],
    ['responsible', isSame(shown.responsible, sent.responsible), shown.responsible?.value],
    ['reason', sent.reason === undefined || shown.reason === sent.reason, shown.reason],
  ];
  return elements.flatMap(([name, right, value]) => (right ? [] : [`${name}: ${value ?? 'not shown'}`]));
};

const statedIn = ({ period, requester, responsible, reason }: Order): string =>
  [
    `start ${period.start}, end ${period.end}, requester ${requester.value}, responsible ${responsible.value}`,
    ...(reason === undefined ? [] : [`reason ${reason}`]),
  ].join(', ');

const commonOf = ({ lane, patient, read, sent }: OrderShownFact) => ({
  lane,
  subject: { patient, order: keyOf(read.act.order) },
  lines: [sent.seq, read.seq],
});

/**
 * ORD-10: an order that is read back shows its start, end, requester, responsible and reason as they were sent; one that
 * was sent without a reason shows none.
 */
export const ORD_10: Judge = {
  id: 'ORD-10',
  orderShown(fact, out) {
    const { read, sent, shown } = fact;
    const { order } = sent.act;
    const wrong = shown.map((one) => wrongIn(one, order)).toSorted((a, b) => a.length - b.length)[0];
    out.report({
      ...commonOf(fact),
      polarity: 'must',
      outcome: wrong?.length === 0 ? 'met' : 'broken',
      expected: () => statedIn(order),
      observed: () => (wrong === undefined ? `${answerText(read)}; no such order` : wrong.join(', ') || 'as sent'),
    });
    if (order.reason !== undefined || shown.length === 0) return;
    const reason = shown.find((one) => one.reason !== undefined)?.reason;
    out.report({
      ...commonOf(fact),
      polarity: 'must-not',
      outcome: reason === undefined ? 'met' : 'broken',
      expected: () => 'no reason: none was stated',
      observed: () => (reason === undefined ? 'no reason' : `reason ${reason}`),
    });
  },
};
