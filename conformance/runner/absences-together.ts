import { keyOf, type Coverage } from '../../contract/domain/index.ts';
import type { LanePlan } from './plan/planned-act.ts';

const absencesIn = (plans: readonly LanePlan[]): ReadonlyMap<string, Coverage['absences']> => {
  const all = new Map<string, Map<string, Coverage['absences'][number]>>();
  for (const { acts } of plans)
    for (const { step } of acts) {
      if (step.kind !== 'act' || step.act.op !== 'coverage.set') continue;
      const { person, absences } = step.act.coverage;
      const known = all.get(keyOf(person)) ?? new Map<string, Coverage['absences'][number]>();
      for (const absence of absences) known.set(JSON.stringify(absence), absence);
      all.set(keyOf(person), known);
    }
  return new Map(
    [...all].map(([person, known]) => [
      person,
      [...known.values()].toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1)),
    ]),
  );
};

/**
 * The same plans, where whoever tells of an absence tells of all that the run holds of that person: people are the run's,
 * a set of absences replaces the one before, and lanes are played side by side.
 */
export const absencesTogether = <P extends { readonly plan: LanePlan }>(lanes: readonly P[]): readonly P[] => {
  const all = absencesIn(lanes.map(({ plan }) => plan));
  if (all.size === 0) return lanes;
  return lanes.map((lane) => ({
    ...lane,
    plan: {
      ...lane.plan,
      acts: lane.plan.acts.map((planned) => {
        const { step } = planned;
        if (step.kind !== 'act' || step.act.op !== 'coverage.set') return planned;
        const { coverage } = step.act;
        const absences = all.get(keyOf(coverage.person)) ?? coverage.absences;
        return { ...planned, step: { ...step, act: { ...step.act, coverage: { ...coverage, absences } } } };
      }),
    },
  }));
};
