import type { Device, Patient } from '../contract/domain/index.ts';
import { archetypeNamed } from './cohort/archetypes.ts';
import { identityOf } from './cohort/identity.ts';
import type { Delivery } from './layers.ts';
import { requireIndex, requireSeed } from './options.ts';
import { patientRun, type PatientRun, type SimulatePatientOptions, type WhichPatient } from './patient-run.ts';
import { readingOfRecord } from './phone/reading-of-record.ts';
import type { SimulatedReading } from './simulated-reading.ts';
import { deliveriesOfRun, recordsOf } from './through-layers.ts';

export { archetypes } from './cohort/archetypes.ts';
export type { Truth } from './layers.ts';
export type { SimulatePatientOptions, WhichPatient } from './patient-run.ts';
export type { SimulatedPatient, SimulatedReading } from './simulated-reading.ts';

/** The patient and their device. Throws an InputProblem on an unknown archetype, a bad seed or index. */
export function simulatedPatient(which: WhichPatient): { patient: Patient; device: Device } {
  requireSeed(which.seed);
  requireIndex(which.index);
  return identityOf(archetypeNamed(which.archetype), which.seed, which.index);
}

/**
 * Readings of one patient in the order in which they were measured, from `start` for `days` calendar days, as if
 * each were sent at once. The same options give the same readings; more days only add to the end, and other
 * patients change nothing. Faults of the way up do not act. Throws an InputProblem at once on bad options.
 */
export const simulatePatient = (options: SimulatePatientOptions): Generator<SimulatedReading> =>
  readings(patientRun(options));

function* readings(run: PatientRun): Generator<SimulatedReading> {
  for (const record of recordsOf(run)) {
    yield { reading: readingOfRecord(record, run.who.patient.identifier), truth: record.truth };
  }
}

/** What the patient's phone sends, in order of `sentMs`, with everything that goes wrong. Throws as `simulatePatient`. */
export const simulateDeliveries = (options: SimulatePatientOptions): Iterable<Delivery> =>
  deliveriesOfRun(patientRun(options));
