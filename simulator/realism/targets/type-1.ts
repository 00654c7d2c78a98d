import { PER_PATIENT, perPatient, slotPooled, type PerPatient } from '../finger-statistics.ts';
import { cvPercent, mean, percentWhere, quantile, sd } from '../moments.ts';
import { pooled, type PatientStream, type Slot } from '../observation.ts';
import { highRiskIndex, lowRiskIndex } from '../risk.ts';
import { TOLERANCE, type Statistic } from '../statistic.ts';

type Cohort = readonly PatientStream[];
type Of = (values: readonly number[]) => number;

const of = (id: string, title: string, real: number, tolerance: Statistic<Cohort>['tolerance'], figure: Of) => ({
  id,
  title,
  real,
  tolerance,
  of: (cohort: Cohort) => figure(pooled(cohort)),
});
const patients = (
  id: string,
  title: string,
  real: number,
  tolerance: Statistic<Cohort>['tolerance'],
  p: PerPatient,
) => ({
  id: `patient.${id}`,
  title: `${title}, mean of patients`,
  real,
  tolerance,
  of: (cohort: Cohort) => mean(perPatient(cohort, p)),
});
const slot = (name: Slot, real: number) => ({
  id: `slot.${name}`,
  title: `mean ${name.replace('-', ' ')}, mg/dL`,
  real,
  tolerance: TOLERANCE.mean,
  of: (cohort: Cohort) => mean(slotPooled(cohort, name)),
});
const quantileOf = (p: number, real: number) =>
  of(`p${p}`, `percentile ${p}, mg/dL`, real, TOLERANCE.percentile, (v) => quantile(v, p / 100));

/**
 * Finger tests of people with type 1 diabetes. Source: realism facts 7.1, computed there of the AIM-94 data set
 * (70 patients, 13,522 readings, 1988 to 1991; Michael Kahn, MD, PhD, Washington University, St. Louis, MO); the
 * bedtime figure joins its two rows. At most 30 figures of that data set are kept here; the rest is read from
 * the data themselves where they are at hand.
 */
export const TYPE_1_STATISTICS: readonly Statistic<Cohort>[] = [
  of('mean', 'mean, mg/dL', 160.3, TOLERANCE.mean, mean),
  of('sd', 'standard deviation, mg/dL', 80.1, TOLERANCE.sd, sd),
  of('cv', 'CV, %', 50, TOLERANCE.cv, cvPercent),
  quantileOf(5, 51),
  quantileOf(25, 97),
  quantileOf(50, 149),
  quantileOf(75, 210),
  quantileOf(95, 308),
  of('below54', 'below 54 mg/dL, %', 5.6, TOLERANCE.low, (v) => percentWhere(v, (x) => x < 54)),
  of('below70', 'below 70 mg/dL, %', 11.6, TOLERANCE.low, (v) => percentWhere(v, (x) => x < 70)),
  of('above180', 'above 180 mg/dL, %', 36.1, TOLERANCE.high, (v) => percentWhere(v, (x) => x > 180)),
  of('above250', 'above 250 mg/dL, %', 14.4, TOLERANCE.high, (v) => percentWhere(v, (x) => x > 250)),
  of('lbgi', 'low blood glucose index', 3.07, TOLERANCE.lowRisk, lowRiskIndex),
  of('hbgi', 'high blood glucose index', 8.89, TOLERANCE.highRisk, highRiskIndex),
  slot('pre-breakfast', 170.7),
  slot('pre-lunch', 143.6),
  slot('pre-supper', 156.4),
  slot('bedtime', 163.9),
  patients('cv', 'CV, %', 48.7, TOLERANCE.cv, PER_PATIENT.cv),
  patients('within-day-cv', 'CV within days, %', 40.5, TOLERANCE.cv, PER_PATIENT.withinDayCv),
  patients('lag1', 'lag-1 of consecutive readings', 0.03, TOLERANCE.fingerLag, PER_PATIENT.lag1),
  patients('lag1-days', 'lag-1 of daily means', 0.08, TOLERANCE.fingerLag, PER_PATIENT.lag1OfDays),
  patients('lag1-fasting', 'lag-1 of fasting readings', 0.04, TOLERANCE.fingerLag, PER_PATIENT.lag1OfFasting),
  patients('fasting', 'fasting mean, mg/dL', 173.7, TOLERANCE.mean, PER_PATIENT.fastingMean),
  patients('below70', 'below 70 mg/dL, %', 14.4, TOLERANCE.low, PER_PATIENT.below70),
  patients('above180', 'above 180 mg/dL, %', 38.7, TOLERANCE.high, PER_PATIENT.above180),
  patients('lbgi', 'low blood glucose index', 3.79, TOLERANCE.lowRisk, PER_PATIENT.lowRisk),
  patients('hbgi', 'high blood glucose index', 9.8, TOLERANCE.highRisk, PER_PATIENT.highRisk),
];
