import { encodeDevice } from '../../contract/wire/fhir/device.ts';
import { encodePatient } from '../../contract/wire/fhir/patient.ts';
import { type JsonObject, writeLossless } from '../../contract/wire/json/lossless.ts';
import type { SimulatedPatient } from '../simulated-reading.ts';
import { byBusinessKey } from './fhir.ts';

const withId = (resource: JsonObject, reference: string): JsonObject => {
  const { resourceType = '', ...rest } = resource;
  return { resourceType, id: reference.slice(reference.indexOf('/') + 1), ...rest };
};

/** The patient, marked HTEST, and the device, a line each. Their ids are what the Observations of `fhir` refer to. */
export function peopleLines({ patient, device }: SimulatedPatient): string {
  const people = [
    withId(encodePatient(patient), byBusinessKey('Patient', patient.identifier)),
    withId(encodeDevice(device, byBusinessKey), byBusinessKey('Device', device.identifier)),
  ];
  return people.map((resource) => `${writeLossless(resource)}\n`).join('');
}
