import type { DiaryEvent } from '../behaviour/diary.ts';
import type { Occasion } from '../behaviour/glucose-behaviour.ts';
import { addDays, atLocalTime, MINUTE_MS, offsetMinutes, type EpochMs } from '../clock.ts';
import type { GlucoseArchetype } from '../cohort/glucose-archetype.ts';
import { identityOf } from '../cohort/identity.ts';
import type { MeterRange } from '../devices/glucometer/display.ts';
import { METER_MODELS } from '../devices/glucometer/meter-model.ts';
import { meterRecords } from '../devices/glucometer/meter-records.ts';
import { glucoseCourse, type GlucoseSampling } from '../glucose-course.ts';
import { randomSpace, type StreamKey } from '../random.ts';
import type { Observation, PatientStream, Slot } from './observation.ts';
import { sensed, SENSOR } from './sensor.ts';

export interface SimulatedCohortOptions {
  /** A name of its own gives a changed archetype the same people. */
  readonly archetype: GlucoseArchetype;
  readonly seed: number;
  readonly patients: number;
  /** Days of each patient, by index. */
  readonly days: (index: number) => number;
  /** What the meters of the real records show as a number. Absent: what the archetype's own shows. */
  readonly range?: MeterRange;
}

const ZONE = 'America/Chicago';
/** A Monday in winter, as AIM-94 tells its weekdays apart and most of its days are standard time. */
const FIRST_DATE = '2026-01-05';

const SLOT: Readonly<Record<Occasion, Slot>> = {
  'pre-breakfast': 'pre-breakfast',
  'post-breakfast': 'post-breakfast',
  'pre-lunch': 'pre-lunch',
  'post-lunch': 'post-lunch',
  'pre-dinner': 'pre-supper',
  'post-dinner': 'post-supper',
  bedtime: 'bedtime',
  symptoms: 'unspecified',
  recheck: 'unspecified',
};

const wallOf = (atMs: EpochMs): number => atMs + offsetMinutes(atMs, ZONE) * MINUTE_MS;

/** What meter and sensor show of one patient. */
export interface SimulatedPatientStreams {
  /** Finger tests in whole mg/dL; results off the scale are left out, as in the real records. */
  readonly finger: PatientStream;
  /** A value every five minutes. Empty unless asked for. */
  readonly dense: PatientStream;
}

/** Those before an instant, each noted by `see`. */
function* until(endMs: EpochMs, samplings: Iterable<GlucoseSampling>, see: (s: GlucoseSampling) => void) {
  for (const sampling of samplings) {
    if (sampling.atMs >= endMs) return;
    see(sampling);
    yield sampling;
  }
}

function patientStreams(o: SimulatedCohortOptions, index: number, dense: boolean): SimulatedPatientStreams {
  const { archetype, seed } = o;
  const space = randomSpace(seed, archetype.name, index);
  const meter = space.space('meter');
  const startMs = atLocalTime(ZONE, FIRST_DATE, '00:00');
  const endMs = atLocalTime(ZONE, addDays(FIRST_DATE, o.days(index)), '00:00');
  const curve: Observation[] = [];
  const diary = (event: DiaryEvent): void => {
    if (event.kind !== 'state' || event.atMs < startMs || event.atMs >= endMs) return;
    curve.push({ wallMs: wallOf(event.atMs), mgDl: event.value });
  };
  const course = glucoseCourse(archetype, {
    zone: ZONE,
    firstDate: FIRST_DATE,
    personId: String(index),
    streamOf: (...keys) => space.stream(...keys),
    ...(dense ? { diary } : {}),
  });
  // One record at most follows each sampling, so the last one seen says why it was made.
  let slot: Slot = 'unspecified';
  const samplings = until(endMs, course, ({ occasion }) => {
    slot = SLOT[occasion];
  });
  const finger: Observation[] = [];
  const { device } = identityOf(archetype, seed, index);
  const model = METER_MODELS[archetype.meter];
  const shown = { ...model, range: o.range ?? model.range };
  const setting = { device, zone: ZONE, startMs, streamOf: (...keys: StreamKey[]) => meter.stream(...keys) };
  for (const { result, truth } of meterRecords(shown, samplings, setting)) {
    if (result.kind !== 'value') continue;
    finger.push({ wallMs: wallOf(truth.trueTimeMs), mgDl: Number(result.quantity.value), slot });
  }
  const id = String(index);
  const sensor = dense ? sensed(curve, SENSOR, space.stream('sensor')) : [];
  return { finger: { id, observations: finger }, dense: { id, observations: sensor } };
}

const cohort = (o: SimulatedCohortOptions, dense: boolean): readonly SimulatedPatientStreams[] =>
  Array.from({ length: o.patients }, (_, index) => patientStreams(o, index, dense));

/** Finger tests of a simulated cohort. */
export const fingerCohort = (o: SimulatedCohortOptions): readonly PatientStream[] =>
  cohort(o, false).map(({ finger }) => finger);

/** Dense records of a simulated cohort. */
export const denseCohort = (o: SimulatedCohortOptions): readonly PatientStream[] =>
  cohort(o, true).map(({ dense }) => dense);
