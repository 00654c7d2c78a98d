import { Patient } from '../../domain/person.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { idType, readNewKeyOf } from './identifier.ts';
import { refuseUnlessInForce } from './in-force.ts';
import { head } from './meta.ts';
import type { ResourceMeta } from './references.ts';

/** The medical record number. Source: HL7 table 0203. */
const RECORD_NUMBER = 'MR';

/** Patient with its medical record number, marked HTEST. */
export const encodePatient = (patient: Patient, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'Patient',
  ...head(meta, true),
  identifier: [{ type: idType(RECORD_NUMBER), system: patient.identifier.system, value: patient.identifier.value }],
  name: [{ family: patient.family, given: [patient.given] }],
  gender: patient.gender,
  birthDate: patient.birthDate,
});

/** Links to other records that leave this one the patient's own. Source: FHIR R4, LinkType. */
const HARMLESS_LINKS = ['seealso', 'refer'];

/** R4 marks `deceased[x]` and `link` as modifiers: who has died, or has another record now, is not followed under this one. */
const refuseUnlessFollowed = (root: Cursor): void => {
  const [dead, died] = [root.get('deceasedBoolean'), root.get('deceasedDateTime')];
  if (died.present) fail('field-not-understood', died.path, 'nobody is followed who has died');
  if (dead.present && dead.boolean()) fail('field-not-understood', dead.path, 'nobody is followed who has died');
  for (const link of root.get('link').list()) {
    const type = link.get('type');
    if (!HARMLESS_LINKS.includes(type.text())) fail('field-not-understood', type.path, 'records are not merged here');
  }
};

export const decodePatient = (resource: JsonObject): Outcome<Patient> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Patient');
    refuseUnknownModifiers(root, {});
    refuseUnlessInForce(root);
    refuseUnlessFollowed(root);
    const name = root.get('name').first();
    const birthDate = root.get('birthDate');
    const date = Patient.shape.birthDate.safeParse(birthDate.text());
    return {
      identifier: readNewKeyOf(root, RECORD_NUMBER),
      family: name.get('family').text(),
      given: name.get('given').first().text(),
      gender: root.get('gender').oneOf(Patient.shape.gender.options),
      birthDate: date.success ? date.data : fail('bad-value', birthDate.path, 'expected a date such as 1970-01-15'),
    };
  });
