import type { Coverage } from '../../domain/coverage.ts';
import type { Clinician } from '../../domain/person.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { COVERED_BY, encodeAbsence, readAbsences } from './absence.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { readNewKey } from './identifier.ts';
import { refuseUnlessInForce } from './in-force.ts';
import { head } from './meta.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';
import { refuseOthers } from './strict.ts';

/** Members of R4's PractitionerRole (hl7.org/fhir/R4, 4.0.1): of a misspelt `notAvailable` every absence would be over. */
const R4_MEMBERS =
  `resourceType meta implicitRules language text contained identifier active period practitioner organization code
  specialty location healthcareService telecom availableTime notAvailable availabilityExceptions endpoint`.split(/\s+/);

const SEPARATOR = ', ';

/** PractitionerRole that stands for the clinician and the In Basket; the name is the display "Family, Given". */
export const encodeClinician = (clinician: Clinician, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'PractitionerRole',
  ...head(meta),
  active: true,
  identifier: [{ system: clinician.identifier.system, value: clinician.identifier.value }],
  practitioner: { display: `${clinician.family}${SEPARATOR}${clinician.given}` },
});

const readClinician = (root: Cursor): Clinician => {
  const display = root.get('practitioner').get('display');
  const name = display.text();
  const cut = name.indexOf(SEPARATOR);
  if (cut < 0) fail('bad-value', display.path, 'expected "Family, Given"');
  return {
    identifier: readNewKey(root),
    family: name.slice(0, cut),
    given: name.slice(cut + SEPARATOR.length),
  };
};

/** The same with every absence. `ref` must know who stands in. */
export const encodeRole = (
  clinician: Clinician,
  absences: Coverage['absences'],
  ref: ReferenceTo,
  meta?: ResourceMeta,
): JsonObject => ({
  ...encodeClinician(clinician, meta),
  ...(absences.length === 0 ? {} : { notAvailable: absences.map((absence) => encodeAbsence(absence, ref)) }),
});

/** A clinician and every absence; none are stated where `absences` is absent. */
export interface StatedRole {
  readonly clinician: Clinician;
  readonly absences?: Coverage['absences'];
}

/**
 * Who stands in and is not known is refused as `recipient-unknown`; who does not work here any more, or not for ever, as
 * `field-not-understood`.
 */
export const decodeRole = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<StatedRole> =>
  decoding(() => {
    const root = resourceCursor(resource, 'PractitionerRole');
    refuseUnknownModifiers(root, {}, { 'PractitionerRole.notAvailable': [COVERED_BY] });
    refuseOthers(root, R4_MEMBERS);
    refuseUnlessInForce(root);
    return {
      clinician: readClinician(root),
      ...(root.get('notAvailable').present ? { absences: readAbsences(root, identifierOf) } : {}),
    };
  });
