import { structureDefinition } from '../../codes/canonical.ts';
import type { Absence, Coverage } from '../../domain/coverage.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { type Cursor, fail } from './cursor.ts';
import { extensionOf } from './extension.ts';
import { fhirTime, readInstant } from './instant.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import type { IdentifierOf, ReferenceTo } from './references.ts';

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

const readAbsence = (at: Cursor, identifierOf: IdentifierOf): Absence => {
  const covered = extensionOf(at, COVERED_BY);
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
