import { LOINC_FOR_UNIT } from '../contract/codes/measures.ts';
import type { Device, Patient, Reading, ReadingResult, UnitCode } from '../contract/domain/index.ts';
import { instantText, type EpochMs } from './clock.ts';
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

/**
 * A device record as a reading. Its identifier is the device's address, its count and its time, so
 * that it survives a second upload and a memory that starts again at 0.
 */
export function readingOf(options: {
  readonly who: SimulatedPatient;
  readonly measure: Reading['measure'];
  readonly unit: UnitCode;
  readonly atMs: EpochMs;
  readonly zone: string;
  readonly result: ReadingResult;
  /** The record's number in the device. */
  readonly count: number;
  /** Whether the device reports that number. */
  readonly reportsCount: boolean;
}): Reading {
  const { who, atMs, zone, count } = options;
  const address = who.device.identifier.value.replaceAll('-', '');
  const baseTime = new Date(atMs).toISOString().replace(/[-:]|\.\d+/g, '');
  return {
    identifier: { system: METER_READINGS_SYSTEM, value: `${address}-${count}-${baseTime}` },
    patient: who.patient.identifier,
    measure: options.measure,
    code: LOINC_FOR_UNIT[options.unit],
    status: 'final',
    effective: instantText(atMs, zone),
    result: options.result,
    device: who.device.identifier,
    ...(options.reportsCount ? { sequenceNumber: count } : {}),
  };
}
