import { structureDefinition } from '../../codes/canonical.ts';
import type { Absence, Coverage } from '../../domain/coverage.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { type Cursor, fail } from './cursor.ts';
import { fhirTime, readInstant } from './instant.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import type { IdentifierOf, ReferenceTo } from './references.ts';
import { refuseOthers } from './strict.ts';

export const COVERED_BY = structureDefinition('covered-by');
const MAX_ABSENCES = 50;

/** `PractitionerRole.notAvailable`, with who stands in as extension. R4 wants a description. */
export const encodeAbsence = ({ period, coveredBy }: Absence, ref: ReferenceTo): JsonObject => ({
  ...(coveredBy === undefined
    ? {}
    : { extension: [{ url: COVERED_BY, valueReference: referenceTo(ref, 'Recipient', coveredBy) }] }),
  description: 'Absence',
  during: { start: fhirTime(period.start), end: fhirTime(period.end) },
});

const MEMBERS = ['description', 'during'];

/** At most one stands in. */
const coverOf = (at: Cursor): Cursor | undefined => {
  const [only, second] = at
    .get('extension')
    .list()
    .filter((e) => e.get('url').value === COVERED_BY);
  return second === undefined ? only : fail('field-not-understood', second.path, 'covered-by is given twice');
};

const readAbsence = (at: Cursor, identifierOf: IdentifierOf): Absence => {
  refuseOthers(at, MEMBERS);
  const covered = coverOf(at);
  const during = at.get('during');
  return compact({
    period: { start: readInstant(during.get('start')), end: readInstant(during.get('end')) },
    coveredBy:
      covered === undefined
        ? undefined
        : resolveOrFail(covered.get('valueReference'), identifierOf, 'recipient-unknown'),
  });
};

/** Every absence that a PractitionerRole states, in its order. */
export const readAbsences = (root: Cursor, identifierOf: IdentifierOf): Coverage['absences'] => {
  const at = root.get('notAvailable').list();
  if (at.length > MAX_ABSENCES) fail('too-large', `${root.path}.notAvailable`, `at most ${MAX_ABSENCES} absences`);
  return at.map((absence) => readAbsence(absence, identifierOf));
};
