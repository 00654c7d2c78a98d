import { Patient } from '../../domain/person.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { concept } from './concept.ts';
import { decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { readNewKey } from './identifier.ts';
import { refuseUnlessInForce } from './in-force.ts';
import { head } from './meta.ts';
import type { ResourceMeta } from './references.ts';

const ID_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/** Patient with its medical record number, marked HTEST. */
export const encodePatient = (patient: Patient, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'Patient',
  ...head(meta, true),
  identifier: [{ type: concept(ID_TYPE, 'MR'), system: patient.identifier.system, value: patient.identifier.value }],
  name: [{ family: patient.family, given: [patient.given] }],
  gender: patient.gender,
  birthDate: patient.birthDate,
});

export const decodePatient = (resource: JsonObject): Outcome<Patient> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Patient');
    refuseUnknownModifiers(root, {});
    refuseUnlessInForce(root);
    const name = root.get('name').first();
    const birthDate = root.get('birthDate');
    const date = Patient.shape.birthDate.safeParse(birthDate.text());
    return {
      identifier: readNewKey(root),
      family: name.get('family').text(),
      given: name.get('given').first().text(),
      gender: root.get('gender').oneOf(Patient.shape.gender.options),
      birthDate: date.success ? date.data : fail('bad-value', birthDate.path, 'expected a date such as 1970-01-15'),
    };
  });
