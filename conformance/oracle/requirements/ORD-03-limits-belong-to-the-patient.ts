import type { DemandFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Judge, Out } from './judge.ts';
import { raised, stayedAway } from './raise.ts';

/** The first of each outcome, of one lane, value and interpretation, kept until the lane's other patients are known. */
interface Group {
  readonly patient: string;
  readonly facts: Map<string, DemandFact>;
}

const interpretationOf = (fact: DemandFact): string | undefined => {
  const set = new Set(fact.demand.evaluations.map((e) => e.interpretation));
  const [only] = set;
  return set.size === 1 ? only : undefined;
};

const quiet = (report: (r: Report) => void): Out => ({ report, may: () => undefined });

const outcomeOf = (fact: DemandFact): string => {
  let outcome = '';
  const note = quiet((r) => (outcome = r.outcome));
  if (fact.demand.level === 'must') raised(fact, note);
  else stayedAway(fact, note);
  return outcome;
};

/**
 * ORD-03: the same value of two patients of a lane, whose limits make it two different things. Each is
 * judged by its own limits.
 */
export const makeORD_03 = (): Judge => {
  const lanes = new Map<string, Map<string, Group>>();
  return {
    id: 'ORD-03',
    demand(fact) {
      const { demand, lane, patient } = fact;
      const { result } = demand.filing.reading;
      const interpretation = interpretationOf(fact);
      if (
        demand.family !== 'limits' ||
        demand.level === 'may' ||
        interpretation === undefined ||
        result.kind !== 'value'
      )
        return;
      const key = `${lane} ${result.quantity.value} ${result.quantity.unit}`;
      const groups = lanes.get(key) ?? new Map<string, Group>();
      lanes.set(key, groups);
      const group = groups.get(interpretation) ?? { patient, facts: new Map<string, DemandFact>() };
      groups.set(interpretation, group);
      const outcome = outcomeOf(fact);
      if (!group.facts.has(outcome)) group.facts.set(outcome, fact);
    },
    finish(out) {
      for (const groups of lanes.values()) {
        const patients = new Set([...groups.values()].map((g) => g.patient));
        if (groups.size < 2 || patients.size < 2) continue;
        for (const group of groups.values())
          for (const fact of group.facts.values())
            if (fact.demand.level === 'must') raised(fact, out);
            else stayedAway(fact, out);
      }
    },
  };
};
