import { SYSTEM } from '../codes/canonical.ts';
import { LOINC_FOR_UNIT } from '../codes/measures.ts';
import type { Coding, Device, Identifier, Measure, Patient, ReadingResult } from '../domain/index.ts';

/** Business keys of the people and things of a worked case: unique over all cases, the same in every run. */
const key = (system: string, number: number, name: string): Identifier => ({
  system,
  value: `CASE${number}-${name.toUpperCase()}`,
});

export const patientKey = (number: number, name: string): Identifier => key('urn:oid:2.999.1.1', number, name);
export const orderKey = (number: number, name: string): Identifier => key('urn:example:ehr:placer', number, name);
export const readingKey = (number: number, name: string): Identifier => key('urn:example:meter-readings', number, name);
export const sourceKey = (number: number, name: string): Identifier => key('urn:example:source', number, name);
/** `nth` counts the items of the case from 1, in the order in which they are raised. */
export const itemKey = (number: number, nth: number): Identifier => key(SYSTEM.item, number, `item-${nth}`);
export const permissionKey = (number: number, patient: string, measure: Measure): Identifier =>
  key('urn:example:portal:permission', number, `${patient}-${measure}`);

/** A synthetic patient called by the short name. */
export const patientOf = (number: number, name: string): Patient => ({
  identifier: patientKey(number, name),
  family: `Case${number}`,
  given: name.charAt(0).toUpperCase() + name.slice(1),
  gender: 'unknown',
  birthDate: '1970-01-01',
});

/** `nth` counts the devices of the case from 0. The EUI-64 has the locally administered bit set: no maker's. */
export const deviceOf = (number: number, nth: number, patient: Identifier, measure: Measure): Device => {
  const digits = (number * 16 + nth).toString(16).toUpperCase().padStart(4, '0');
  return {
    identifier: {
      system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680',
      value: `02-00-00-FF-FE-00-${digits.slice(0, 2)}-${digits.slice(2)}`,
    },
    patient,
    kind: measure === 'glucose' ? 'glucometer' : 'scale',
    manufacturer: 'Example',
    model: measure === 'glucose' ? 'Meter' : 'Scale',
  };
};

/** A patient's phone, by its system and version. */
export const phoneOf = (
  number: number,
  nth: number,
  patient: Identifier,
  os: 'ios' | 'android',
  version: string,
): Device => ({
  identifier: key('urn:example:install', number, `phone-${nth}`),
  patient,
  kind: 'phone',
  manufacturer: 'Example',
  model: 'Phone',
  platform: { os, version },
});

/** The code that goes with a result: the unit decides; without a number, that of the measure's own unit. */
export const codeFor = (measure: Measure, result: ReadingResult): Coding =>
  LOINC_FOR_UNIT[result.kind === 'value' ? result.quantity.unit : measure === 'glucose' ? 'mg/dL' : 'kg'];
