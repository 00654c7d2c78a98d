import type { FiledReading, Identifier, Reading } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, orderId, patientId } from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

const filed = (reading: Reading): FiledReading => ({ reading, version: 1, interpretation: [], ranges: [], orders: [] });
const announced = (b: HistoryBuilder): void =>
  void b.op({
    op: 'person.patient',
    patient: { identifier: patientId(), family: 'F', given: 'G', gender: 'unknown', birthDate: '1970-01-01' },
  });
/** Files 120 mg/dL, and shows the reading back as it says, so many times. */
const shows =
  (change: (r: Reading) => Reading = (r) => r, times = 1, wait = 1500) =>
  (b: HistoryBuilder) => {
    announced(b);
    const { reading } = scene(b, '120', { reading: { device: 'd' } });
    b.wait(wait);
    b.read(Array.from({ length: times }, () => filed(change(reading))));
  };
/** A reading under the first of three orders, shown with these: the second is of weight, the third begins tomorrow. */
const named =
  (orders: readonly Identifier[], isAnnounced = true) =>
  (b: HistoryBuilder) => {
    if (isAnnounced) announced(b);
    b.order({ name: 'weight', measure: 'weight' });
    b.order({ name: 'later', start: b.wall(86_400_000) });
    const { reading } = scene(b, '120');
    b.wait(1500);
    b.read([{ ...filed(reading), orders: [...orders] }]);
  };
const value =
  (text: string, unit: 'mg/dL' | 'mmol/L' = 'mg/dL') =>
  (r: Reading): Reading => ({ ...r, result: { kind: 'value', quantity: { value: text, unit } } });

/** Files a value above the scale of its meter, and shows it back off some end of it. */
const offScale = (direction: 'high' | 'low') => (b: HistoryBuilder) => {
  const { reading } = scene(b, 'HI', { reading: { device: 'd' } });
  b.wait(1500);
  b.read([filed({ ...reading, result: { kind: 'off-scale', direction } })]);
};

situations('RDG-01', {
  'as sent': [shows(), 'must met', 'must-not met'],
  'not found': [shows((r) => r, 0), 'must broken', 'must-not met'],
  'not found, within its deadline': [shows((r) => r, 0, 500), 'must-not met'],
  'other digits': [shows(value('120.0')), 'must met', 'must-not broken', 'must-not met'],
  'another unit': [shows(value('120', 'mmol/L')), 'must met', 'must-not broken', 'must-not met'],
  'no value': [
    shows((r) => ({ ...r, result: { kind: 'absent', reason: 'unknown' } })),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'named with its order': [named([orderId()]), 'must met', 'must-not met'],
  'named with the order of another measure beside its own': [
    named([orderId(), orderId('weight')]),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'named with an order that was not active then': [
    named([orderId('later')]),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  "named with somebody else's order": [named([orderId('foreign')]), 'must met', 'must-not broken', 'must-not met'],
  'named with what nobody could resolve': [
    named([{ system: 'urn:vitalproof:unresolved-reference', value: 'CarePlan/1' }]),
    'must met',
    'must-not met',
  ],
  'named with an order of before the run': [named([orderId('before')], false), 'must met', 'must-not met'],
  'the same instant in another zone': [
    shows((r) => ({ ...r, effective: r.effective.replace('Z', '+00:00') })),
    'must met',
    'must-not met',
  ],
  'another offset': [
    shows((r) => ({ ...r, effective: '2035-01-01T01:00:00.010+01:00' })),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'another instant': [
    shows((r) => ({ ...r, effective: '2034-12-31T23:59:00Z' })),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'another code': [
    shows((r) => ({ ...r, code: { ...r.code, code: '15074-8' } })),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'another status': [shows((r) => ({ ...r, status: 'preliminary' })), 'must met', 'must-not broken', 'must-not met'],
  'a context that nobody gave': [
    shows((r) => ({ ...r, mealContext: 'fasting' })),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'off the scale, as sent': [offScale('high'), 'must met', 'must-not met'],
  'off the other end of the scale': [offScale('low'), 'must met', 'must-not broken'],
  'another patient': [
    shows((r) => ({ ...r, patient: patientId('p2') })),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'another device': [
    shows((r) => ({ ...r, device: { system: 'urn:example:device', value: 'e' } })),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'a device of another system': [
    shows((r) => ({ ...r, device: { system: 'urn:example:other', value: 'd' } })),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'something that nobody sent': [
    shows((r) => ({ ...r, identifier: { ...r.identifier, value: 'ghost' } })),
    'must broken',
    'must-not broken',
  ],
});

situations('RDG-02', {
  'shown once': [shows(), 'must-not met'],
  'shown twice': [shows((r) => r, 2), 'must-not broken'],
  'sent again, accepted': [
    (b) => {
      const { reading } = scene(b, '120');
      b.op({ op: 'reading.submit', reading });
    },
    'must met',
    'must-not met',
  ],
  'sent again, refused': [
    (b) => {
      const { reading } = scene(b, '120');
      b.op({ op: 'reading.submit', reading }, { outcome: 'refused' });
    },
    'must broken',
  ],
});

const withdrawn = (times: number) => (b: HistoryBuilder) => {
  const { reading } = scene(b, '120');
  b.wait(1500).permission('withdrawn');
  b.wait(100).read(Array.from({ length: times }, () => filed(reading)));
};
situations('PRM-03', {
  'the past is still there': [withdrawn(1), 'must met'],
  'the past is gone': [withdrawn(0), 'must broken', 'must met'],
  'a withdrawal that is refused': [
    (b) => {
      b.grant();
      b.permission('withdrawn', 'glucose', 'p1', { outcome: 'refused' });
    },
    'must broken',
  ],
  'nothing to withdraw': [(b) => b.permission('withdrawn', 'glucose', 'p1', { outcome: 'refused' })],
  'without an answer': [
    (b) => {
      b.grant();
      b.permission('withdrawn', 'glucose', 'p1', { outcome: 'unknown' });
    },
  ],
});
situations('PRM-01', {
  'a grant that is taken': [(b) => b.grant(), 'must met'],
  'a grant that is refused': [(b) => b.grant('glucose', 'p1', { outcome: 'refused' }), 'must broken'],
  'a grant that waits for its tracker': [
    (b) => b.grant('glucose', 'p1', { outcome: 'refused', answer: { code: '422', refusal: 'tracker-not-picked' } }),
  ],
  'a grant of what is granted is free': [
    (b) => {
      b.grant();
      b.grant('glucose', 'p1', { outcome: 'refused' });
    },
    'must met',
  ],
  'a grant after a withdrawal is not': [
    (b) => {
      b.grant();
      b.permission('withdrawn');
      b.grant('glucose', 'p1', { outcome: 'refused' });
    },
    'must broken',
    'must met',
  ],
});
