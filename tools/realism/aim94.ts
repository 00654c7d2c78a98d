import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  hourHistogram,
  PER_PATIENT,
  perPatient,
  readingsPerDayHistogram,
} from '../../simulator/realism/finger-statistics.ts';
import { ksDistance, totalVariation } from '../../simulator/realism/moments.ts';
import { wallMsOf, type PatientStream } from '../../simulator/realism/observation.ts';
import { TOLERANCE, type Statistic } from '../../simulator/realism/statistic.ts';
import { importAim94Directory } from '../../simulator/recorded/aim94-directory.ts';

/** Where the recorded data lie beside a working copy. */
export const DATA = '../shared/data';

/** Logs on the times 08, 12, 18 and 22: from paper, with hours that nobody measured. */
const SLOT_MINUTES: readonly number[] = [480, 720, 1080, 1320];
const PAPER = 0.9;

const isPaper = ({ observations }: PatientStream): boolean => {
  const onSlot = observations.filter((o) => SLOT_MINUTES.includes((o.wallMs / 60_000) % 1440)).length;
  return onSlot > PAPER * observations.length;
};

/** Every patient's numeric results in order of time; the value 0 of one line is none. */
export const recordedPatients = (): readonly PatientStream[] =>
  importAim94Directory(join(DATA, 'aim94')).map(({ file, readings }) => ({
    id: file,
    observations: readings
      .flatMap(({ effective, result }) =>
        result.kind === 'value' && Number(result.quantity.value) > 0
          ? [{ wallMs: wallMsOf(effective), mgDl: Number(result.quantity.value) }]
          : [],
      )
      .toSorted((a, b) => a.wallMs - b.wallMs),
  }));

const numberOf = ({ id }: PatientStream): number => Number(id.slice('data-'.length));

/**
 * Those that are not on the four times of the paper logs: 1 to 30, to which it was fitted beside the published figures of all, and 31 to 50, of
 * whom it saw no record. Not all have
 * a meter: 27 to 30 and 40 are kept by hand, on quarter hours (docs/realism.md, what does not fit yet).
 */
export function electronicPatients(all: readonly PatientStream[]) {
  const electronic = all.filter((patient) => !isPaper(patient));
  return {
    fitted: electronic.filter((patient) => numberOf(patient) <= 30),
    held: electronic.filter((patient) => numberOf(patient) > 30),
  };
}

/** What the meters of 1990 showed as a number: AIM-94's least value is 15, its greatest 501, and it has `0Lo` and `0Hi` (realism facts 3). */
export const AIM94_RANGE = [15, 501] as const;

/** Patients in AIM-94; fifty of them lie beside the working copy. */
const ALL_PATIENTS = 70;
/** Between the shortest record (assumed), the published quantiles of all seventy, and the longest (assumed). */
const SHORTEST_DAYS = 20;
const LONGEST = 2;
/** Without a common factor with the number of patients: lengths are spread over the order of drawing. */
const STRIDE = 37;

/** As many days as each of AIM-94's records has, by the quantiles that were published of all of them. */
export function recordedDays(): { readonly patients: number; readonly days: (index: number) => number } {
  const { pp_span: span } = JSON.parse(readFileSync(join(DATA, 'aim94_stats.json'), 'utf8')) as {
    readonly pp_span: Readonly<Record<'p10' | 'p25' | 'p50' | 'p75' | 'p90', number>>;
  };
  const known = [
    [0, SHORTEST_DAYS],
    [0.1, span.p10],
    [0.25, span.p25],
    [0.5, span.p50],
    [0.75, span.p75],
    [0.9, span.p90],
    [1, LONGEST * span.p90],
  ] as const;
  const days = (index: number): number => {
    const share = (((index * STRIDE) % ALL_PATIENTS) + 0.5) / ALL_PATIENTS;
    const above = known.findIndex(([q]) => q > share);
    const [[from, least], [to, most]] = [known[above - 1] ?? known[0], known[above] ?? known[6]];
    return Math.round(least * (most / least) ** ((share - from) / (to - from)));
  };
  return { patients: ALL_PATIENTS, days };
}

/** Readings of an active day, 1 to 6 and more, in percent. Source: realism facts 2. */
const READINGS_PER_DAY = [4.7, 9.5, 22.4, 58.5, 4.3, 0.6];

/** Statistics that need more of the real data than the product carries. */
export function distanceStatistics(all: readonly PatientStream[]): readonly Statistic<readonly PatientStream[]>[] {
  const { hour_hist_elec_pct: hours } = JSON.parse(readFileSync(join(DATA, 'aim94_stats.json'), 'utf8')) as {
    readonly hour_hist_elec_pct: Readonly<Record<string, number>>;
  };
  const realHours = Array.from({ length: 24 }, (_, hour) => hours[String(hour)] ?? 0);
  const realCv = perPatient(all, PER_PATIENT.cv);
  return [
    {
      id: 'patient.cv.ks',
      title: 'CV of patients, distance of distributions (KS)',
      tolerance: TOLERANCE.distance,
      of: (cohort) => ksDistance(perPatient(cohort, PER_PATIENT.cv), realCv),
    },
    {
      id: 'hours',
      title: 'hours of the day, total variation',
      tolerance: TOLERANCE.hours,
      of: (cohort) => totalVariation(hourHistogram(cohort), realHours),
    },
    {
      id: 'readings-per-day',
      title: 'readings of an active day, total variation',
      tolerance: TOLERANCE.readingsPerDay,
      of: (cohort) => totalVariation(readingsPerDayHistogram(cohort), READINGS_PER_DAY),
    },
  ];
}
