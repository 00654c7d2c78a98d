import type { Judge } from './judge.ts';
import { hasFlaw, reportOf } from './raise.ts';

const SHOWN = hasFlaw('late', 'effective', 'submitted');

/** ALR-14: an item of a reading that came more than an hour late says so, with both times; one that came in time does not. */
export const ALR_14: Judge = {
  id: 'ALR-14',
  demand(fact, out) {
    const { level, late } = fact.demand;
    if (level !== 'must' || fact.items.length === 0) return;
    if (late === 'maybe') {
      out.may(fact.lane);
      return;
    }
    const isLate = late === 'yes';
    const wrong = SHOWN(fact);
    if (!wrong && out.met(fact.lane, isLate ? 'must' : 'must-not')) return;
    out.report({
      ...reportOf(fact),
      polarity: isLate ? 'must' : 'must-not',
      outcome: wrong ? 'broken' : 'met',
      expected: () =>
        isLate
          ? 'marked late, with the time of measurement and of arrival: it came more than an hour after it was measured'
          : 'not marked late: it came within an hour',
    });
  },
};
