import { encodePermission } from '../../../../contract/wire/fhir/consent.ts';
import { findReference, ifNoneExist, learnFrom } from '../context.ts';
import type { FhirAct } from './fhir-act.ts';

/** The first grant creates the Consent; every later change puts it. */
export const setPermission: FhirAct<'permission.set'> = async (context, { permission }, actor) => {
  const { book, session } = context;
  await findReference(context, 'Patient', permission.patient);
  const body = encodePermission(permission, book.referenceTo);
  const reference = book.find('Consent', permission.identifier);
  const answer =
    reference === undefined
      ? await session.call({
          method: 'POST',
          path: 'Consent',
          actor,
          body,
          headers: ifNoneExist(permission.identifier),
        })
      : await session.call({ method: 'PUT', path: reference, actor, body: { ...body, id: reference.split('/')[1] } });
  learnFrom(context, answer, permission.identifier);
  return answer;
};
