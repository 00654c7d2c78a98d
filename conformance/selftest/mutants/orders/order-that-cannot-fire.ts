import { answering } from '../../seams/fhir-wire.ts';
import { acknowledging } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

const NONE = '{"resourceType":"ServiceRequest","id":"none","status":"active","intent":"order"}';

export const orderThatCannotFire: Mutant = {
  name: 'order-that-cannot-fire',
  defect: 'an order without limits is acknowledged, and never raises anything',
  requirement: 'ORD-02',
  also: ['ORD-01', 'AUD-01', 'FHR-03'],
  seams: {
    ...answering((answer, { method, url }) =>
      answer.status === 422 && method === 'POST' && url?.endsWith('/ServiceRequest') === true
        ? { status: 201, headers: { ...answer.headers, location: '/fhir/ServiceRequest/none/_history/1' }, body: NONE }
        : answer,
    ),
    ...acknowledging((ack, message) => (message.includes('|OMG^O19') ? ack.replace('\rMSA|AE|', '\rMSA|AA|') : ack)),
  },
};
