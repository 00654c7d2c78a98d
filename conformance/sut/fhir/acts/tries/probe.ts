import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Identifier } from '../../../../../contract/domain/index.ts';
import { encodeDevice } from '../../../../../contract/wire/fhir/device.ts';
import { searchToken } from '../../../../../contract/wire/fhir/search-token.ts';
import { type Actor, EHR } from '../../../actor.ts';
import { type FhirContext, findReference, isSilent } from '../../context.ts';
import { outcomeOf, resourcesIn } from '../../answer.ts';
import { type FhirAnswer, type FhirCall, type FhirSession, query } from '../../session.ts';

/** What came of a try, and what the harness saw of its effect when it looked by itself. */
export interface Tried {
  readonly answer: FhirAnswer;
  readonly effect: boolean;
}

export const patientReference = async (context: FhirContext, patient: Identifier): Promise<string> =>
  (await findReference(context, 'Patient', patient)) ?? context.book.referenceTo('Patient', patient);

const LOOK_AGAIN_MS = 50;
const LEAST_LOOKS = 3;

/**
 * Looks at what came of a try, anew while nobody answers. `isEnough` unsaid: any answer is; else it is looked for as long as
 * what was filed may take to be found. Undefined: nobody answered.
 */
export const lookAtEffect = async (
  { session, profile }: FhirContext,
  call: FhirCall,
  isEnough: (looked: FhirAnswer) => boolean = () => true,
): Promise<FhirAnswer | undefined> => {
  const most = Math.max(LEAST_LOOKS, Math.ceil(profile.deadlines.filed / LOOK_AGAIN_MS));
  let last: FhirAnswer | undefined;
  for (let looks = 1; looks <= most; looks++) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    if (looks > 1) await pause(LOOK_AGAIN_MS);
    // oxlint-disable-next-line no-await-in-loop
    const looked = await session.call(call);
    if (isSilent(looked)) {
      if (last === undefined && looks >= LEAST_LOOKS) return undefined;
      continue;
    }
    last = looked;
    if (isEnough(looked)) return looked;
  }
  return last;
};

/** What was answered, where nobody could see what came of it: nothing is known then. */
export const untold = (answer: FhirAnswer): Tried => ({
  answer: {
    ...answer,
    outcome: 'unknown',
    answer: { ...answer.answer, text: 'what came of it was looked for, and nobody answered' },
  },
  effect: false,
});

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
  const isThere = (looked: FhirAnswer): boolean => resourcesIn(looked).length > 0;
  const isEnough = answer.outcome === 'ok' ? isThere : undefined;
  const looked = await lookAtEffect(context, { method: 'GET', path, actor: EHR }, isEnough);
  if (looked !== undefined) return { answer, effect: isThere(looked) };
  // Who is taken with a token that is none has done wrong, whatever came of it.
  return answer.outcome === 'ok' && (actor === undefined || actor.token !== undefined)
    ? { answer, effect: false }
    : untold(answer);
};

/** Searches, `actor` undefined: without a token; the effect is that anything came back. */
export const tryToSearch = async (
  context: FhirContext,
  type: string,
  params: Readonly<Record<string, string>>,
  actor: Actor | undefined,
): Promise<Tried> => {
  const path = query(type, params);
  const answer = await context.session.call({ method: 'GET', path, ...(actor === undefined ? {} : { actor }) });
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
