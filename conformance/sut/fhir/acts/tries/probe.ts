import { randomUUID } from 'node:crypto';
import type { Identifier } from '../../../../../contract/domain/index.ts';
import { encodeDevice } from '../../../../../contract/wire/fhir/device.ts';
import { searchToken } from '../../../../../contract/wire/fhir/search-token.ts';
import { type Actor, EHR } from '../../../actor.ts';
import { type FhirContext, findReference } from '../../context.ts';
import { outcomeOf, resourcesIn } from '../../answer.ts';
import { type FhirAnswer, type FhirSession, query } from '../../session.ts';

/** What came of a try, and what the harness saw of its effect when it looked by itself. */
export interface Tried {
  readonly answer: FhirAnswer;
  readonly effect: boolean;
}

export const patientReference = async (context: FhirContext, patient: Identifier): Promise<string> =>
  (await findReference(context, 'Patient', patient)) ?? context.book.referenceTo('Patient', patient);

/**
 * Creates a meter of the patient that nothing else of a run uses: what is written leaves no trace in any rule. `actor`
 * undefined: without a token. Then looks for it with credentials that may.
 */
export const tryToCreate = async (
  context: FhirContext,
  patient: Identifier,
  actor: Actor | undefined,
): Promise<Tried> => {
  await patientReference(context, patient);
  const identifier = { system: 'urn:example:probe', value: randomUUID() };
  const body = encodeDevice(
    { identifier, patient, kind: 'glucometer', manufacturer: 'ACME', model: 'PROBE' },
    context.book.referenceTo,
  );
  const answer = await context.session.call({
    method: 'POST',
    path: 'Device',
    body,
    ...(actor === undefined ? {} : { actor }),
  });
  const path = query('Device', { identifier: searchToken(identifier) });
  const looked = await context.session.call({ method: 'GET', path, actor: EHR });
  return { answer, effect: resourcesIn(looked).length > 0 };
};

/** Searches; the effect is that anything came back. */
export const tryToSearch = async (
  context: FhirContext,
  type: string,
  params: Readonly<Record<string, string>>,
  actor: Actor,
): Promise<Tried> => {
  const answer = await context.session.call({ method: 'GET', path: query(type, params), actor });
  return { answer, effect: resourcesIn(answer).length > 0 };
};

/** A try that was not made, and why. */
export const notOffered = (session: FhirSession, why: string): Tried => {
  const exchange = session.unsent(why);
  return {
    answer: { ...exchange, ...outcomeOf(exchange, undefined), exchange, wire: { response: why } },
    effect: false,
  };
};
