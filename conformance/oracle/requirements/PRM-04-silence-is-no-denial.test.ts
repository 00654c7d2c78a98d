import { describe } from 'vitest';
import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import type { ShownPermission } from '../../../contract/domain/index.ts';
import { makeReading, orderId, patientId } from '../history-builder.test-helper.ts';
import { phone } from '../phone.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const NINE = '2035-01-01T09:00:00-05:00';

const shows =
  (permission: ShownPermission | undefined, outcome: 'ok' | 'refused' | 'unknown' = 'ok'): Write =>
  (b) => {
    b.wait(2000);
    b.op(
      { op: 'permission.read', patient: patientId(), measure: 'glucose' },
      { outcome, ...(permission === undefined ? {} : { output: { permission } }) },
    );
  };

/** An order, a phone, a grant; what happens then, and what is shown of it. */
const shared =
  (then: Write, ...shown: Parameters<typeof shows>): Write =>
  (b) => {
    phone(b);
    b.order({ start: '2034-12-31T00:00:00Z' });
    b.grant();
    then(b);
    shows(...shown)(b);
  };
const nothing: Write = () => undefined;
const once: Write = (b) => void b.reading({ name: 'r', value: '112', at: '2035-01-01T00:00:00Z' });
const twice: Write = (b) => {
  b.reading({ name: 'late', value: '118', at: '2035-01-01T00:00:00Z' });
  b.reading({ name: 'early', value: '112', at: '2034-12-31T23:00:00Z' });
};
const withdrawn: Write = (b) => {
  once(b);
  b.op({
    op: 'permission.set',
    permission: { identifier: orderId('p'), patient: patientId(), measure: 'glucose', status: 'withdrawn', at: NINE },
  });
};
const disconnected: Write = (b) =>
  void b.op({ op: 'tracker.set', patient: patientId(), order: orderId(), state: 'disconnected' });
const lastData = '2035-01-01T00:00:00Z';

describe('a patient of whom nothing came', () => {
  situations('PRM-04', {
    'is shown as one of whom nothing came': [shared(nothing, { status: 'granted' }), 'must met', 'must-not met'],
    'is shown as one of whom nobody knows': [shared(nothing, { status: 'not-determined' }), 'must met', 'must-not met'],
    'is shown as one who denied': [shared(nothing, { status: 'denied' }), 'must met', 'must-not broken'],
    'is shown as one who took it back': [shared(nothing, { status: 'withdrawn' }), 'must met', 'must-not broken'],
    'is shown as one of whom something came': [
      shared(nothing, { status: 'granted', lastData }),
      'must broken',
      'must-not met',
    ],
    'is not shown at all': [shared(nothing, undefined, 'refused'), 'must broken'],
    'is looked at, and nobody answers': [shared(nothing, undefined, 'unknown'), 'must undecided'],
  });
});

describe('a patient of whom something came', () => {
  situations('PRM-04', {
    'is shown with when it was measured': [shared(once, { status: 'granted', lastData }), 'must met', 'must-not met'],
    'is shown with the same instant in another zone': [
      shared(once, { status: 'granted', lastData: '2034-12-31T19:00:00-05:00' }),
      'must met',
      'must-not met',
    ],
    'is shown as one of whom nothing came': [shared(once, { status: 'granted' }), 'must broken', 'must-not met'],
    'is shown with what was measured last, not with what came last': [
      shared(twice, { status: 'granted', lastData }),
      'must met',
      'must-not met',
    ],
    'is shown with what came last': [
      shared(twice, { status: 'granted', lastData: '2034-12-31T23:00:00Z' }),
      'must broken',
      'must-not met',
    ],
    'is shown as one who denied': [shared(once, { status: 'denied', lastData }), 'must met', 'must-not broken'],
    'is shown with data of another measure': [
      shared((b) => void b.reading({ name: 'w', value: '80', unit: 'kg' }), {
        status: 'granted',
        lastData,
      }),
      'must broken',
      'must-not met',
    ],
  });
});

describe('what the patient has done in the portal is no secret', () => {
  situations('PRM-04', {
    'withdrawn, and shown so': [shared(withdrawn, { status: 'withdrawn', lastData }), 'must met', 'must-not met'],
    'withdrawn, and shown as denied': [
      shared(withdrawn, { status: 'denied', lastData }),
      'must met',
      'must-not broken',
    ],
    'disconnected, and shown as withdrawn': [shared(disconnected, { status: 'withdrawn' }), 'must met', 'must-not met'],
  });
});

describe('what is not certain', () => {
  const granted = { status: 'granted', lastData } as const;
  situations('PRM-04', {
    'a phone that tells whether it was refused': [
      (b) => {
        phone(b, '14', {}, 'android');
        shows({ status: 'denied' })(b);
      },
    ],
    'a phone of each kind': [
      (b) => {
        phone(b);
        phone(b, '14', {}, 'android');
        shows({ status: 'denied' })(b);
      },
    ],
    'no phone': [shows({ status: 'denied' })],
    'a phone that nobody took': [
      (b) => {
        phone(b, '17.0', { outcome: 'refused' });
        shows({ status: 'denied' })(b);
      },
    ],
    'a reading that was never answered': [
      shared((b) => void b.reading({ name: 'r', value: '112' }, { outcome: 'unknown' }), granted),
      'must-not met',
    ],
    'a reading that was refused is none': [
      shared((b) => void b.reading({ name: 'r', value: '112' }, { outcome: 'refused' }), { status: 'granted' }),
      'must met',
      'must-not met',
    ],
    'a correction': [
      shared((b) => {
        const { identifier: _own, ...reading } = b.reading({ name: 'r', value: '112' });
        b.op({ op: 'reading.submit', reading: { ...reading, identifier: orderId('r'), status: 'corrected' } });
      }, granted),
      'must-not met',
    ],
    'control solution': [
      shared((b) => {
        const reading = { ...makeReading({ name: 'r', value: '112' }), code: CONTROL_SOLUTION };
        b.op({ op: 'reading.submit', reading });
      }, granted),
      'must-not met',
    ],
    'a reading that was set aside': [
      shared((b) => void b.reading({ name: 'r', value: '112' }, { answer: { code: '202' } }), granted),
      'must-not met',
    ],
  });
});
