import type { InboxItem, Order } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, itemId, reference, STARTED } from '../history-builder.test-helper.ts';
import { situations, WIDE } from '../scene.test-helper.ts';

/** Due ten minutes after the run began. */
const HOURLY = {
  limits: [reference('70', '180')],
  rules: [{ kind: 'missing', period: { value: 10, unit: 'min' } }],
  start: STARTED,
} as const;
const DUE = '2035-01-01T00:10:00.000Z';

const missing = (order: Order, change: Partial<InboxItem> = {}): InboxItem => ({
  identifier: itemId('i'),
  version: 1,
  kind: 'missing',
  status: 'new',
  patient: order.patient,
  order: order.identifier,
  measure: order.measure,
  recipient: order.responsible,
  rule: 'missing',
  interpretation: [],
  due: DUE,
  history: [{ status: 'new', at: DUE, actor: 'system' }],
  ...change,
});

type Then = (b: HistoryBuilder, order: Order) => void;
/** Nothing is filed for a little more than ten minutes. */
const silence =
  (then: Then) =>
  (b: HistoryBuilder): void => {
    const order = b.order(HOURLY);
    b.grant();
    b.wait(600_000 - b.now + 300);
    then(b, order);
    b.wait(30_000);
  };
const told = (b: HistoryBuilder, order: Order, change: Partial<InboxItem> = {}): void => {
  b.seen(missing(order, change), { after: b.now - 20 });
};
const data = (b: HistoryBuilder): void => {
  b.wait(60_000);
  b.reading({ name: 'r', value: '120' });
  b.wait(40);
};
const closed: Partial<InboxItem> = { version: 2, status: 'withdrawn', withdrawal: 'data-received' };

situations(
  'LIM-09',
  {
    'due, and told': [silence(told), 'must met', 'must-not met'],
    'due, and nothing': [silence(() => undefined), 'must broken', 'must-not met'],
    'due, and told of another instant': [
      silence((b, o) => told(b, o, { due: '2035-01-01T00:20:00Z' })),
      'must broken',
      'must-not broken',
    ],
    'due, and told too late': [
      silence((b, o) => {
        b.wait(15_000);
        told(b, o);
      }),
      'must broken',
      'must-not met',
    ],
    'told twice': [
      silence((b, o) => {
        told(b, o);
        told(b, o, { identifier: itemId('again') });
      }),
      'must met',
      'must-not broken',
      'must-not met',
    ],
    'closed by data': [
      silence((b, o) => {
        told(b, o);
        data(b);
        told(b, o, closed);
      }),
      'must met',
      'must-not met',
    ],
    'closed before data came': [
      silence((b, o) => {
        told(b, o);
        b.wait(1000);
        told(b, o, closed);
        data(b);
      }),
      'must broken',
      'must met',
      'must-not met',
    ],
    'closed long after data came': [
      silence((b, o) => {
        told(b, o);
        data(b);
        b.wait(15_000);
        told(b, o, closed);
      }),
      'must broken',
      'must met',
      'must-not met',
    ],
    'closed once the system answers again': [
      silence((b, o) => {
        told(b, o);
        data(b);
        const from = b.now;
        b.wait(15_000).fault('killed', from);
        b.wait(10_000);
        told(b, o, closed);
      }),
      'must met',
      'must-not met',
    ],
    'left open while the system may still recover': [
      silence((b, o) => {
        told(b, o);
        data(b);
        const from = b.now;
        b.wait(15_000).fault('killed', from);
      }),
      'must met',
      'must undecided',
      'must-not met',
    ],
    'left open although data came': [
      silence((b, o) => {
        told(b, o);
        data(b);
      }),
      'must broken',
      'must met',
      'must-not met',
    ],
    'closed without a reason': [
      silence((b, o) => {
        told(b, o);
        data(b);
        told(b, o, { version: 2, status: 'withdrawn' });
      }),
      'must broken',
      'must met',
      'must-not met',
    ],
    'closed for another reason': [
      silence((b, o) => {
        told(b, o);
        data(b);
        told(b, o, { ...closed, withdrawal: 'order-ended' });
      }),
      'must met',
      'must met, with a reservation',
      'must-not met',
    ],
    'closed although nothing came': [
      silence((b, o) => {
        told(b, o);
        b.wait(60_000);
        told(b, o, closed);
      }),
      'must met',
      'must-not broken',
      'must-not met',
    ],
    'closed by the hold of its order': [
      silence((b, o) => {
        told(b, o);
        b.wait(60_000).changeOrder({ ...HOURLY, status: 'on-hold' });
        b.wait(40);
        told(b, o, { ...closed, withdrawal: 'order-on-hold' });
      }),
      'must met',
      'must-not met',
    ],
    'data in time, and quiet': [
      (b) => {
        b.order(HOURLY);
        b.grant();
        b.wait(300_000);
        b.reading({ name: 'r', value: '120' });
        b.wait(30_000);
      },
      'must-not met',
    ],
    'data in time, and told': [
      (b) => {
        const order = b.order(HOURLY);
        b.grant();
        b.wait(300_000);
        b.reading({ name: 'r', value: '120' });
        b.wait(40);
        told(b, order);
      },
      'must-not broken',
    ],
  },
  WIDE,
);
