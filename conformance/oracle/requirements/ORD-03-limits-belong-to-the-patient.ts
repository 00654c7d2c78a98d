import type { Quantity } from '../../../contract/domain/index.ts';
import type { DemandFact } from '../facts.ts';
import type { Finding, Report } from '../finding.ts';
import { byRank } from '../rank.ts';
import { gathering, type Judge } from './judge.ts';
import { raised, raiseOutcome, stayedAway, stayOutcome } from './raise.ts';

/** With its words made: it then holds nothing of its patient, and is plain data. */
interface Said extends Omit<Finding, 'requirement'> {
  readonly patient: string;
}

/** The first of each outcome, of one lane, value and interpretation, kept until the lane's other patients are known. */
interface Group {
  /** For whom there was one first. */
  readonly patient: string;
  readonly reports: Map<Report['outcome'], Said>;
}

/** By interpretation, what was found of one value in one lane. */
interface Value {
  readonly name: string;
  readonly groups: Map<string, Group>;
}

const inWords = ({ expected, observed, ...rest }: Report, patient: string): Said => ({
  ...rest,
  patient,
  expected: expected(),
  observed: observed(),
});

const reported = ({ patient: _patient, expected, observed, ...rest }: Said): Report => ({
  ...rest,
  expected: () => expected,
  observed: () => observed,
});

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

const byPatient = (a: { readonly patient: string }, b: { readonly patient: string }): number =>
  byRank(a.patient, b.patient);

/** Of one interpretation, in shares of a history: as it would have been found in all of it. */
const together = (groups: readonly Group[]): readonly Said[] => {
  const first = new Map<Report['outcome'], Said>();
  for (const said of groups.flatMap((g) => [...g.reports.values()]).toSorted(byPatient))
    if (!first.has(said.outcome)) first.set(said.outcome, said);
  return [...first.values()];
};

/** What one value came to, if it is two things to two patients. */
const contrasts = (values: readonly Value[]): readonly Said[] => {
  const all = values
    .flatMap(({ groups }) => [...groups].map(([interpretation, group]) => ({ interpretation, ...group })))
    .toSorted(byPatient);
  const groups = [...Map.groupBy(all, (group) => group.interpretation).values()];
  const patients = new Set(groups.map(([first]) => first?.patient));
  return groups.length < 2 || patients.size < 2 ? [] : groups.flatMap(together);
};

const firstPatient = ({ groups }: Value): string => [...groups.values()][0]?.patient ?? '';

/**
 * ORD-03: the same value of two patients of a lane, whose limits make it two different things. Each is
 * judged by its own limits.
 */
export const makeORD_03 = (): Judge => {
  /** In the order of appearance. */
  const own: Value[] = [];
  const names = new Set<string>();
  /** By lane, unit and value, apart: a text made of all three would be made for every reading. */
  const lanes = new Map<string, Map<string, Map<string, Map<string, Group>>>>();
  const nameOf = (lane: string, { value, unit }: Quantity): string => [lane, unit, value].join('\n');
  const groupsOf = (lane: string, quantity: Quantity): Map<string, Group> => {
    const { value, unit } = quantity;
    const values = within(within(lanes, lane), unit);
    let groups = values.get(value);
    if (groups === undefined) {
      values.set(value, (groups = new Map<string, Group>()));
      own.push({ name: nameOf(lane, quantity), groups });
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
      const name = (more: string): string => `${nameOf(lane, result.quantity)}\n${interpretation}${more}`;
      if (group === undefined) {
        groups.set(interpretation, (group = { patient, reports: new Map() }));
        names.add(name(''));
      }
      const outcome = demand.level === 'must' ? raiseOutcome(fact) : stayOutcome(fact);
      const report = group.reports.has(outcome) ? undefined : reportOn(fact);
      if (report === undefined) return;
      group.reports.set(outcome, inWords(report, patient));
      names.add(name(`\n${outcome}`));
    },
    gathering: gathering(
      own,
      (all, out) => {
        const values = all.flat().map((value) => ({ ...value, patient: firstPatient(value) }));
        for (const same of Map.groupBy(values.toSorted(byPatient), (value) => value.name).values())
          for (const said of contrasts(same)) out.report(reported(said));
      },
      names,
    ),
  };
};
