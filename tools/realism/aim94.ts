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
 * Those that are not on the four times of the paper logs: 1 to 30, which it was looked at beside as it was fitted, and 31 to 50, of
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
