import type { GlucoseArchetype } from '../../simulator/cohort/glucose-archetype.ts';
import { prediabetes } from '../../simulator/cohort/glucose/own-insulin.ts';
import { type1Mdi } from '../../simulator/cohort/glucose/type-1.ts';
import { type2Oral } from '../../simulator/cohort/glucose/type-2.ts';
import type { PatientStream } from '../../simulator/realism/observation.ts';
import { denseCohort, fingerCohort } from '../../simulator/realism/simulated.ts';
import { judge, type Statistic } from '../../simulator/realism/statistic.ts';
import { summaryOf, type SummaryRow } from '../../simulator/realism/summary.ts';
import { PREDIABETES_STATISTICS } from '../../simulator/realism/targets/prediabetes.ts';
import { TYPE_1_STATISTICS } from '../../simulator/realism/targets/type-1.ts';
import { TYPE_2_STATISTICS } from '../../simulator/realism/targets/type-2.ts';
import { simulatedWeights } from '../../simulator/realism/weight/weight-cohort.ts';
import { WEIGHT_STATISTICS } from '../../simulator/realism/weight/weight-statistics.ts';
import { AIM94_RANGE, distanceStatistics, recordedDays } from './aim94.ts';
import { furtherStatistics } from './further.ts';

type Cohort = readonly PatientStream[];

/** Whoever is compared, with what, and how many of them for how long. */
export interface Comparison {
  readonly title: string;
  readonly source: string;
  readonly rows: readonly SummaryRow[];
  /** Statistics whose real figures are read from the data and are not to be shown. */
  readonly further?: readonly SummaryRow[];
}

const over = <M>(seeds: readonly number[], statistics: readonly Statistic<M>[], cohort: (seed: number) => M) =>
  summaryOf(seeds.map((seed) => judge(statistics, cohort(seed))));

const DENSE_PATIENTS = 60;
const DENSE_DAYS = 14;
const WEIGHT_PEOPLE = 12;

/** Finger tests of as many patients as AIM-94 has, with records as long as theirs and a meter of that time. */
export const type1Rows = (seeds: readonly number[], real: Cohort): Required<Comparison> => {
  const shown = [...TYPE_1_STATISTICS, ...distanceStatistics(real)];
  const recorded = recordedDays();
  const all = over(seeds, [...shown, ...furtherStatistics()], (seed) =>
    fingerCohort({ archetype: type1Mdi, seed, range: AIM94_RANGE, ...recorded }),
  );
  return {
    title: `Type 1 (\`t1d-mdi\`), ${recorded.patients} patients with records as long as the real ones`,
    source: 'AIM-94: 70 patients, 13,522 finger tests, 1988 to 1991',
    rows: all.slice(0, shown.length),
    further: all.slice(shown.length),
  };
};

const dense = (seeds: readonly number[], archetype: GlucoseArchetype, statistics: readonly Statistic<Cohort>[]) =>
  over(seeds, statistics, (seed) => denseCohort({ archetype, seed, patients: DENSE_PATIENTS, days: () => DENSE_DAYS }));

const length = `${DENSE_PATIENTS} patients of ${DENSE_DAYS} days, seen through a sensor`;
export const type2Rows = (seeds: readonly number[]): Comparison => ({
  title: `Type 2 (\`t2d-oral\`), ${length}`,
  source: 'iglu (Hall 2018): 5 people with a sensor',
  rows: dense(seeds, type2Oral, TYPE_2_STATISTICS),
});
export const prediabetesRows = (seeds: readonly number[]): Comparison => ({
  title: `Prediabetes (\`prediabetes\`), ${length}`,
  source: 'iglu (Hall 2018): 14 people with a sensor',
  rows: dense(seeds, prediabetes, PREDIABETES_STATISTICS),
});

/** Every archetype whose weight is tracked. */
export const weightRows = (seeds: readonly number[]): readonly Comparison[] =>
  Object.entries(WEIGHT_STATISTICS).map(([archetype, statistics]) => ({
    title: `Weight (\`${archetype}\`), ${WEIGHT_PEOPLE} people of a year`,
    source: 'realism facts 4.1 and 9.2: six people and the literature',
    rows: over(seeds, statistics, (seed) => simulatedWeights(archetype, seed, WEIGHT_PEOPLE)),
  }));
