import { readCapability } from '../../../../contract/wire/fhir/capability.ts';
import type { FhirAct } from './fhir-act.ts';

/** Read without credentials: whoever connects must be able to ask (bindings 1.14). */
export const readCapabilities: FhirAct<'capability.read'> = async ({ session }) => {
  const answer = await session.call({ method: 'GET', path: 'metadata' });
  const read = answer.json === undefined ? undefined : readCapability(answer.json);
  if (answer.outcome !== 'ok' || read === undefined) return answer;
  return read.ok
    ? { ...answer, output: { capability: read.value } }
    : {
        ...answer,
        outcome: 'unknown',
        answer: { ...answer.answer, text: `not readable at ${read.refusal.at ?? '?'}` },
      };
};
