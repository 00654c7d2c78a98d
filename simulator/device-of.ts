import type { GlucoseArchetype } from './cohort/glucose-archetypes.ts';
import type { WeightArchetype } from './cohort/weight-archetypes.ts';
import { meterNamed, scaleNamed } from './device-choice.ts';
import type { GlucoseUnit } from './devices/glucometer/display.ts';
import { meterRecords } from './devices/glucometer/meter-records.ts';
import type { WeightUnit } from './devices/scale/models.ts';
import { recordsOfUser, scaleRecords } from './devices/scale/records.ts';
import type { DeviceRecord, Sampling, StreamOf } from './layers.ts';
import { USUAL_RECORDS } from './phone/device-memory.ts';
import type { PatientRun } from './patient-run.ts';
import { weightCourseOf } from './person-of.ts';

/** What the patient's own device stores of what it is given. */
export const recordsOfDevice = (samplings: Iterable<Sampling>, run: PatientRun): Generator<DeviceRecord> =>
  run.archetype.measure === 'glucose'
    ? meterRecordsOf(samplings, run.archetype, run)
    : scaleRecordsOf(samplings, run.archetype, run);

/** Records that this patient's device keeps until a phone reads it out. */
export const capacityOf = ({ archetype, meter }: Pick<PatientRun, 'archetype' | 'meter'>): number =>
  archetype.measure === 'glucose' ? meterNamed(meter ?? archetype.meter).memory : USUAL_RECORDS;

function meterRecordsOf(samplings: Iterable<Sampling>, archetype: GlucoseArchetype, run: PatientRun) {
  const { unit, who, zone, startMs, space } = run;
  const meter = space.space('meter');
  const model = { ...meterNamed(run.meter ?? archetype.meter), unit: unit as GlucoseUnit };
  const streamOf: StreamOf = (...keys) => meter.stream(...keys);
  return meterRecords(model, samplings, { device: who.device, zone, startMs, streamOf });
}

/** The patient's own profile on a scale. */
const PATIENT = 0;

/** Of a scale that people share, what it takes for the patient's. */
function scaleRecordsOf(samplings: Iterable<Sampling>, archetype: WeightArchetype, run: PatientRun) {
  const model = scaleNamed(run.scale ?? archetype.scale);
  const profilesKg = model.users === 1 ? [] : weightCourseOf(archetype, run).profilesKg;
  const { zone, unit, who, lost } = run;
  const patientId = who.patient.identifier.value;
  const space = run.space.space('scale');
  /** Of the patient's weighings those that the scale takes for nobody's, or another's, because of a fault. */
  const toOthers = ({ truth }: DeviceRecord): void => {
    const faultId = truth.faultIds.at(-1);
    // Where several share the scale, it may be one of them whose place somebody else took.
    const isTheirs = truth.personId === patientId || (profilesKg.length <= 1 && truth.personId !== '');
    if (faultId !== undefined && isTheirs) lost?.({ patientId, faultId, truth });
  };
  return recordsOfUser(
    scaleRecords(samplings, { model, unit: unit as WeightUnit, device: who.device, zone, profilesKg, space }),
    PATIENT,
    toOthers,
  );
}
