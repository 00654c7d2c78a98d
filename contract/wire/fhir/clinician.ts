import type { Coverage } from '../../domain/coverage.ts';
import type { Clinician } from '../../domain/person.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { encodeAbsence, readAbsences } from './absence.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { readNewKey } from './identifier.ts';
import { demandInUse } from './in-use.ts';
import { head } from './meta.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';

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

/** Who stands in and is not known is refused as `recipient-unknown`. */
export const decodeRole = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<StatedRole> =>
  decoding(() => {
    const root = resourceCursor(resource, 'PractitionerRole');
    demandInUse(root);
    const end = root.get('period').get('end');
    if (end.present) fail('field-not-understood', end.path, 'a role here has no end');
    return {
      clinician: readClinician(root),
      ...(root.get('notAvailable').present ? { absences: readAbsences(root, identifierOf) } : {}),
    };
  });
