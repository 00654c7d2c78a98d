import { bareKeys } from '../bare-key.ts';
import { punctuality, type Timing } from '../sight/delay.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { DemandFact, Routed } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Judge, Out } from './judge.ts';
import { about } from './raise.ts';
import { dueAbout } from './due.ts';
import { intervalText, itemsText } from './words.ts';

interface Told extends Routed {
  readonly absenceProven: boolean;
  readonly timing: Timing | undefined;
}

const verdictOf = (fact: Told): { outcome: Report['outcome']; observed: () => string; warning?: string } => {
  const { items, timing } = fact;
  const inPlace = items.filter((item) => fact.recipients.has(keyOf(item.latest.recipient)));
  if (items.length === 0)
    return fact.absenceProven
      ? { outcome: 'broken', observed: () => 'never seen' }
      : { outcome: 'undecided', observed: () => 'not seen, and no complete look came after the deadline' };
  if (inPlace.length === 0) return { outcome: 'broken', observed: () => `in another In Basket: ${itemsText(items)}` };
  if (timing === undefined)
    return { outcome: 'met', observed: () => `${itemsText(inPlace)}; no deadline, its attempt was never answered` };
  const when = (): string => intervalText(timing);
  switch (punctuality(timing)) {
    case 'late':
      return { outcome: 'broken', observed: () => `too late, ${when()}` };
    case 'undecided':
      return { outcome: 'undecided', observed: () => `${when()}: the deadline lies inside this interval` };
    case 'tight':
      return { outcome: 'met', observed: when, warning: `more than 80 % of the ${timing.deadlineMs} ms were used` };
    case 'in-time':
      return { outcome: 'met', observed: when };
  }
};

type Common = Pick<Report, 'lane' | 'subject' | 'lines'>;

const causality = (fact: Routed, common: () => Common, from: number, what: string, out: Out): void => {
  const early = fact.items.filter((item) => item.first.by < from);
  if (early.length === 0 && out.met(fact.lane, 'must-not')) return;
  out.report({
    ...common(),
    polarity: 'must-not',
    outcome: early.length > 0 ? 'broken' : 'met',
    expected: () => `no item before ${what}`,
    observed: () => (early.length > 0 ? `seen before that: ${itemsText(early)}` : 'none earlier'),
  });
};

const inTime = (fact: Told, common: () => Common, deadlineMs: number, why: () => string, out: Out): void => {
  const { outcome, observed, warning } = verdictOf(fact);
  if (outcome === 'met' && warning === undefined && out.met(fact.lane, 'must')) return;
  out.report({
    ...common(),
    polarity: 'must',
    outcome,
    expected: () => `in the In Basket of ${bareKeys(fact.recipients, ' or ')} within ${deadlineMs} ms: ${why()}`,
    observed,
    ...(fact.timing === undefined ? {} : { timing: fact.timing }),
    ...(warning === undefined ? {} : { warning }),
  });
};

const told = (fact: DemandFact, out: Out): void => {
  const common = (): Common => about(fact);
  if (fact.items.length > 0)
    causality(fact, common, fact.demand.raised.from, 'the reading that causes it was sent', out);
  if (fact.demand.level === 'may') out.may(fact.lane);
  else if (fact.demand.level === 'must') inTime(fact, common, fact.deadlineMs, () => fact.demand.why, out);
};

/**
 * ALR-01: in the right In Basket, from the intended send of the accepted attempt to the interval of coming into sight;
 * what falls due by itself, from its due instant.
 */
export const ALR_01: Judge = {
  id: 'ALR-01',
  demand(fact, out) {
    // Nine of ten readings call for nothing: they shall not pay for the words.
    if (fact.items.length > 0 || fact.demand.level !== 'must-not') told(fact, out);
  },
  due(fact, out) {
    if (fact.demand.level === 'may') {
      out.may(fact.lane);
      return;
    }
    const common = (): Common => dueAbout(fact);
    if (fact.items.length > 0) causality(fact, common, fact.demand.raised.from, 'it falls due', out);
    inTime(fact, common, fact.deadlineMs, () => fact.demand.why, out);
  },
};
