import type { DemandFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Out } from './judge.ts';
import { itemLines, itemsText } from './words.ts';

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

/** The positive half: the item is there and is the right one. */
export const raised = (fact: DemandFact, out: Out, { flaw, presentOnly }: Raise = {}): void => {
  const present = fact.items.length > 0;
  if (!present && presentOnly === true) return;
  const outcome = present ? (flaw?.(fact) === true ? 'broken' : 'met') : fact.absenceProven ? 'broken' : 'undecided';
  out.report({
    ...about(fact),
    polarity: 'must',
    outcome,
    expected: () => sayRaise(fact),
    observed: () =>
      present
        ? [itemsText(fact.items), ...fact.flaws.map((f) => `${f.field}: ${f.shown}, expected ${f.expected}`)].join('; ')
        : fact.absenceProven
          ? 'no item'
          : 'no item seen, but no complete look came after the deadline',
  });
};

/** The negative half: nothing is there, and that is proven. */
export const stayedAway = (fact: DemandFact, out: Out, unwanted = fact.items): void => {
  const outcome = unwanted.length > 0 ? 'broken' : fact.absenceProven || fact.items.length > 0 ? 'met' : 'undecided';
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
