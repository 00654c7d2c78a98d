import { describe } from 'vitest';
import type { Order, ShownOrder } from '../../../contract/domain/index.ts';
import { makeOrder, OKAFOR, type OpOptions, orderId, patientId } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const because: Order = { ...makeOrder(), responsible: OKAFOR, reason: 'E11.65' };
const { reason: _none, ...forNoReason } = because;

const shownOf = ({ identifier, period, requester, responsible, reason }: Order): ShownOrder => ({
  identifier,
  ...period,
  requester,
  responsible,
  ...(reason === undefined ? {} : { reason }),
});

const reads = (orders: readonly ShownOrder[], options: OpOptions = {}): Write => {
  return (b) =>
    void b.op(
      { op: 'order.read', patient: patientId(), order: orderId() },
      { output: { orders: [...orders] }, ...options },
    );
};
/** Sent, then shown so. */
const showing =
  (sent: Order, change: Partial<Record<keyof ShownOrder, unknown>> = {}, options: OpOptions = {}): Write =>
  (b) => {
    b.op({ op: 'order.submit', order: sent });
    const shown = JSON.parse(JSON.stringify({ ...shownOf(sent), ...change })) as ShownOrder;
    reads([shown], options)(b);
  };
const then =
  (...writes: readonly Write[]): Write =>
  (b) => {
    for (const write of writes) write(b);
  };
const submits =
  (order: Order, options: OpOptions = {}): Write =>
  (b) =>
    void b.op({ op: 'order.submit', order }, options);
const changes =
  (order: Order, options: OpOptions = {}): Write =>
  (b) =>
    void b.op({ op: 'order.change', order }, options);

const shorter: Order = { ...because, period: { ...because.period, end: '2035-02-01T00:00:00Z' } };

describe('an order that is read back', () => {
  situations('ORD-10', {
    'as sent, with a reason': [showing(because), 'must met'],
    'as sent, without one': [showing(forNoReason), 'must met', 'must-not met'],
    'the same instants in another zone': [showing(because, { end: '2035-12-30T19:00:00-05:00' }), 'must met'],
    'without its reason': [showing(because, { reason: undefined }), 'must broken'],
    'with another reason': [showing(because, { reason: 'E10.9' }), 'must broken'],
    'with a reason that nobody stated': [showing(forNoReason, { reason: 'E10.9' }), 'must met', 'must-not broken'],
    'without its start': [showing(because, { start: undefined }), 'must broken'],
    'with another start': [showing(because, { start: '2034-12-31T21:00:00Z' }), 'must broken'],
    'with another end': [showing(because, { end: '2035-12-31T00:00:01Z' }), 'must broken'],
    'with an end that is no time': [showing(because, { end: undefined }), 'must broken'],
    'with another requester': [showing(because, { requester: OKAFOR }), 'must broken'],
    'without a requester': [showing(because, { requester: undefined }), 'must broken'],
    'with another responsible person': [showing(because, { responsible: because.requester }), 'must broken'],
    'nothing under its number': [then(submits(forNoReason), reads([])), 'must broken'],
    'another order under its number': [
      then(submits(because), reads([{ ...shownOf(because), identifier: orderId('o2') }])),
      'must broken',
    ],
    'refused to whoever ordered': [showing(because, {}, { outcome: 'refused', output: {} }), 'must broken'],
    'not answered': [showing(because, {}, { outcome: 'unknown', output: {} })],
  });
  situations('ORD-10', {
    'changed: what it says now': [then(submits(because), changes(shorter), reads([shownOf(shorter)])), 'must met'],
    'changed: what it said before': [
      then(submits(because), changes(shorter), reads([shownOf(because)])),
      'must broken',
    ],
    'a change that was refused is none': [
      then(submits(because), changes(shorter, { outcome: 'refused' }), reads([shownOf(because)])),
      'must met',
    ],
    'a change that nobody answered leaves it open': [
      then(submits(because), changes(shorter, { outcome: 'unknown' }), reads([shownOf(because)])),
    ],
    'a change that overlaps leaves it open': [
      then(submits(because), changes(shorter, { ago: 0, took: 50 }), reads([shownOf(because)])),
    ],
    'a change from an instant of its own leaves it open': [
      then(submits(because), changes({ ...shorter, effectiveFrom: '2035-01-20T00:00:00Z' }), reads([shownOf(because)])),
    ],
    'a change that comes later is none': [
      then(submits(because), reads([shownOf(because)]), changes(shorter)),
      'must met',
    ],
    'sent again after a change it says what was changed': [
      then(submits(because), changes(shorter), submits(because), reads([shownOf(shorter)])),
      'must met',
    ],
    'an order that was refused is none': [then(submits(because, { outcome: 'refused' }), reads([]))],
    'an order that nobody sent is none': [reads([shownOf(because)])],
  });
});
