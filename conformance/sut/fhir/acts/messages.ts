import { decodeMessage, encodeMessage } from '../../../../contract/wire/fhir/communication.ts';
import { decodeNotice, isNotice, NOTICE_CATEGORY } from '../../../../contract/wire/fhir/notice.ts';
import { searchToken } from '../../../../contract/wire/fhir/search-token.ts';
import { accept } from '../../../../contract/refusal.ts';
import { asOffered } from '../../notices-offered.ts';
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
  // A notice that a message is there is no message.
  const { performed, values } = await readAll(context, path, actor, (resource, identifierOf) =>
    isNotice(resource) ? accept(undefined) : decodeMessage(resource, identifierOf),
  );
  return { ...performed, output: { messages: values.filter((message) => message !== undefined) } };
};

export const listNotices: FhirAct<'notice.list'> = async (context, { patient }, actor) => {
  const recipient = (await findReference(context, 'Patient', patient)) ?? context.book.referenceTo('Patient', patient);
  const path = query('Communication', { recipient, category: searchToken(NOTICE_CATEGORY) });
  // A server that knows no such parameter may have passed it over, and shown messages.
  const { performed, values } = await readAll(context, path, actor, (resource, identifierOf) =>
    isNotice(resource) ? decodeNotice(resource, identifierOf) : accept(undefined),
  );
  return asOffered({ ...performed, output: { notices: values.filter((notice) => notice !== undefined) } });
};
