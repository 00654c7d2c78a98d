import { HOUR_MS } from '../clock.ts';
import { autocorrelation, cvPercent, entropy, known, mean, percentWhere, quantile, sd, skewness } from './moments.ts';
import { byDay, dayOf, hourOf, valuesOf, type Observation, type PatientStream } from './observation.ts';
import { hourHistogram } from './finger-statistics.ts';

/** What the classifier sees of one patient, by name. NaN where the record is too short to say. */
export const FEATURES: Readonly<Record<string, (s: PatientStream) => number>> = {
  mean: (s) => mean(all(s)),
  cv: (s) => cvPercent(all(s)),
  skewness: (s) => skewness(all(s)),
  'below 70': (s) => percentWhere(all(s), (v) => v < 70),
  'above 250': (s) => percentWhere(all(s), (v) => v > 250),
  'fifth percentile': (s) => quantile(all(s), 0.05),
  'last digit 0 or 5': (s) => percentWhere(all(s), (v) => Math.round(v) % 5 === 0),
  'last digit even': (s) => percentWhere(all(s), (v) => Math.round(v) % 2 === 0),
  'lag 1': (s) => autocorrelation(all(s), 1),
  'lag 4': (s) => autocorrelation(all(s), 4),
  'lag 1 of daily means': (s) => autocorrelation(known(byDay(s).map((day) => mean(valuesOf(day)))), 1),
  'size of a step': (s) => mean(steps(all(s)).map(Math.abs)) / sd(all(s)),
  'within-day cv': (s) => mean(known(byDay(s).map((day) => cvPercent(valuesOf(day))))),
  'morning against the rest': (s) => relative(s, 4, 10),
  'midday against the rest': (s) => relative(s, 10, 15),
  'supper against the rest': (s) => relative(s, 15, 20),
  'readings a day': (s) => s.observations.length / Math.max(1, byDay(s).length),
  'days without': (s) => 100 * (1 - byDay(s).length / spanDays(s)),
  'gap variation': (s) => cvPercent(gapsHours(s)),
  'hour entropy': (s) => entropy(hourHistogram([s])),
};

export const FEATURE_NAMES: readonly string[] = Object.keys(FEATURES);

/** The features of one patient in the order of FEATURE_NAMES. */
export const featuresOf = (s: PatientStream): readonly number[] => FEATURE_NAMES.map((name) => featureOf(name, s));

const featureOf = (name: string, s: PatientStream): number => FEATURES[name]?.(s) ?? Number.NaN;

const all = (s: PatientStream): readonly number[] => valuesOf(s.observations);
const steps = (x: readonly number[]): readonly number[] => x.slice(1).map((value, i) => value - (x[i] as number));

/** Mean of the values of some wall hours, as a share of the mean of all. */
const relative = (s: PatientStream, from: number, to: number): number =>
  mean(valuesOf(s.observations.filter((o) => hourOf(o) >= from && hourOf(o) < to))) / mean(all(s));

const spanDays = ({ observations }: PatientStream): number => {
  const [first, last] = [observations[0], observations.at(-1)];
  return first === undefined || last === undefined ? 1 : dayOf(last) - dayOf(first) + 1;
};

const gapsHours = ({ observations }: PatientStream): readonly number[] =>
  steps(observations.map((o: Observation) => o.wallMs)).map((ms) => ms / HOUR_MS);
