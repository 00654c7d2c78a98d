import type { DemandFact, DueFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import { punctuality } from '../sight/delay.ts';
import { dueAbout } from './due.ts';
import type { Judge, Out } from './judge.ts';
import { about, stayedAway, tooMany } from './raise.ts';
import { intervalText, itemLines, itemsText, itemText } from './words.ts';

type Held = DemandFact | DueFact;

const commonOf = (fact: Held): Pick<Report, 'lane' | 'subject' | 'lines'> => {
  const common = 'subject' in fact.demand ? dueAbout(fact as DueFact) : about(fact as DemandFact);
  const { outage } = fact;
  return outage === undefined ? common : { ...common, lines: [...common.lines, outage.seq] };
};

const isDouble = (fact: Held): boolean =>
  'subject' in fact.demand ? fact.items.length > 1 : tooMany(fact as DemandFact);

/** What was under way when the system went down has come within the time of recovery. */
const came = (fact: Held, out: Out): void => {
  const { items, timing, absenceProven, demand, outage } = fact;
  const punctual = timing === undefined ? 'in-time' : punctuality(timing);
  const proven = items.length > 0 || absenceProven;
  const isLost = items.length === 0 || punctual === 'late';
  out.report({
    ...commonOf(fact),
    polarity: 'must',
    outcome: !proven || punctual === 'undecided' ? 'undecided' : isLost ? 'broken' : 'met',
    expected: () => `an item, though the system was ${outage?.fault}: ${demand.why}`,
    observed: () => {
      if (items.length === 0) return absenceProven ? 'no item' : 'no item seen, but no complete look came after that';
      const when = timing === undefined ? '' : `; ${intervalText(timing)} from when it answered again or it was sent`;
      return `${itemsText(items)}${when}`;
    },
    ...(timing === undefined ? {} : { timing }),
  });
};

/** An item that was there, and another one of the same after the system had been down. */
const cameOnce = (fact: Held, out: Out): void => {
  if (fact.doubledBy === undefined || !isDouble(fact)) return;
  const { fault, seq } = fact.doubledBy;
  const common = commonOf(fact);
  out.report({
    ...common,
    lines: [...common.lines, seq],
    polarity: 'must-not',
    outcome: 'broken',
    expected: () => `no second item after the system was ${fault}: ${fact.demand.why}`,
    observed: () => itemsText(fact.items),
  });
};

/**
 * ALR-05: what was sent or fell due before the system answered again, and was not in sight when it went down, comes within
 * the time of recovery and once; what was in sight stays. Its twin is a reading that calls for nothing.
 */
export const ALR_05: Judge = {
  id: 'ALR-05',
  demand(fact, out) {
    cameOnce(fact, out);
    const { demand, outage } = fact;
    if (outage === undefined || demand.joined) return;
    if (demand.level === 'may') out.may(fact.lane);
    else if (demand.level === 'must') came(fact, out);
    else if (demand.family === 'limits') stayedAway(fact, out);
  },
  due(fact, out) {
    cameOnce(fact, out);
    if (fact.outage === undefined) return;
    if (fact.demand.level === 'may') out.may(fact.lane);
    else came(fact, out);
  },
  life(fact, out) {
    const { outage, item, lackedBy } = fact;
    if (outage === undefined || !lackedBy.some((look) => look.sent >= outage.until)) return;
    out.report({
      lane: fact.lane,
      subject: { patient: fact.patient, item: item.key },
      lines: [...itemLines([item]), outage.seq],
      polarity: 'must',
      outcome: 'broken',
      expected: () => `still there after the system was ${outage.fault}`,
      observed: () => `${itemText(item)}, and then gone`,
    });
  },
};
