import { DAY_MS, HOUR_MS } from '../clock.ts';

/** What a finger test stands for; `unspecified` where a log does not say. */
export type Slot =
  | 'pre-breakfast'
  | 'post-breakfast'
  | 'pre-lunch'
  | 'post-lunch'
  | 'pre-supper'
  | 'post-supper'
  | 'bedtime'
  | 'unspecified';

/** One value as statistics see it. */
export interface Observation {
  /** Wall time of the patient read as if it were UTC, so that hour and day need no time zone. */
  readonly wallMs: number;
  readonly mgDl: number;
  /** Absent: unspecified. */
  readonly slot?: Slot;
}

/** One patient's values in order of time. */
export interface PatientStream {
  readonly id: string;
  readonly observations: readonly Observation[];
}

/** Wall hour with a fraction, in [0, 24). */
export const hourOf = (o: Observation): number => (((o.wallMs % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;

/** Whole days of wall time since 1970; the same for all values of one local date. */
export const dayOf = (o: Observation): number => Math.floor(o.wallMs / DAY_MS);

/** An instant's text with an offset, such as `1991-04-21T09:09:00-05:00`, as wall time. */
export const wallMsOf = (instantText: string): number => Date.parse(`${instantText.slice(0, 19)}Z`);

/** The values of each local date that has any, dates in order. */
export function byDay(stream: PatientStream): readonly (readonly Observation[])[] {
  const days = new Map<number, Observation[]>();
  for (const o of stream.observations) {
    const day = dayOf(o);
    const list = days.get(day);
    if (list === undefined) days.set(day, [o]);
    else list.push(o);
  }
  return [...days].toSorted(([a], [b]) => a - b).map(([, list]) => list);
}

export const valuesOf = (observations: readonly Observation[]): readonly number[] => observations.map((o) => o.mgDl);

/** All values of all patients. */
export const pooled = (cohort: readonly PatientStream[]): readonly number[] =>
  cohort.flatMap((stream) => valuesOf(stream.observations));
