import { type1Mdi } from '../../simulator/cohort/glucose/type-1.ts';
import type { GlucoseArchetype } from '../../simulator/cohort/glucose-archetype.ts';
import { separation, type Separation } from '../../simulator/realism/classifier.ts';
import { median } from '../../simulator/realism/moments.ts';
import { dayOf, type PatientStream } from '../../simulator/realism/observation.ts';
import { randomWalks } from '../../simulator/realism/random-walk.ts';
import { fingerCohort } from '../../simulator/realism/simulated.ts';
import { withoutBehaviour } from '../../simulator/realism/without-behaviour.ts';
import { AIM94_RANGE, electronicPatients } from './aim94.ts';

type Cohort = readonly PatientStream[];

/** How well two groups are told apart, over the seeds, and by what: mean weights, strongest first. */
export interface SeparationRow {
  readonly title: string;
  readonly aucs: readonly number[];
  readonly weights: Separation['weights'];
}

/** Simulated patients for every real one. */
const TIMES = 3;

const spanOf = ({ observations }: PatientStream): number =>
  dayOf(observations.at(-1) ?? { wallMs: 0, mgDl: 0 }) - dayOf(observations[0] ?? { wallMs: 0, mgDl: 0 }) + 1;

/** As long as the real ones, one after another, by meters of that time. */
export const likeThem = (real: Cohort, archetype: GlucoseArchetype, seed: number, times = TIMES): Cohort => {
  const spans = real.map(spanOf);
  const patients = real.length * times;
  return fingerCohort({
    archetype,
    seed,
    patients,
    range: AIM94_RANGE,
    days: (index) => spans[index % spans.length] ?? 1,
  });
};

function rowOf(title: string, found: readonly Separation[]): SeparationRow {
  const sums = new Map<string, number>();
  for (const { weights } of found) {
    for (const { feature, weight } of weights) sums.set(feature, (sums.get(feature) ?? 0) + weight / found.length);
  }
  const weights = [...sums]
    .map(([feature, weight]) => ({ feature, weight }))
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return { title, aucs: found.map(({ auc }) => auc), weights };
}

export const medianAuc = ({ aucs }: SeparationRow): number => median(aucs);

/** What the classifier makes of simulated and real patients. Positive weights speak for the group named first. */
export function separations(all: Cohort, seeds: readonly number[]): readonly SeparationRow[] {
  const { fitted, held } = electronicPatients(all);
  const perfect = withoutBehaviour(type1Mdi);
  const against = (real: Cohort, other: (seed: number) => Cohort) => seeds.map((seed) => separation(real, other(seed)));
  const level = { mean: 160, sd: 80 };
  const times = held[0]?.observations.map((o) => o.wallMs) ?? [];
  return [
    rowOf(
      'AIM-94 patients 31 to 50, against simulated',
      against(held, (seed) => likeThem(held, type1Mdi, seed)),
    ),
    rowOf(
      'AIM-94 patients 1 to 30, against simulated',
      against(fitted, (seed) => likeThem(fitted, type1Mdi, seed)),
    ),
    rowOf('AIM-94 patients 1 to 30 against patients 31 to 50: real against real', [separation(fitted, held)]),
    rowOf(
      'Simulated in the place of patients 1 to 30, as many and as long, against patients 31 to 50',
      seeds.map((seed) => separation(likeThem(fitted, type1Mdi, seed, 1), held)),
    ),
    rowOf(
      'AIM-94 patients 31 to 50 against a random walk',
      against(held, (seed) => randomWalks(held.length * TIMES, times, level, seed)),
    ),
    rowOf(
      'AIM-94 patients 31 to 50 against the simulator without behaviour',
      against(held, (seed) => likeThem(held, perfect, seed)),
    ),
  ];
}
