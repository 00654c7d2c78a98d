import { HOUR_MS } from '../clock.ts';
import { cvPercent, known, mean } from './moments.ts';
import { byDay, hourOf, valuesOf, type Observation, type PatientStream } from './observation.ts';

/** Statistics of a dense record: one value every five minutes, gaps allowed. */
export const STEP_MINUTES = 5;

/** Autocorrelation of one patient's record at a lag in minutes, over the pairs that exist, about the mean of all. */
export function lagCorrelation({ observations }: PatientStream, minutes: number): number {
  const m = mean(valuesOf(observations));
  const at = new Map(observations.map((o) => [Math.round(o.wallMs / 60_000), o.mgDl - m]));
  let products = 0;
  let pairs = 0;
  let squares = 0;
  for (const [minute, here] of at) {
    squares += here * here;
    const there = at.get(minute + minutes);
    if (there === undefined) continue;
    products += here * there;
    pairs++;
  }
  return pairs === 0 || squares === 0 ? Number.NaN : products / pairs / (squares / at.size);
}

/** Mean over patients. */
export const cohortLagCorrelation = (cohort: readonly PatientStream[], minutes: number): number =>
  mean(known(cohort.map((s) => lagCorrelation(s, minutes))));

const WHOLE_DAY = 0.7 * ((24 * 60) / STEP_MINUTES);
const wholeDays = (s: PatientStream): readonly (readonly Observation[])[] =>
  byDay(s).filter((day) => day.length >= WHOLE_DAY);

/** CV between the means of whole days, in percent. */
export const betweenDayCv = (s: PatientStream): number => cvPercent(wholeDays(s).map((day) => mean(valuesOf(day))));

/** Mean of the CV inside each whole day, in percent. */
export const withinDayCv = (s: PatientStream): number =>
  mean(known(wholeDays(s).map((day) => cvPercent(valuesOf(day)))));

/** Nearest value to a wall hour within a quarter of an hour. */
function valueAt(day: readonly Observation[], hour: number): number {
  let best: Observation | undefined;
  for (const o of day) {
    const off = Math.abs(hourOf(o) - hour);
    if (off <= 0.25 && (best === undefined || off < Math.abs(hourOf(best) - hour))) best = o;
  }
  return best?.mgDl ?? Number.NaN;
}

/** Rise from the lowest value of 00:00 to 06:00 to the value at 07:00, of every night that has both. mg/dL. */
export const dawnRises = (cohort: readonly PatientStream[]): readonly number[] =>
  known(
    cohort.flatMap((s) =>
      wholeDays(s).map((day) => {
        const night = valuesOf(day.filter((o) => hourOf(o) < 6));
        return night.length === 0 ? Number.NaN : valueAt(day, 7) - Math.min(...night);
      }),
    ),
  );

/** The record read at some wall hours a day, as a finger would be pricked. */
export function sampledAt(s: PatientStream, hours: readonly number[]): PatientStream {
  const observations = byDay(s).flatMap((day) =>
    hours.flatMap((hour) => {
      const mgDl = valueAt(day, hour);
      const midnight = Math.floor((day[0]?.wallMs ?? 0) / (24 * HOUR_MS)) * 24 * HOUR_MS;
      return Number.isNaN(mgDl) ? [] : [{ wallMs: midnight + hour * HOUR_MS, mgDl }];
    }),
  );
  return { id: s.id, observations };
}
