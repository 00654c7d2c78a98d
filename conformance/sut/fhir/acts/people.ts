import type { Identifier } from '../../../../contract/domain/index.ts';
import { encodeClinician } from '../../../../contract/wire/fhir/clinician.ts';
import { encodeDevice } from '../../../../contract/wire/fhir/device.ts';
import { encodePatient } from '../../../../contract/wire/fhir/patient.ts';
import { encodePool } from '../../../../contract/wire/fhir/pool.ts';
import type { JsonObject } from '../../../../contract/wire/json/lossless.ts';
import { type FhirContext, findReference, ifNoneExist, learnFrom } from '../context.ts';
import type { FhirAnswer } from '../session.ts';
import type { FhirAct } from './fhir-act.ts';
import type { Actor } from '../../actor.ts';

const create = async (
  context: FhirContext,
  resource: JsonObject,
  key: Identifier,
  actor: Actor,
): Promise<FhirAnswer> => {
  const answer = await context.session.call({
    method: 'POST',
    path: String(resource['resourceType']),
    actor,
    body: resource,
    headers: ifNoneExist(key),
  });
  learnFrom(context, answer, key);
  return answer;
};

export const createPatient: FhirAct<'person.patient'> = (context, { patient }, actor) =>
  create(context, encodePatient(patient), patient.identifier, actor);

export const createClinician: FhirAct<'person.clinician'> = (context, { clinician }, actor) =>
  create(context, encodeClinician(clinician), clinician.identifier, actor);

export const createPool: FhirAct<'person.pool'> = async (context, { pool }, actor) => {
  for (const member of pool.members) await findReference(context, 'PractitionerRole', member);
  return create(context, encodePool(pool, context.book.referenceTo), pool.identifier, actor);
};

export const registerDevice: FhirAct<'device.register'> = async (context, { device }, actor) => {
  await findReference(context, 'Patient', device.patient);
  return create(context, encodeDevice(device, context.book.referenceTo), device.identifier, actor);
};
