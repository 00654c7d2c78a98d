import { TASK_STATUS } from '../../../../contract/wire/fhir/task.ts';
import { EHR } from '../../actor.ts';
import { findReference, learnFrom } from '../context.ts';
import type { FhirAct } from './fhir-act.ts';

/**
 * Reads the item with the person's own credentials, then puts it back with another status on the version that was
 * read. Whoever may not read it still tries, with all that a recipient would send: only the person is wrong then, and
 * what is asked about is the refusal of the act.
 */
export const actOnItem: FhirAct<'item.act'> = async (context, { item, act }, actor) => {
  const { session, book } = context;
  const reference = (await findReference(context, 'Task', item)) ?? book.referenceTo('Task', item);
  const own = await session.call({ method: 'GET', path: reference, actor });
  const current = own.outcome === 'ok' ? own : await session.call({ method: 'GET', path: reference, actor: EHR });
  learnFrom(context, current, item);
  const etag = current.exchange.headers.etag;
  const id = reference.split('/')[1];
  const answer = await session.call({
    method: 'PUT',
    path: reference,
    actor,
    body: {
      ...(current.outcome === 'ok' ? current.json : { resourceType: 'Task', id, intent: 'order' }),
      status: TASK_STATUS[act],
    },
    ...(etag === undefined ? {} : { headers: { 'If-Match': etag } }),
  });
  learnFrom(context, answer, item);
  return answer;
};
