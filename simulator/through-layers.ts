import type { EpochMs } from './clock.ts';
import { capacityOf, recordsOfDevice } from './device-of.ts';
import { throughFaults } from './faults/apply.ts';
import { memoryOverwrite } from './faults/device/memory-overwrite.ts';
import { touchedBy } from './faults/fault.ts';
import type { Delivery, DeviceRecord, Sampling } from './layers.ts';
import type { PatientRun } from './patient-run.ts';
import { samplingsOfPerson } from './person-of.ts';
import { directDeliveriesOf } from './phone/direct-uplink.ts';
import { deliveriesOf } from './phone/uplink.ts';

/** How often a phone that lies about is locked when it wakes an app (assumed). */
const LOCKED_SHARE = 0.6;

/** Those in [from, to); a person's course itself has no end. */
function* between(samplings: Iterable<Sampling>, from: EpochMs, to: EpochMs): Generator<Sampling> {
  for (const sampling of samplings) {
    if (sampling.atMs >= to) return;
    if (sampling.atMs >= from) yield sampling;
  }
}

/** What the person puts on the strip or the scale, in order of time, with what goes wrong there. */
export const samplingsOf = (run: PatientRun): Iterable<Sampling> =>
  throughFaults('person', between(samplingsOfPerson(run), run.startMs, run.endMs), run);

/** What the device stores of it. */
export const recordsOf = (run: PatientRun): Iterable<DeviceRecord> =>
  throughFaults('device', recordsOfDevice(samplingsOf(run), run), run);

/** What leaves the phone of it, in order of `sentMs`. */
export const deliveriesOfRun = (run: PatientRun): Iterable<Delivery> => throughFaults('uplink', sentOf(run), run);

/** At once needs no health store, and is quicker without; the same deliveries (`direct-uplink.test.ts`). */
const sentOf = (run: PatientRun): Iterable<Delivery> => {
  const patient = run.who.patient.identifier;
  const capacity = capacityOf(run);
  const overwritten = (record: DeviceRecord): void => {
    // One that waited when the phone went away was not touched by it yet.
    const { id } = memoryOverwrite;
    const { truth } = record.truth.faultIds.includes(id) ? record : touchedBy(record, id);
    run.lost?.({ patientId: patient.value, faultId: id, truth });
  };
  if (run.phone === 'immediate') {
    return directDeliveriesOf(recordsOf(run), patient, run.space.space('uplink'), capacity, overwritten);
  }
  const lockedShare = run.phone === 'locked' ? LOCKED_SHARE : 0;
  const { streamOf } = run;
  return deliveriesOf(recordsOf(run), { patient, streamOf, capacity, background: 'hourly', lockedShare, overwritten });
};
