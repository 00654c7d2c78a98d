import type { Clinician } from '../../domain/person.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { decoding, fail, resourceCursor } from './cursor.ts';
import { readBusinessKey } from './identifier.ts';
import { head } from './meta.ts';
import type { ResourceMeta } from './references.ts';

const SEPARATOR = ', ';

/** PractitionerRole that stands for the clinician and the In Basket; the name is the display "Family, Given". */
export const encodeClinician = (clinician: Clinician, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'PractitionerRole',
  ...head(meta),
  active: true,
  identifier: [{ system: clinician.identifier.system, value: clinician.identifier.value }],
  practitioner: { display: `${clinician.family}${SEPARATOR}${clinician.given}` },
});

export const decodeClinician = (resource: JsonObject): Outcome<Clinician> =>
  decoding(() => {
    const root = resourceCursor(resource, 'PractitionerRole');
    const display = root.get('practitioner').get('display');
    const name = display.text();
    const cut = name.indexOf(SEPARATOR);
    if (cut < 0) fail('bad-value', display.path, 'expected "Family, Given"');
    return {
      identifier: readBusinessKey(root),
      family: name.slice(0, cut),
      given: name.slice(cut + SEPARATOR.length),
    };
  });
