import type { DemandFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import type { Judge } from './judge.ts';
import { raised, raiseOutcome, stayedAway, stayOutcome } from './raise.ts';

/** The first of each outcome, of one lane, value and interpretation, kept until the lane's other patients are known. */
interface Group {
  readonly patient: string;
  readonly reports: Map<Report['outcome'], Report>;
}

/** With its words made: it then holds nothing of its patient. */
const inWords = ({ expected, observed, ...rest }: Report): Report => {
  const [wanted, seen] = [expected(), observed()];
  return { ...rest, expected: () => wanted, observed: () => seen };
};

/** The report on one demand, as if nothing like it had been reported. */
const reportOn = (fact: DemandFact): Report | undefined => {
  let found: Report | undefined;
  const out = {
    met: () => false,
    may: () => undefined,
    report: (report: Report) => {
      found = report;
    },
  };
  if (fact.demand.level === 'must') raised(fact, out);
  else stayedAway(fact, out);
  return found;
};

/** The one that every state gives it; undefined: none, or several. */
const interpretationOf = ({ demand: { evaluations } }: DemandFact): string | undefined => {
  const only = evaluations[0]?.interpretation;
  return evaluations.every((e) => e.interpretation === only) ? only : undefined;
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
      if (demand.family !== 'limits' || demand.level === 'may' || result.kind !== 'value') return;
      const interpretation = interpretationOf(fact);
      if (interpretation === undefined) return;
      const key = `${lane} ${result.quantity.value} ${result.quantity.unit}`;
      const groups = lanes.get(key) ?? new Map<string, Group>();
      lanes.set(key, groups);
      const group = groups.get(interpretation) ?? { patient, reports: new Map<Report['outcome'], Report>() };
      groups.set(interpretation, group);
      const outcome = demand.level === 'must' ? raiseOutcome(fact) : stayOutcome(fact);
      const report = group.reports.has(outcome) ? undefined : reportOn(fact);
      if (report !== undefined) group.reports.set(outcome, inWords(report));
    },
    finish(out) {
      for (const groups of lanes.values()) {
        const patients = new Set([...groups.values()].map((g) => g.patient));
        if (groups.size < 2 || patients.size < 2) continue;
        for (const { reports } of groups.values()) for (const report of reports.values()) out.report(report);
      }
    },
  };
};
