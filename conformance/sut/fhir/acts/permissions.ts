import { encodePermission } from '../../../../contract/wire/fhir/consent.ts';
import { findReference, ifNoneExist, learnFrom } from '../context.ts';
import type { FhirAct } from './fhir-act.ts';

/** The first grant creates the Consent; every later change puts it, on the version that was last seen. */
export const setPermission: FhirAct<'permission.set'> = async (context, { permission }, actor) => {
  const { book, session } = context;
  await findReference(context, 'Patient', permission.patient);
  const body = encodePermission(permission, book.referenceTo);
  const reference = book.find('Consent', permission.identifier);
  const etag = reference === undefined ? undefined : book.etag(reference);
  const answer =
    reference === undefined
      ? await session.call({
          method: 'POST',
          path: 'Consent',
          actor,
          body,
          headers: ifNoneExist(permission.identifier),
        })
      : await session.call({
          method: 'PUT',
          path: reference,
          actor,
          body: { ...body, id: reference.split('/')[1] },
          ...(etag === undefined ? {} : { headers: { 'If-Match': etag } }),
        });
  learnFrom(context, answer, permission.identifier);
  // It may have been done all the same: the version that stands is then not known any more.
  if (reference !== undefined && answer.outcome === 'unknown') book.forgetEtag(reference);
  return answer;
};
