import { decodeMessage, encodeMessage } from '../../../../contract/wire/fhir/communication.ts';
import { findReference, ifNoneExist, learnFrom } from '../context.ts';
import { readAll } from '../read-all.ts';
import { query } from '../session.ts';
import type { FhirAct } from './fhir-act.ts';

export const sendMessage: FhirAct<'message.send'> = async (context, { message }, actor) => {
  const { book, session } = context;
  await findReference(context, 'Patient', message.patient);
  await findReference(context, 'Recipient', message.sender);
  await findReference(context, 'Task', message.about);
  const answer = await session.call({
    method: 'POST',
    path: 'Communication',
    actor,
    body: encodeMessage(message, book.referenceTo),
    headers: ifNoneExist(message.identifier),
  });
  learnFrom(context, answer, message.identifier);
  return answer;
};

export const readMessages: FhirAct<'message.read'> = async (context, { patient }, actor) => {
  const reference = (await findReference(context, 'Patient', patient)) ?? context.book.referenceTo('Patient', patient);
  const path = query('Communication', { recipient: reference });
  const { performed, values } = await readAll(context, path, actor, decodeMessage);
  return { ...performed, output: { messages: values } };
};
