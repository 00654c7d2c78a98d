import type { DemandFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Out } from './judge.ts';
import { flawsText, itemLines, itemsText } from './words.ts';

/** Common parts of a finding about a demand. */
export const about = (fact: DemandFact): Pick<Report, 'lane' | 'subject' | 'lines'> => {
  const [item] = fact.items;
  return {
    lane: fact.lane,
    subject: {
      patient: fact.patient,
      order: fact.demand.order.key,
      reading: fact.demand.filing.key,
      ...(item === undefined ? {} : { item: item.key }),
    },
    lines: [...fact.demand.filing.attempts.map((a) => a.op.seq), ...itemLines(fact.items)],
  };
};

/** What was seen of a demand's items, as a finding says it. */
export const reportOf = (fact: DemandFact): Pick<Report, 'lane' | 'subject' | 'lines' | 'observed'> => ({
  ...about(fact),
  observed: () => [itemsText(fact.items), ...flawsText(fact.flaws)].join('; '),
});

/** More items than the order and the reading can ever have had by this rule. */
export const tooMany = ({ items, demand }: DemandFact): boolean => items.length > Math.max(1, demand.most);

interface Raise {
  /** Flaws that break it, of an item that is there. */
  readonly flaw?: (fact: DemandFact) => boolean;
  /** A missing item is another requirement's failure: report only what was met. */
  readonly presentOnly?: boolean;
}

const sayRaise = ({ demand }: DemandFact): string => {
  const kinds = demand.evaluations.flatMap((e) =>
    e.call === undefined ? [] : [`${e.call.kind} ${e.call.interpretation.join('+')}`],
  );
  return `an item (${[...new Set(kinds)].join(' or ')}): ${demand.why}`;
};

/** What the positive half comes to. */
export const raiseOutcome = (fact: DemandFact, flaw?: Raise['flaw']): Report['outcome'] => {
  if (fact.items.length > 0) return flaw?.(fact) === true ? 'broken' : 'met';
  return fact.absenceProven ? 'broken' : 'undecided';
};

/** What the negative half comes to. */
export const stayOutcome = (fact: DemandFact, unwanted = fact.items): Report['outcome'] => {
  if (unwanted.length > 0) return 'broken';
  return fact.items.length > 0 || fact.absenceProven ? 'met' : 'undecided';
};

/** The positive half: the item is there and is the right one. */
export const raised = (fact: DemandFact, out: Out, { flaw, presentOnly }: Raise = {}): void => {
  if (presentOnly === true && fact.items.length === 0) return;
  const outcome = raiseOutcome(fact, flaw);
  // What there is to say stands apart: what is only counted shall not pay for it.
  if (outcome !== 'met' || !out.met(fact.lane, 'must')) reportRaised(fact, out, outcome);
};

const reportRaised = (fact: DemandFact, out: Out, outcome: Report['outcome']): void => {
  const present = fact.items.length > 0;
  out.report({
    ...about(fact),
    polarity: 'must',
    outcome,
    expected: () => sayRaise(fact),
    observed: () =>
      present
        ? [itemsText(fact.items), ...flawsText(fact.flaws)].join('; ')
        : fact.absenceProven
          ? 'no item'
          : 'no item seen, but no complete look came after the deadline',
  });
};

/** The negative half: nothing is there, and that is proven. */
export const stayedAway = (fact: DemandFact, out: Out, unwanted = fact.items): void => {
  const outcome = stayOutcome(fact, unwanted);
  if (outcome !== 'met' || !out.met(fact.lane, 'must-not')) reportStay(fact, out, unwanted, outcome);
};

const reportStay = (fact: DemandFact, out: Out, unwanted: DemandFact['items'], outcome: Report['outcome']): void => {
  out.report({
    ...about(fact),
    polarity: 'must-not',
    outcome,
    expected: () => `no item: ${fact.demand.why}`,
    observed: () =>
      unwanted.length > 0
        ? itemsText(unwanted)
        : outcome === 'met'
          ? 'none'
          : 'none seen, but the run did not prove it (quiet time, a sentinel, a complete look)',
  });
};

/** Both halves, by what the demand says. */
export const raiseOrStay = (fact: DemandFact, out: Out, raise: Raise = {}): void => {
  if (fact.demand.level === 'must') raised(fact, out, raise);
  else if (fact.demand.level === 'must-not') stayedAway(fact, out);
  else out.may(fact.lane);
};

/** Any of these flaws; leaving out the version's instant is a reservation (ALR-03), not a flaw. */
export const hasFlaw =
  (...fields: readonly string[]) =>
  (fact: DemandFact): boolean =>
    fact.flaws.some((flaw) => fields.includes(flaw.field) && !(flaw.field === 'limitFrom' && flaw.kind === 'missing'));

/** A feature that holds in every state the reading can have met. */
export const always = (fact: DemandFact, test: (e: DemandFact['demand']['evaluations'][number]) => boolean): boolean =>
  fact.demand.evaluations.length > 0 && fact.demand.evaluations.every(test);
