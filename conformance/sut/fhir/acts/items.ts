import { TASK_STATUS } from '../../../../contract/wire/fhir/task.ts';
import { findReference, learnFrom } from '../context.ts';
import type { FhirAct } from './fhir-act.ts';

/** Reads the item with the person's own credentials, then puts it back with another status on the version that was read. */
export const actOnItem: FhirAct<'item.act'> = async (context, { item, act }, actor) => {
  const { session, book } = context;
  const reference = (await findReference(context, 'Task', item)) ?? book.referenceTo('Task', item);
  const current = await session.call({ method: 'GET', path: reference, actor });
  learnFrom(context, current, item);
  const etag = current.exchange.headers.etag;
  const id = reference.split('/')[1];
  const answer = await session.call({
    method: 'PUT',
    path: reference,
    actor,
    // Whoever may not read the item still tries: the refusal of the act is what is asked about.
    body: { ...(current.outcome === 'ok' ? current.json : { resourceType: 'Task', id }), status: TASK_STATUS[act] },
    ...(etag === undefined ? {} : { headers: { 'If-Match': etag } }),
  });
  learnFrom(context, answer, item);
  return answer;
};
