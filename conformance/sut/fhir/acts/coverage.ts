import type { Identifier } from '../../../../contract/domain/index.ts';
import { encodeRole } from '../../../../contract/wire/fhir/clinician.ts';
import { keyOf } from '../../../../contract/domain/index.ts';
import type { SutProfile } from '../../profile.ts';
import { findReference, learnFrom } from '../context.ts';
import type { FhirAct } from './fhir-act.ts';

const nameOf = (person: Identifier, { people }: SutProfile) =>
  people.clinicians.find((c) => keyOf(c.identifier) === keyOf(person)) ?? {
    identifier: person,
    family: 'Unknown',
    given: 'Unknown',
  };

/** Puts a clinician's PractitionerRole with every absence. A pool has no place for absences in R4: it is not found, and refused. */
export const setCoverage: FhirAct<'coverage.set'> = async (context, { coverage }, actor) => {
  const { session, book, profile } = context;
  for (const { coveredBy } of coverage.absences)
    if (coveredBy !== undefined) await findReference(context, 'Recipient', coveredBy);
  const { person, absences } = coverage;
  const reference =
    (await findReference(context, 'PractitionerRole', person)) ?? book.referenceTo('PractitionerRole', person);
  const answer = await session.call({
    method: 'PUT',
    path: reference,
    actor,
    body: {
      ...encodeRole(nameOf(person, profile), absences, book.referenceTo),
      id: reference.split('/')[1],
    },
  });
  learnFrom(context, answer, person);
  return answer;
};
