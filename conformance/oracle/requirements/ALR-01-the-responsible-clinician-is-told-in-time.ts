import { bareKeys } from '../bare-key.ts';
import { punctuality, type Timing } from '../items/delay.ts';
import type { DemandFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Judge, Out } from './judge.ts';
import { about } from './raise.ts';
import { itemsText } from './words.ts';

const interval = ({ lowMs, highMs }: Timing): string =>
  highMs === null ? `not within ${lowMs} ms` : `after ${lowMs} to ${highMs} ms`;

const verdictOf = (fact: DemandFact): { outcome: Report['outcome']; observed: string; warning?: string } => {
  const { items, timing } = fact;
  const inPlace = items.filter((item) => fact.recipients.has(recipientKey(item)));
  if (items.length === 0)
    return fact.absenceProven
      ? { outcome: 'broken', observed: 'never seen' }
      : { outcome: 'undecided', observed: 'not seen, and no complete look came after the deadline' };
  if (inPlace.length === 0) return { outcome: 'broken', observed: `in another In Basket: ${itemsText(items)}` };
  if (timing === undefined)
    return { outcome: 'met', observed: `${itemsText(inPlace)}; no deadline, its attempt was never answered` };
  const when = interval(timing);
  switch (punctuality(timing)) {
    case 'late':
      return { outcome: 'broken', observed: `too late, ${when}` };
    case 'undecided':
      return { outcome: 'undecided', observed: `${when}: the deadline lies inside this interval` };
    case 'tight':
      return { outcome: 'met', observed: when, warning: `more than 80 % of the ${timing.deadlineMs} ms were used` };
    case 'in-time':
      return { outcome: 'met', observed: when };
  }
};

const recipientKey = (item: DemandFact['items'][number]): string =>
  `${item.latest.recipient.system}|${item.latest.recipient.value}`;

const causality = (fact: DemandFact, out: Out): void => {
  const sent = fact.demand.raised.from;
  const early = fact.items.filter((item) => item.first.by < sent);
  out.report({
    ...about(fact),
    polarity: 'must-not',
    outcome: early.length > 0 ? 'broken' : 'met',
    expected: () => 'no item before the reading that causes it was sent, and none in an In Basket of somebody else',
    observed: () => (early.length > 0 ? `seen before the reading was sent: ${itemsText(early)}` : 'none earlier'),
  });
};

/** ALR-01: in the right In Basket, from the intended send of the accepted attempt to the interval of coming into sight. */
export const ALR_01: Judge = {
  id: 'ALR-01',
  demand(fact, out) {
    if (fact.items.length > 0) causality(fact, out);
    if (fact.demand.level === 'may') out.may(fact.lane);
    if (fact.demand.level !== 'must') return;
    const { outcome, observed, warning } = verdictOf(fact);
    out.report({
      ...about(fact),
      polarity: 'must',
      outcome,
      expected: () =>
        `in the In Basket of ${bareKeys(fact.recipients, ' or ')} within ${fact.deadlineMs} ms: ${fact.demand.why}`,
      observed: () => observed,
      ...(fact.timing === undefined ? {} : { timing: fact.timing }),
      ...(warning === undefined ? {} : { warning }),
    });
  },
};
