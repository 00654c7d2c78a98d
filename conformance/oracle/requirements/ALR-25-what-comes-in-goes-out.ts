import type { AlertsFact, ToldDemand, ToldItem } from '../facts.ts';
import type { Report } from '../finding.ts';
import { aboutAlerts, alertsText, alertText } from './alert-words.ts';
import type { Judge, Out } from './judge.ts';
import { itemLines, itemText } from './words.ts';

const common = (fact: AlertsFact, { fact: { demand } }: ToldDemand): Pick<Report, 'lane' | 'subject' | 'lines'> => {
  const all = aboutAlerts(fact);
  return {
    ...all,
    subject: { ...all.subject, order: demand.order.key, reading: demand.filing.key },
    lines: [...demand.filing.attempts.map(({ op }) => op.seq), ...all.lines],
  };
};

const judgeDue = (fact: AlertsFact, one: ToldDemand, out: Out): void => {
  const { told, isProven } = one;
  const isTold = told.some(({ phase }) => phase === 'start');
  out.report({
    ...common(fact, one),
    polarity: 'must',
    outcome: isTold ? 'met' : isProven ? 'broken' : 'undecided',
    expected: () => `an alert that the item has begun: ${one.fact.demand.why}`,
    observed: () =>
      isTold || isProven ? alertsText(told) : `${alertsText(told)}, and it is not proven that none will come`,
  });
};

/** Of a reading that no rule calls for: what was told of it all the same is a stray. */
const judgeQuiet = (fact: AlertsFact, one: ToldDemand, out: Out): void => {
  const { told, isProven } = one;
  if (told.length > 0) return;
  out.report({
    ...common(fact, one),
    polarity: 'must-not',
    outcome: isProven ? 'met' : 'undecided',
    expected: () => `no alert: ${one.fact.demand.why}`,
    observed: () => (isProven ? 'none' : 'none so far'),
  });
};

/** Of an item that goes by time: once it is in sight it has to be told of. Which have to come into sight is LIM-09's and others'. */
const judgeTimely = (fact: AlertsFact, { item, told, isProven }: ToldItem, out: Out): void => {
  const isTold = told.some(({ phase }) => phase === 'start');
  const all = aboutAlerts(fact);
  out.report({
    ...all,
    subject: { ...all.subject, item: item.key },
    lines: [...itemLines([item]), ...all.lines],
    polarity: 'must',
    outcome: isTold ? 'met' : isProven ? 'broken' : 'undecided',
    expected: () => `an alert that the item has begun, which an In Basket shows: ${itemText(item)}`,
    observed: () => alertsText(told),
  });
};

/**
 * ALR-25: an alert for each item that is due, and none for what calls for nothing. When it comes is not judged: it waits
 * for the other system as long as that takes.
 */
export const ALR_25: Judge = {
  id: 'ALR-25',
  alerts(fact, out) {
    for (const one of fact.demands) {
      const { level, joined } = one.fact.demand;
      if (level === 'must' && !joined) judgeDue(fact, one, out);
      else if (level === 'must-not' && !joined) judgeQuiet(fact, one, out);
      else out.may(fact.lane);
    }
    for (const one of fact.timely) judgeTimely(fact, one, out);
    for (const { alert, why } of fact.strays)
      out.report({
        ...aboutAlerts(fact),
        polarity: 'must-not',
        outcome: 'broken',
        expected: () => `no alert: ${why}`,
        observed: () => alertText(alert),
      });
  },
};
