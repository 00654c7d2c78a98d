import type { Device, Patient, Reading } from '../contract/domain/index.ts';
import type { Truth } from './layers.ts';

/** A reading as it would be sent, with its ground truth. */
export interface SimulatedReading {
  readonly reading: Reading;
  readonly truth: Truth;
}

/** A patient with the device they use. */
export interface SimulatedPatient {
  readonly patient: Patient;
  readonly device: Device;
}

/** Identifiers of readings that a device numbers itself. */
export const METER_READINGS_SYSTEM = 'urn:example:meter-readings';
