import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PER_PATIENT, perPatient, slotPooled, type PerPatient } from '../../simulator/realism/finger-statistics.ts';
import { cvPercent, mean, percentWhere, quantile, sd } from '../../simulator/realism/moments.ts';
import { byDay, dayOf, pooled, type PatientStream, type Slot } from '../../simulator/realism/observation.ts';
import { highRiskIndex, lowRiskIndex } from '../../simulator/realism/risk.ts';
import { points, TOLERANCE, type Statistic, type Tolerance } from '../../simulator/realism/statistic.ts';
import { DATA } from './aim94.ts';

type Cohort = readonly PatientStream[];
type Figures = Readonly<Record<string, number>>;

/** What is computed of a list of values, as `aim94_stats.json` names it. */
interface Figure {
  readonly key: string;
  readonly title: string;
  readonly tolerance: Tolerance;
  readonly of: (values: readonly number[]) => number;
  /** Of two groups together it is the mean of theirs, by their sizes. */
  readonly isMean: boolean;
}

const share = (key: string, title: string, tolerance: Tolerance, is: (v: number) => boolean): Figure => ({
  key,
  title: `${title}, %`,
  tolerance,
  of: (values) => percentWhere(values, is),
  isMean: true,
});
const quantileOf = (percent: number): Figure => ({
  key: `p${percent}`,
  title: `percentile ${percent}, mg/dL`,
  tolerance: TOLERANCE.percentile,
  of: (values) => quantile(values, percent / 100),
  isMean: false,
});
const BETWEEN = share('tir', '70 to 180 mg/dL', TOLERANCE.high, (v) => v >= 70 && v <= 180);
const FIGURES: readonly Figure[] = [
  { key: 'sd', title: 'standard deviation, mg/dL', tolerance: TOLERANCE.sd, of: sd, isMean: false },
  { key: 'cv', title: 'CV, %', tolerance: TOLERANCE.cv, of: cvPercent, isMean: false },
  ...[5, 25, 50, 75, 95].map(quantileOf),
  share('lt54', 'below 54 mg/dL', TOLERANCE.low, (v) => v < 54),
  share('lt70', 'below 70 mg/dL', TOLERANCE.low, (v) => v < 70),
  BETWEEN,
  share('gt180', 'above 180 mg/dL', TOLERANCE.high, (v) => v > 180),
  share('gt250', 'above 250 mg/dL', TOLERANCE.high, (v) => v > 250),
  { key: 'lbgi', title: 'low blood glucose index', tolerance: TOLERANCE.lowRisk, of: lowRiskIndex, isMean: true },
  { key: 'hbgi', title: 'high blood glucose index', tolerance: TOLERANCE.highRisk, of: highRiskIndex, isMean: true },
];

const SLOTS = ['pre-breakfast', 'pre-lunch', 'pre-supper'] as const;

/** Both codes of AIM-94 that the simulator calls bedtime. Quantiles of the two together cannot be had of those of each. */
function together(a: Figures, b: Figures): Figures {
  const [n, m] = [a['n'] ?? 0, b['n'] ?? 0];
  const joined = (f: (x: Figures) => number): number => (n * f(a) + m * f(b)) / (n + m);
  const middle = joined((x) => x['mean'] ?? Number.NaN);
  const square = joined((x) => (x['sd'] ?? Number.NaN) ** 2 + (x['mean'] ?? Number.NaN) ** 2);
  const deviation = Math.sqrt(square - middle ** 2);
  const means = FIGURES.filter(({ isMean }) => isMean).map(({ key }) => [key, joined((x) => x[key] ?? Number.NaN)]);
  return { ...Object.fromEntries(means), sd: deviation, cv: (100 * deviation) / middle };
}

/** Percent of the days from a patient's first to the last reading that have any. */
const coveredDays = (s: PatientStream): number => {
  const [first, last] = [s.observations[0], s.observations.at(-1)];
  return first === undefined || last === undefined
    ? Number.NaN
    : (100 * byDay(s).length) / (dayOf(last) - dayOf(first) + 1);
};

type Decile = 'p10' | 'p50' | 'p90';
const DECILES: readonly Decile[] = ['p10', 'p50', 'p90'];

/** A figure of one patient: how its mean over patients, and its deciles, are held, where they are. */
interface OfPatient {
  readonly key: string;
  readonly title: string;
  readonly of: PerPatient;
  readonly mean?: Tolerance;
  readonly deciles?: Tolerance;
}

const OF_PATIENTS: readonly OfPatient[] = [
  {
    key: 'pp_mean',
    title: 'own mean, mg/dL',
    of: PER_PATIENT.mean,
    mean: TOLERANCE.mean,
    deciles: TOLERANCE.percentile,
  },
  {
    key: 'pp_sd',
    title: 'own standard deviation, mg/dL',
    of: PER_PATIENT.sd,
    mean: TOLERANCE.sd,
    deciles: TOLERANCE.percentile,
  },
  { key: 'pp_cv', title: 'own CV, %', of: PER_PATIENT.cv, deciles: TOLERANCE.cv },
  { key: 'pp_cvwithin', title: 'own CV within days, %', of: PER_PATIENT.withinDayCv },
  { key: 'pp_ac1', title: 'own lag-1 of consecutive readings', of: PER_PATIENT.lag1, deciles: TOLERANCE.denseLag },
  { key: 'pp_acday', title: 'own lag-1 of daily means', of: PER_PATIENT.lag1OfDays },
  { key: 'pp_fbac', title: 'own lag-1 of fasting readings', of: PER_PATIENT.lag1OfFasting },
  { key: 'pp_fbmean', title: 'own fasting mean, mg/dL', of: PER_PATIENT.fastingMean },
  { key: 'pp_fbsd', title: 'own fasting standard deviation, mg/dL', of: PER_PATIENT.fastingSd, mean: TOLERANCE.sd },
  { key: 'pp_lt70', title: 'own share below 70 mg/dL, %', of: PER_PATIENT.below70, deciles: TOLERANCE.low },
  { key: 'pp_gt180', title: 'own share above 180 mg/dL, %', of: PER_PATIENT.above180 },
  { key: 'pp_lbgi', title: 'own low blood glucose index', of: PER_PATIENT.lowRisk },
  { key: 'pp_hbgi', title: 'own high blood glucose index', of: PER_PATIENT.highRisk },
];

/** Realism facts 2, computed of the same data. */
const COVERED = { mean: 95, p10: 91, meanTolerance: points(3), p10Tolerance: points(5) } as const;

/**
 * The figures of realism facts 7.1 that are not in `TYPE_1_STATISTICS`: of each time of day, and how patients differ. The product
 * carries no more than 30 figures of the data set, so these are read where the data are. Not here: the paper logs, which are not
 * imitated, and times of day with fewer than 1,000 readings, which say too little. Where section 7.4 has no tolerance a figure has
 * that of its kind: a deviation between patients ±10 %, deciles as quantiles.
 */
export function furtherStatistics(): readonly Statistic<Cohort>[] {
  const data = JSON.parse(readFileSync(join(DATA, 'aim94_stats.json'), 'utf8')) as Readonly<Record<string, Figures>>;
  const group = (name: string): Figures => {
    const found = data[name];
    if (found === undefined) throw new Error(`aim94_stats.json has no ${name}`);
    return found;
  };
  const row = (title: string, real: number | undefined, tolerance: Tolerance, of: Statistic<Cohort>['of']) => {
    if (real === undefined) throw new Error(`aim94_stats.json has no figure for: ${title}`);
    return { id: `further.${title}`, title, real, tolerance, of };
  };
  const ofSlot = (slot: Slot, figures: Figures, which = FIGURES): readonly Statistic<Cohort>[] =>
    which.map(({ key, title, tolerance, of }) =>
      row(`${slot.replace('-', ' ')}: ${title}`, figures[key], tolerance, (c) => of(slotPooled(c, slot))),
    );
  const bedtime = together(group('pre-snack(bed)'), group('unspec48'));
  const patients = OF_PATIENTS.flatMap(({ key, title, of, mean: middle, deciles }) => [
    ...(middle === undefined
      ? []
      : [row(`${title}: mean of patients`, group(key)['mean'], middle, (c) => mean(perPatient(c, of)))]),
    row(`${title}: deviation between patients`, group(key)['sd'], TOLERANCE.sd, (c) => sd(perPatient(c, of))),
    ...(deciles === undefined ? [] : DECILES).map((decile) =>
      row(`${title}: ${decile} of patients`, group(key)[decile], deciles ?? TOLERANCE.percentile, (c) =>
        quantile(perPatient(c, of), Number(decile.slice(1)) / 100),
      ),
    ),
  ]);
  return [
    row(BETWEEN.title, group('all')['tir'], BETWEEN.tolerance, (c) => BETWEEN.of(pooled(c))),
    ...SLOTS.flatMap((slot) => ofSlot(slot, group(slot))),
    ...ofSlot(
      'bedtime',
      bedtime,
      FIGURES.filter(({ key }) => key in bedtime),
    ),
    ...patients,
    row('days with a reading, %: mean of patients', COVERED.mean, COVERED.meanTolerance, (c) =>
      mean(perPatient(c, coveredDays)),
    ),
    row('days with a reading, %: p10 of patients', COVERED.p10, COVERED.p10Tolerance, (c) =>
      quantile(perPatient(c, coveredDays), 0.1),
    ),
  ];
}
