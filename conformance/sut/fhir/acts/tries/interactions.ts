import type { Identifier } from '../../../../../contract/domain/index.ts';
import { EHR, gateway } from '../../../actor.ts';
import { resourcesIn } from '../../answer.ts';
import type { FhirContext } from '../../context.ts';
import { type FhirAnswer, query } from '../../session.ts';
import { lookAtEffect, patientReference, type Tried, untold } from './probe.ts';

/** Deletes a reading of the patient. The effect: it was taken, or the reading is not there any more. */
export const tryToDelete = async (context: FhirContext, patient: Identifier): Promise<Tried> => {
  const path = query('Observation', { patient: await patientReference(context, patient) });
  const isThere = (looked: FhirAnswer): boolean => resourcesIn(looked).length > 0;
  const found = await lookAtEffect(context, { method: 'GET', path, actor: EHR }, isThere);
  const id = found === undefined ? undefined : resourcesIn(found)[0]?.['id'];
  const place = `Observation/${typeof id === 'string' ? id : 'vitalproof-unknown'}`;
  const answer = await context.session.call({ method: 'DELETE', path: place, actor: EHR });
  if (answer.outcome === 'ok') return { answer, effect: true };
  if (typeof id !== 'string') return { answer, effect: false };
  const after = await lookAtEffect(context, { method: 'GET', path: place, actor: EHR });
  return after === undefined ? untold(answer) : { answer, effect: after.outcome !== 'ok' };
};

/** Asks for resources of a type that R4 does not have. The effect: an answer came that is none of a refusal. */
export const tryToAsk = async ({ session }: FhirContext): Promise<Tried> => {
  const answer = await session.call({ method: 'GET', path: 'VitalproofUnknown', actor: EHR });
  return { answer, effect: answer.outcome === 'ok' };
};

/** Sends a reading that is no JSON: its end is missing. The effect: it was taken. */
export const tryToSend = async ({ session }: FhirContext, patient: Identifier): Promise<Tried> => {
  const body = '{"resourceType":"Observation","status":"final"';
  const answer = await session.call({ method: 'POST', path: 'Observation', actor: gateway(patient), body });
  return { answer, effect: answer.outcome === 'ok' };
};
