import type { Identifier, Order } from '../../../../contract/domain/index.ts';
import { encodeOrder } from '../../../../contract/wire/fhir/order.ts';
import { searchToken } from '../../../../contract/wire/fhir/search-token.ts';
import { decodeShownOrder } from '../../../../contract/wire/fhir/shown-order.ts';
import { type FhirContext, findReference, ifNoneExist, learnFrom } from '../context.ts';
import { readAll } from '../read-all.ts';
import { query } from '../session.ts';
import type { FhirAct } from './fhir-act.ts';

/** Everybody whom the rules of an order name. */
const recipientsOf = (order: Order): Identifier[] =>
  order.rules.flatMap((rule) => ('recipient' in rule && rule.recipient !== undefined ? [rule.recipient] : []));

const lookUp = async (context: FhirContext, order: Order): Promise<void> => {
  await findReference(context, 'Patient', order.patient);
  for (const person of [order.requester, order.responsible, ...recipientsOf(order)])
    await findReference(context, 'Recipient', person);
};

export const submitOrder: FhirAct<'order.submit'> = async (context, { order }, actor) => {
  await lookUp(context, order);
  const answer = await context.session.call({
    method: 'POST',
    path: 'ServiceRequest',
    actor,
    body: encodeOrder(order, context.book.referenceTo),
    ...(context.profile.policies.duplicates === 'conditional-create' ? { headers: ifNoneExist(order.identifier) } : {}),
  });
  learnFrom(context, answer, order.identifier);
  return answer;
};

/** The whole order under its logical id, on the version that was last seen; where orders change by HL7 v2 too, it is looked at anew. */
export const changeOrder: FhirAct<'order.change'> = async (context, { order }, actor) => {
  await lookUp(context, order);
  const { book, session } = context;
  const reference = await findReference(context, 'ServiceRequest', order.identifier);
  const path = reference ?? book.referenceTo('ServiceRequest', order.identifier);
  const changesElsewhere = context.profile.ports.orders.includes('hl7v2');
  if (reference !== undefined && (changesElsewhere || book.etag(path) === undefined))
    learnFrom(context, await session.call({ method: 'GET', path, actor }), order.identifier);
  const etag = book.etag(path);
  const answer = await session.call({
    method: 'PUT',
    path,
    actor,
    body: { ...encodeOrder(order, book.referenceTo), id: path.split('/')[1] },
    ...(etag === undefined ? {} : { headers: { 'If-Match': etag } }),
  });
  learnFrom(context, answer, order.identifier);
  return answer;
};

export const readOrder: FhirAct<'order.read'> = async (context, { order }, actor) => {
  const path = query('ServiceRequest', { identifier: searchToken(order) });
  const { performed, values } = await readAll(context, path, actor, decodeShownOrder);
  return { ...performed, output: { orders: values } };
};
