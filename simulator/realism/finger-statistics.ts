import { autocorrelation, cvPercent, known, mean, percentWhere, sd } from './moments.ts';
import { byDay, hourOf, valuesOf, type Observation, type PatientStream, type Slot } from './observation.ts';
import { highRiskIndex, lowRiskIndex } from './risk.ts';

/** One number per patient who has it; how realism facts 7.1 summarises patients. */
export type PerPatient = (stream: PatientStream) => number;

const all = (stream: PatientStream): readonly number[] => valuesOf(stream.observations);
const fasting = (stream: PatientStream): readonly number[] => slotValues(stream.observations, 'pre-breakfast');

export const slotValues = (observations: readonly Observation[], slot: Slot): readonly number[] =>
  valuesOf(observations.filter((o) => o.slot === slot));

/** What is computed of one patient's finger tests. Percentages in percent, glucose in mg/dL. */
export const PER_PATIENT = {
  mean: (s) => mean(all(s)),
  sd: (s) => sd(all(s)),
  cv: (s) => cvPercent(all(s)),
  /** Mean over days with two values or more. */
  withinDayCv: (s) => mean(known(byDay(s).map((day) => cvPercent(valuesOf(day))))),
  /** Of consecutive readings, whatever lies between them. */
  lag1: (s) => autocorrelation(all(s), 1),
  lag1OfDays: (s) => autocorrelation(dailyMeans(s), 1),
  lag1OfFasting: (s) => autocorrelation(fasting(s), 1),
  fastingMean: (s) => mean(fasting(s)),
  fastingSd: (s) => sd(fasting(s)),
  below70: (s) => percentWhere(all(s), (v) => v < 70),
  above180: (s) => percentWhere(all(s), (v) => v > 180),
  lowRisk: (s) => lowRiskIndex(all(s)),
  highRisk: (s) => highRiskIndex(all(s)),
  readingsPerActiveDay: (s) => s.observations.length / byDay(s).length,
} satisfies Record<string, PerPatient>;

const dailyMeans = (s: PatientStream): readonly number[] => byDay(s).map((day) => mean(valuesOf(day)));

/** A per-patient figure of every patient of whom it can be said. */
export const perPatient = (cohort: readonly PatientStream[], of: PerPatient): readonly number[] =>
  known(cohort.map(of));

/** Values of one slot over all patients. */
export const slotPooled = (cohort: readonly PatientStream[], slot: Slot): readonly number[] =>
  cohort.flatMap((s) => slotValues(s.observations, slot));

/** How many of the values fall into each hour of the wall clock. */
export function hourHistogram(cohort: readonly PatientStream[]): readonly number[] {
  const counts = Array.from({ length: 24 }, () => 0);
  for (const { observations } of cohort) {
    for (const o of observations) {
      const hour = Math.floor(hourOf(o));
      counts[hour] = (counts[hour] as number) + 1;
    }
  }
  return counts;
}

const MOST = 6;

/** Active days with 1, 2, 3, 4, 5, and 6 or more values. */
export function readingsPerDayHistogram(cohort: readonly PatientStream[]): readonly number[] {
  const counts = Array.from({ length: MOST }, () => 0);
  for (const day of cohort.flatMap(byDay)) {
    const cell = Math.min(MOST, day.length) - 1;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}
