import { offsetMinutes } from './clock.ts';
import type { WeightArchetype } from './cohort/weight-archetypes.ts';
import type { GlucoseUnit } from './devices/glucometer/display.ts';
import { METER_ERROR_MODELS } from './devices/glucometer/error-model.ts';
import { glucometer } from './devices/glucometer/glucometer.ts';
import { SCALE_MODELS, type WeightUnit } from './devices/scale/models.ts';
import { recordsOfUser, scaleRecords } from './devices/scale/records.ts';
import type { DeviceRecord, Sampling, StreamOf } from './layers.ts';
import type { PatientRun } from './patient-run.ts';
import { weightCourseOf } from './person-of.ts';

/** What the patient's own device stores of what it is given. */
export const recordsOfDevice = (samplings: Iterable<Sampling>, run: PatientRun): Generator<DeviceRecord> =>
  run.archetype.measure === 'glucose' ? meterRecords(samplings, run) : scaleRecordsOf(samplings, run.archetype, run);

function* meterRecords(samplings: Iterable<Sampling>, run: PatientRun): Generator<DeviceRecord> {
  const { unit, who, zone } = run;
  const measure = meterOf(run);
  for (const { atMs, presented, mealContext, truth } of samplings) {
    yield {
      shownMs: atMs,
      offsetMinutes: offsetMinutes(atMs, zone),
      ...measure(presented),
      unit,
      device: who.device,
      ...(mealContext === undefined ? {} : { mealContext }),
      truth,
    };
  }
}

type Measured = Pick<DeviceRecord, 'result' | 'sequenceNumber'>;

function meterOf({ archetype, unit, streamOf }: PatientRun): (presented: number) => Measured {
  const meterStream: StreamOf = (...keys) => streamOf('meter', ...keys);
  const meter = glucometer({
    model: METER_ERROR_MODELS[archetype.measure === 'glucose' ? archetype.meter : 'good'],
    unit: unit as GlucoseUnit,
    firstSequence: meterStream('first-sequence').int(400),
    streamOf: meterStream,
  });
  return (mgDl) => meter.measure(mgDl);
}

/** The patient's own profile on a scale. */
const PATIENT = 0;

/** Of a scale that people share, what it takes for the patient's. */
function scaleRecordsOf(samplings: Iterable<Sampling>, archetype: WeightArchetype, run: PatientRun) {
  const model = SCALE_MODELS[archetype.scale];
  const profilesKg = model.users === 1 ? [] : weightCourseOf(archetype, run).profilesKg;
  const { zone, unit } = run;
  const space = run.space.space('scale');
  return recordsOfUser(
    scaleRecords(samplings, { model, unit: unit as WeightUnit, device: run.who.device, zone, profilesKg, space }),
    PATIENT,
  );
}
