import { betweenDayCv, cohortLagCorrelation, dawnMedian, sampledAt, withinDayCv } from '../continuous-statistics.ts';
import { PER_PATIENT } from '../finger-statistics.ts';
import { cvPercent, known, mean, percentWhere, quantile, sd } from '../moments.ts';
import { pooled, valuesOf, type PatientStream } from '../observation.ts';
import { points, TOLERANCE, type Statistic, type Tolerance } from '../statistic.ts';

type Cohort = readonly PatientStream[];

/** What is known of a group that wore a sensor. Glucose in mg/dL, shares and CV in percent. */
export interface DenseFigures {
  readonly mean: number;
  readonly cv: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly below70: number;
  readonly above180: number;
  readonly personMean: number;
  readonly personCv: number;
  readonly betweenDayCv: number;
  readonly withinDayCv: number;
  /** By lag in minutes. */
  readonly lags: readonly (readonly [minutes: number, correlation: number])[];
  /** Read once a day at a wall hour: mean, and deviation where known. */
  readonly atHours: readonly { readonly hour: number; readonly mean: number; readonly sd: number }[];
  /** Read at all of these hours, as a finger would be pricked. */
  readonly fingerHours: readonly number[];
  readonly fingerCv: number;
  readonly fingerLag: number;
  readonly dawn: number;
}

/** Hour as on a clock: 17.5 is 17:30. */
const clock = (hour: number): string => `${Math.floor(hour)}:${hour % 1 === 0 ? '00' : '30'}`;
/** Realism facts 7.4 say none for the dawn rise; half of the distance to the quartiles of 248 people (Monnier 2013). */
const DAWN = points(8);

const personMeans = (cohort: Cohort, of: (s: PatientStream) => number): number => mean(known(cohort.map(of)));
const sampled = (cohort: Cohort, hours: readonly number[]): Cohort => cohort.map((s) => sampledAt(s, hours));

/** The statistics of realism facts 7.2 of one group's figures. */
export function denseStatistics(real: DenseFigures): readonly Statistic<Cohort>[] {
  const row = (
    id: string,
    title: string,
    figure: number,
    tolerance: Tolerance,
    of: (cohort: Cohort) => number,
  ): Statistic<Cohort> => ({ id: `dense.${id}`, title, real: figure, tolerance, of });
  const share = (cohort: Cohort, is: (v: number) => boolean): number => percentWhere(pooled(cohort), is);
  const { fingerHours } = real;
  return [
    row('mean', 'mean, mg/dL', real.mean, TOLERANCE.mean, (c) => mean(pooled(c))),
    row('cv', 'CV, %', real.cv, TOLERANCE.cv, (c) => cvPercent(pooled(c))),
    row('p5', 'percentile 5, mg/dL', real.p5, TOLERANCE.percentile, (c) => quantile(pooled(c), 0.05)),
    row('p50', 'percentile 50, mg/dL', real.p50, TOLERANCE.percentile, (c) => quantile(pooled(c), 0.5)),
    row('p95', 'percentile 95, mg/dL', real.p95, TOLERANCE.percentile, (c) => quantile(pooled(c), 0.95)),
    row('below70', 'below 70 mg/dL, %', real.below70, TOLERANCE.low, (c) => share(c, (v) => v < 70)),
    row('above180', 'above 180 mg/dL, %', real.above180, TOLERANCE.high, (c) => share(c, (v) => v > 180)),
    row('patient.mean', 'mean, mean of patients', real.personMean, TOLERANCE.mean, (c) =>
      personMeans(c, (s) => mean(valuesOf(s.observations))),
    ),
    row('patient.cv', 'CV, mean of patients, %', real.personCv, TOLERANCE.cv, (c) =>
      personMeans(c, (s) => cvPercent(valuesOf(s.observations))),
    ),
    row('between-day-cv', 'CV between days, %', real.betweenDayCv, TOLERANCE.cv, (c) => personMeans(c, betweenDayCv)),
    row('within-day-cv', 'CV within days, %', real.withinDayCv, TOLERANCE.cv, (c) => personMeans(c, withinDayCv)),
    ...real.lags.map(([minutes, correlation]) =>
      row(`lag${minutes}`, `autocorrelation at ${minutes} min`, correlation, TOLERANCE.denseLag, (c) =>
        cohortLagCorrelation(c, minutes),
      ),
    ),
    ...real.atHours.flatMap(({ hour, mean: usual, sd: spread }) => [
      row(`at${hour}`, `mean at ${clock(hour)}, mg/dL`, usual, TOLERANCE.mean, (c) => mean(pooled(sampled(c, [hour])))),
      row(`at${hour}.sd`, `standard deviation at ${clock(hour)}, mg/dL`, spread, TOLERANCE.sd, (c) =>
        sd(pooled(sampled(c, [hour]))),
      ),
    ]),
    row('finger.cv', 'CV as finger tests, mean of patients, %', real.fingerCv, TOLERANCE.cv, (c) =>
      personMeans(sampled(c, fingerHours), PER_PATIENT.cv),
    ),
    row('finger.lag1', 'lag-1 as finger tests', real.fingerLag, TOLERANCE.fingerLag, (c) =>
      personMeans(sampled(c, fingerHours), PER_PATIENT.lag1),
    ),
    row('dawn', 'dawn rise, median, mg/dL', real.dawn, DAWN, dawnMedian),
  ];
}
