import type { OrderStatus, TrackerState } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, makeOrder, type OpOptions, orderId, patientId } from '../history-builder.test-helper.ts';
import { phone } from '../phone.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

const RUN = { portal: true, deadlines: { critical: 1000, other: 1000, filed: 1000, tracker: 5000 } };

const list = (b: HistoryBuilder, ...states: readonly TrackerState[]): void => {
  const trackers = states.map((state) => ({ order: orderId(), measure: 'glucose' as const, state }));
  b.op({ op: 'tracker.list', patient: patientId() }, { output: { trackers } });
};
/** An order of some status, a phone, and what the portal shows after a time. */
const portal =
  (status: OrderStatus, afterMs: number, states: readonly TrackerState[], version?: string) =>
  (b: HistoryBuilder): void => {
    phone(b, version);
    b.op({ op: 'order.submit', order: makeOrder({ status }) });
    b.wait(afterMs);
    list(b, ...states);
  };
const pick = (b: HistoryBuilder, options: OpOptions = {}): void => {
  b.op({ op: 'tracker.set', patient: patientId(), order: orderId(), state: 'picked' }, options);
};
const REFUSED: OpOptions = { outcome: 'refused', answer: { code: '404', refusal: 'not-found', explained: true } };

situations(
  'ORD-12',
  {
    'signed, and offered': [portal('active', 6000, ['offered']), 'must met'],
    'signed, and not offered after the deadline': [portal('active', 6000, []), 'must broken'],
    'signed, and not offered yet': [portal('active', 1000, []), 'must undecided'],
    'signed, and offered twice': [portal('active', 6000, ['offered', 'offered']), 'must broken'],
    'signed, and shown as picked': [portal('active', 6000, ['picked']), 'must broken'],
    'a draft, and not offered': [portal('draft', 6000, []), 'must-not met'],
    'a draft, and offered': [portal('draft', 1000, ['offered']), 'must-not broken'],
    'a phone that cannot serve': [portal('active', 6000, [], '7.1'), 'must-not met'],
    'a phone that cannot serve, and offered': [portal('active', 6000, ['offered'], '7.1'), 'must-not broken'],
    'offered before it was signed, and again after it': [
      (b) => {
        portal('draft', 6000, ['offered'])(b);
        b.op({ op: 'order.change', order: makeOrder() });
        b.wait(6000);
        list(b, 'offered');
      },
      'must met',
      'must-not broken',
    ],
    'picked, and shown so': [
      (b) => {
        portal('active', 6000, ['offered'])(b);
        pick(b);
        b.wait(6000);
        list(b, 'picked');
      },
      'must met',
    ],
    'picked, but refused': [
      (b) => {
        portal('active', 6000, ['offered'])(b);
        pick(b, REFUSED);
      },
      'must broken',
      'must met',
    ],
    'picked before it was offered': [
      (b) => {
        portal('draft', 6000, [])(b);
        pick(b, REFUSED);
      },
      'must-not met',
    ],
    'picked before it was offered, and taken': [
      (b) => {
        portal('draft', 6000, [])(b);
        pick(b);
      },
      'must-not broken',
      'must-not met',
    ],
  },
  RUN,
);
