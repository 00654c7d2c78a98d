import { betweenDayCv, cohortLagCorrelation, dawnRises, sampledAt, withinDayCv } from '../continuous-statistics.ts';
import { PER_PATIENT } from '../finger-statistics.ts';
import { cvPercent, extremesOfGroups, known, mean, median, percentWhere, quantile, sd } from '../moments.ts';
import { pooled, valuesOf, type PatientStream } from '../observation.ts';
import { points, TOLERANCE, type Statistic, type Tolerance } from '../statistic.ts';

type Cohort = readonly PatientStream[];

/** What is known of a group that wore a sensor. Glucose in mg/dL, shares and CV in percent. */
export interface DenseFigures {
  /** How many people they are of. */
  readonly people: number;
  readonly mean: number;
  readonly cv: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly below70: number;
  readonly above180: number;
  readonly personMean: number;
  /** Deviation between people of their own means. */
  readonly personMeanSd: number;
  readonly personCv: number;
  /** Of the person with the least CV, and with the most. */
  readonly personCvRange: readonly [least: number, most: number];
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
  /** At 7:00, where known. */
  readonly fasting?: { readonly p95: number; readonly above180: number };
  /** Rise of the dawn: the person-night in the middle, the quartiles, and the share of nights above 20 mg/dL. */
  readonly dawn: number;
  readonly dawnQuartiles: readonly [lower: number, upper: number];
  readonly dawnClear: number;
}

/** Hour as on a clock: 17.5 is 17:30. */
const clock = (hour: number): string => `${Math.floor(hour)}:${hour % 1 === 0 ? '00' : '30'}`;
/** Realism facts 7.4 say none for the dawn rise; half of the distance to the quartiles of 248 people (Monnier 2013). */
const DAWN = points(8);
const CLEAR_DAWN_MGDL = 20;

const ofPeople = (cohort: Cohort, of: (s: PatientStream) => number): readonly number[] => known(cohort.map(of));
const personMeans = (cohort: Cohort, of: (s: PatientStream) => number): number => mean(ofPeople(cohort, of));
const ownMean = (s: PatientStream): number => mean(valuesOf(s.observations));
const ownCv = (s: PatientStream): number => cvPercent(valuesOf(s.observations));
const sampled = (cohort: Cohort, hours: readonly number[]): Cohort => cohort.map((s) => sampledAt(s, hours));

/**
 * The statistics of realism facts 7.2 of one group's figures. Where 7.4 has no tolerance of its own for a figure, that of its
 * kind: a deviation between people is held like any deviation, a share of nights like a share of high values, the least and the
 * most CV like a CV. They are narrower than 5 or 14 people say: the standard error of a deviation of so few is 35 and 20 % of it.
 */
export function denseStatistics(real: DenseFigures): readonly Statistic<Cohort>[] {
  const row = (
    id: string,
    title: string,
    figure: number,
    tolerance: Tolerance,
    of: (cohort: Cohort) => number,
  ): Statistic<Cohort> => ({ id: `dense.${id}`, title, real: figure, tolerance, of });
  const share = (cohort: Cohort, is: (v: number) => boolean): number => percentWhere(pooled(cohort), is);
  const { people, fingerHours, fasting } = real;
  const [leastCv, mostCv] = real.personCvRange;
  const [lowerDawn, upperDawn] = real.dawnQuartiles;
  const extremeCvs = (cohort: Cohort) => extremesOfGroups(ofPeople(cohort, ownCv), people);
  const atSeven = (cohort: Cohort): readonly number[] => pooled(sampled(cohort, [7]));
  return [
    row('mean', 'mean, mg/dL', real.mean, TOLERANCE.mean, (c) => mean(pooled(c))),
    row('cv', 'CV, %', real.cv, TOLERANCE.cv, (c) => cvPercent(pooled(c))),
    row('p5', 'percentile 5, mg/dL', real.p5, TOLERANCE.percentile, (c) => quantile(pooled(c), 0.05)),
    row('p50', 'percentile 50, mg/dL', real.p50, TOLERANCE.percentile, (c) => quantile(pooled(c), 0.5)),
    row('p95', 'percentile 95, mg/dL', real.p95, TOLERANCE.percentile, (c) => quantile(pooled(c), 0.95)),
    row('below70', 'below 70 mg/dL, %', real.below70, TOLERANCE.low, (c) => share(c, (v) => v < 70)),
    row('above180', 'above 180 mg/dL, %', real.above180, TOLERANCE.high, (c) => share(c, (v) => v > 180)),
    row('patient.mean', 'mean, mean of patients', real.personMean, TOLERANCE.mean, (c) => personMeans(c, ownMean)),
    row('patient.mean.sd', 'mean, deviation between patients, mg/dL', real.personMeanSd, TOLERANCE.sd, (c) =>
      sd(ofPeople(c, ownMean)),
    ),
    row('patient.cv', 'CV, mean of patients, %', real.personCv, TOLERANCE.cv, (c) => personMeans(c, ownCv)),
    row('patient.cv.least', `CV, least of ${people} patients, %`, leastCv, TOLERANCE.cv, (c) => extremeCvs(c).least),
    row('patient.cv.most', `CV, most of ${people} patients, %`, mostCv, TOLERANCE.cv, (c) => extremeCvs(c).most),
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
    ...(fasting === undefined
      ? []
      : [
          row('at7.p95', 'percentile 95 at 7:00, mg/dL', fasting.p95, TOLERANCE.percentile, (c) =>
            quantile(atSeven(c), 0.95),
          ),
          row('at7.above180', 'above 180 mg/dL at 7:00, %', fasting.above180, TOLERANCE.high, (c) =>
            percentWhere(atSeven(c), (v) => v > 180),
          ),
        ]),
    row('dawn', 'dawn rise, median, mg/dL', real.dawn, DAWN, (c) => median(dawnRises(c))),
    row('dawn.lower', 'dawn rise, lower quartile, mg/dL', lowerDawn, DAWN, (c) => quantile(dawnRises(c), 0.25)),
    row('dawn.upper', 'dawn rise, upper quartile, mg/dL', upperDawn, DAWN, (c) => quantile(dawnRises(c), 0.75)),
    row(
      'dawn.clear',
      `nights with a dawn rise above ${CLEAR_DAWN_MGDL} mg/dL, %`,
      real.dawnClear,
      TOLERANCE.high,
      (c) => percentWhere(dawnRises(c), (rise) => rise > CLEAR_DAWN_MGDL),
    ),
  ];
}
