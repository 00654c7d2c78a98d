import type { Device, Patient } from '../../contract/domain/index.ts';
import { encodeDevice } from '../../contract/wire/fhir/device.ts';
import { encodePatient } from '../../contract/wire/fhir/patient.ts';
import { type JsonObject, writeLossless } from '../../contract/wire/json/lossless.ts';
import type { SimulatedPatient } from '../simulated-reading.ts';
import { byBusinessKey } from './fhir.ts';

const withId = (resource: JsonObject, reference: string): JsonObject => {
  const { resourceType = '', ...rest } = resource;
  return { resourceType, id: reference.slice(reference.indexOf('/') + 1), ...rest };
};

const lineOf = (resource: JsonObject): string => `${writeLossless(resource)}\n`;

/** A patient, marked HTEST, as a line. Its id is what the Observations of `fhir` refer to. */
export const patientLine = (patient: Patient): string =>
  lineOf(withId(encodePatient(patient), byBusinessKey('Patient', patient.identifier)));

/** A device as a line, with such an id too. */
export const deviceLine = (device: Device): string =>
  lineOf(withId(encodeDevice(device, byBusinessKey), byBusinessKey('Device', device.identifier)));

/** The patient and the device, a line each. */
export const peopleLines = ({ patient, device }: SimulatedPatient): string => patientLine(patient) + deviceLine(device);
