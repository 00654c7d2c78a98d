import type { Quantity } from '../../../contract/domain/index.ts';
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

const within = <V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> => {
  let found = maps.get(key);
  if (found === undefined) maps.set(key, (found = new Map()));
  return found;
};

/**
 * ORD-03: the same value of two patients of a lane, whose limits make it two different things. Each is
 * judged by its own limits.
 */
export const makeORD_03 = (): Judge => {
  /** In the order of appearance. */
  const all: Map<string, Group>[] = [];
  /** By lane, unit and value, apart: a text made of all three would be made for every reading. */
  const lanes = new Map<string, Map<string, Map<string, Map<string, Group>>>>();
  const groupsOf = (lane: string, { value, unit }: Quantity): Map<string, Group> => {
    const values = within(within(lanes, lane), unit);
    let groups = values.get(value);
    if (groups === undefined) {
      values.set(value, (groups = new Map<string, Group>()));
      all.push(groups);
    }
    return groups;
  };
  return {
    id: 'ORD-03',
    demand(fact) {
      const { demand, lane, patient } = fact;
      const { result } = demand.filing.reading;
      if (demand.family !== 'limits' || demand.level === 'may' || result.kind !== 'value') return;
      const interpretation = interpretationOf(fact);
      if (interpretation === undefined) return;
      const groups = groupsOf(lane, result.quantity);
      let group = groups.get(interpretation);
      if (group === undefined) groups.set(interpretation, (group = { patient, reports: new Map() }));
      const outcome = demand.level === 'must' ? raiseOutcome(fact) : stayOutcome(fact);
      const report = group.reports.has(outcome) ? undefined : reportOn(fact);
      if (report !== undefined) group.reports.set(outcome, inWords(report));
    },
    finish(out) {
      for (const groups of all) {
        const patients = new Set([...groups.values()].map((g) => g.patient));
        if (groups.size < 2 || patients.size < 2) continue;
        for (const { reports } of groups.values()) for (const report of reports.values()) out.report(report);
      }
    },
  };
};
