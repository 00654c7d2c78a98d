import { type Order, OrderStatus } from '../../../contract/domain/order.ts';
import { keyOf } from '../../../contract/domain/identifier.ts';
import { decodeOrder } from '../../../contract/wire/fhir/order.ts';
import { withPhoneEligibility } from '../../../contract/wire/fhir/eligibility.ts';
import { accept, type Outcome } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { Stored } from '../../pipeline.ts';
import { patientOf } from './patient-parameter.ts';
import { checkCondition, found, readOne, written } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { decoded, stop } from './surface-refusal.ts';
import { checkId } from './target.ts';

const readStatus = (context: Context): OrderStatus | undefined => {
  const text = context.query.code('status', 'http://hl7.org/fhir/request-status');
  if (text === undefined) return undefined;
  const status = OrderStatus.safeParse(text);
  return status.success ? status.data : stop('unsupported-parameter', 'http.status', 'status: not an order status');
};

const search = async (context: Context): Promise<Outcome<Reply>> => {
  const { query, pipeline, caller } = context;
  const identifier = query.token('identifier');
  const patient = await patientOf(context, 'patient');
  const status = readStatus(context);
  if (identifier === undefined && patient === undefined) {
    stop('unsupported-parameter', 'http.patient', 'identifier or patient is needed');
  }
  if (patient === 'nobody') return found(context, 'ServiceRequest', []);
  if (identifier === undefined) {
    const all = await pipeline.orders.search(caller, compact({ patient, status }));
    return all.ok ? found(context, 'ServiceRequest', all.value) : all;
  }
  const one = await pipeline.orders.find(identifier);
  const fits = (order: Stored<Order>): boolean =>
    (patient === undefined || keyOf(order.body.patient) === keyOf(patient)) &&
    (status === undefined || order.body.status === status);
  return found(context, 'ServiceRequest', one !== undefined && fits(one) ? [one] : []);
};

/** Who orders is told whether the patient's phone can serve. */
const told = async (
  { pipeline, caller }: Context,
  { patient }: Order,
  answer: Outcome<Reply>,
): Promise<Outcome<Reply>> => {
  const { resource } = answer.ok ? answer.value : {};
  if (!answer.ok || resource === undefined) return answer;
  const phone = await pipeline.portal.eligibility(caller, patient);
  return phone.ok
    ? accept({ ...answer.value, resource: async () => withPhoneEligibility(await resource(), phone.value) })
    : answer;
};

const readOrder = async ({ body, links }: Context): Promise<Order> =>
  decoded(await links.resolve(({ identifierOf }) => decodeOrder(body, identifierOf)));

const update = async (context: Context): Promise<Outcome<Reply>> => {
  const order = await readOrder(context);
  await checkId(context, 'ServiceRequest', order.identifier, 'order-unknown');
  const changed = await context.pipeline.orders.change(context.caller, order, context.ifMatch);
  return told(context, order, written(context, 'ServiceRequest', changed));
};

const submit = async (context: Context): Promise<Outcome<Reply>> => {
  const order = await readOrder(context);
  checkCondition(context, order.identifier, 'ServiceRequest.identifier');
  const submitted = await context.pipeline.orders.submit(context.caller, order);
  return told(context, order, written(context, 'ServiceRequest', submitted));
};

/** Orders with the patient's limits. A PUT states the whole next version. */
export const ORDERS: readonly Route[] = [
  {
    name: 'ServiceRequest.create',
    method: 'POST',
    path: '/ServiceRequest',
    roles: ['ehr'],
    conditional: true,
    subject: 'order',
    handle: submit,
  },
  {
    name: 'ServiceRequest.update',
    method: 'PUT',
    path: '/ServiceRequest/:id',
    roles: ['ehr'],
    subject: 'order',
    handle: update,
  },
  {
    name: 'ServiceRequest.read',
    method: 'GET',
    path: '/ServiceRequest/:id',
    roles: ['ehr'],
    subject: 'order',
    handle: readOne('ServiceRequest'),
  },
  {
    name: 'ServiceRequest.search',
    method: 'GET',
    path: '/ServiceRequest',
    roles: ['ehr'],
    parameters: [
      { name: 'identifier', type: 'token' },
      { name: 'patient', type: 'reference' },
      { name: 'status', type: 'token' },
    ],
    subject: 'order',
    handle: search,
  },
];
