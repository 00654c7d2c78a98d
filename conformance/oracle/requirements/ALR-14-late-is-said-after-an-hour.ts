import type { DemandFact } from '../facts.ts';
import { APART, showInstant, tryLocalInstant } from '../time/instant.ts';
import { type Span, widen } from '../time/span.ts';
import type { Judge } from './judge.ts';
import { hasFlaw, reportOf } from './raise.ts';

const SHOWN = hasFlaw('late', 'effective', 'submitted');

/**
 * When its reading can have come, or what raised the item because of another reading (the contract means the latter, and
 * whoever shows the former says nothing untrue), as far apart as clocks may be; open: without an answer it may have come
 * at any time since.
 */
const cameIn = ({
  demand: { filing, ambience, raised },
}: DemandFact): readonly (Span & { readonly isOpen: boolean })[] => [
  ...filing.attempts.map(({ op }) => ({
    ...widen(ambience.clock.over(op.sent, op.settled), APART),
    isOpen: op.outcome === 'unknown',
  })),
  {
    ...widen(ambience.clock.over(raised.from, Math.max(raised.from, Math.min(raised.to, ambience.horizon))), APART),
    isOpen: false,
  },
];

/** An item that says that its reading came when it was not sent. */
const saysOtherwise = (fact: DemandFact): boolean => {
  const came = cameIn(fact);
  return fact.items.some(({ latest: { submitted } }) => {
    if (submitted === undefined) return false;
    const at = tryLocalInstant(submitted)?.at;
    return at === undefined || !came.some(({ low, high, isOpen }) => low <= at && (isOpen || at <= high));
  });
};

const cameText = (fact: DemandFact): string =>
  cameIn(fact)
    .map(({ low, high }) => `${showInstant(low)} to ${showInstant(high)}`)
    .join(' or ');

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
    const wrong = SHOWN(fact) || saysOtherwise(fact);
    if (!wrong && out.met(fact.lane, isLate ? 'must' : 'must-not')) return;
    out.report({
      ...reportOf(fact),
      polarity: isLate ? 'must' : 'must-not',
      outcome: wrong ? 'broken' : 'met',
      expected: () =>
        isLate
          ? `marked late, with the time of measurement and of arrival (${cameText(fact)}): it came more than an hour after it was measured`
          : `not marked late, nor said to have come at another time than ${cameText(fact)}: it came within an hour`,
    });
  },
};
