import { type AuditEvent, keyOf } from '../../../contract/domain/index.ts';
import {
  HistoryBuilder,
  itemId,
  makeReading,
  orderId,
  patientId,
  readingId,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { findingsOf } from '../judged.test-helper.ts';
import { cutOff, scene, situations } from '../scene.test-helper.ts';
import { expect, test } from 'vitest';

const EVENT: AuditEvent = {
  recorded: '2035-01-01T00:00:00Z',
  subject: 'order',
  action: 'create',
  outcome: 'ok',
  who: 'ehr',
  patient: patientId(),
  entity: orderId(),
};
/** Whose client each thing is done by. */
const WHO = { permission: 'portal', reading: 'gateway', message: 'desk', item: 'system' } as const;
const whoOf = (subject: AuditEvent['subject']): string => (subject in WHO ? WHO[subject as keyof typeof WHO] : 'ehr');
const trail = (b: HistoryBuilder, events: readonly Partial<AuditEvent>[]): void => {
  b.op(
    { op: 'audit.read', patient: patientId() },
    { output: { audit: events.map((e) => ({ ...EVENT, who: whoOf(e.subject ?? 'order'), ...e })) } },
  );
};
const ordered =
  (...events: readonly Partial<AuditEvent>[]) =>
  (b: HistoryBuilder) => {
    b.order();
    trail(b, events);
  };
/** An item that was raised, seen and done, and what the trail says of the item. */
const acted =
  (...told: readonly (Partial<AuditEvent> | 'again')[]) =>
  (b: HistoryBuilder) => {
    scene(b, '212', { items: [{}] });
    const steps = ['seen', 'done', ...(told.includes('again') ? ['done'] : [])] as ('seen' | 'done')[];
    for (const act of steps) {
      b.op({ op: 'item.act', item: itemId('i0'), act, person: RIVERA });
      b.wait(20);
    }
    const others = ['order', 'permission', 'reading'] as const;
    const entities = {
      order: orderId(),
      permission: { system: 'urn:example:permission', value: 'p1/glucose' },
      reading: readingId('r'),
    };
    trail(b, [
      ...others.map((subject) => ({ subject, entity: entities[subject] })),
      ...told.flatMap((e) => (e === 'again' ? [] : [{ subject: 'item' as const, entity: itemId('i0'), ...e }])),
    ]);
  };
/** An item that was raised, and looked at `after` ms later; what the trail says of it beside that it was raised. */
const untouched = (b: HistoryBuilder, told?: Partial<AuditEvent>, after = 5000): void => {
  scene(b, '212', { items: [{}] });
  b.wait(after).look({ patient: 'p1', items: [keyOf(itemId('i0'))] });
  const item = { subject: 'item', entity: itemId('i0') } as const;
  trail(b, [
    {},
    { subject: 'permission', entity: { system: 'urn:example:permission', value: 'p1/glucose' } },
    { subject: 'reading', entity: readingId('r') },
    item,
    ...(told === undefined ? [] : [{ ...item, ...told }]),
  ]);
};
const REFUSED: Partial<AuditEvent> = {
  subject: 'reading',
  outcome: 'refused',
  refusal: 'no-active-order',
  entity: readingId('r'),
};
const { refusal: _, ...WITHOUT_REASON } = REFUSED;
const refused =
  (...events: readonly Partial<AuditEvent>[]) =>
  (b: HistoryBuilder) => {
    b.reading({ name: 'r', value: '120' }, { refusal: 'no-active-order' });
    trail(b, events);
  };

/** An order, written and changed, and what the trail says of it. */
const changed =
  (...events: readonly Partial<AuditEvent>[]) =>
  (b: HistoryBuilder) => {
    const order = b.order();
    b.op({ op: 'order.change', order: { ...order, limits: [{ tier: 'reference', high: '200' }] } });
    b.op({ op: 'order.change', order: { ...order, limits: [{ tier: 'reference', high: '200' }] } });
    trail(b, events);
  };

situations('AUD-01', {
  'written and changed, and told of both': [changed({}, { action: 'update' }), 'must met', 'must-not met'],
  'written and changed, and told of one': [changed({}), 'must met', 'must broken', 'must-not met'],
  told: [ordered({}), 'must met', 'must-not met'],
  'not told': [ordered(), 'must broken', 'must-not met'],
  'told of another order, which nobody wrote': [
    ordered({ entity: orderId('o9') }),
    'must broken',
    'must-not broken',
    'must-not met',
  ],
  'told of another order as well, which nobody wrote': [
    ordered({}, { entity: orderId('o9') }),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'told of what the system named by itself': [
    ordered({}, { entity: { system: 'urn:example:own', value: 'o9' } }),
    'must met',
    'must-not met',
  ],
  'told of an act on an item that nobody touched': [
    (b) => untouched(b, { action: 'update', who: 'rivera' }),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'told of what the system that raised an item did to it by itself': [
    (b) => untouched(b, { action: 'update' }),
    'must met',
    'must-not met',
  ],
  'told of each act on an item by two layers': [
    acted(
      {},
      ...['20', '21'].flatMap((at) => {
        const event = { action: 'update', who: 'rivera', recorded: `2035-01-01T00:00:${at}Z` } as const;
        return [event, { ...event, recorded: event.recorded.replace('Z', '.250Z') }];
      }),
    ),
    'must met',
    'must-not met',
  ],
  'told that an item that nobody touched was raised': [(b) => untouched(b), 'must met', 'must-not met'],
  'told as another subject': [ordered({ subject: 'permission' }), 'must broken', 'must-not met'],
  'told that it was read': [ordered({ action: 'read' }), 'must broken', 'must-not met'],
  'each act on an item has an event of its own': [
    acted({}, { action: 'update' }, { action: 'update' }),
    'must met',
    'must-not met',
  ],
  'an item raised, and its acts not told': [acted({}), 'must met', 'must broken', 'must-not met'],
  'of two acts one told': [acted({}, { action: 'update' }), 'must met', 'must broken', 'must-not met'],
  'the same act again need not be told': [
    acted({}, { action: 'update' }, { action: 'update' }, 'again'),
    'must met',
    'must-not met',
  ],
  'told without a who': [ordered({ who: '' }), 'must broken', 'must-not met'],
  'told of five minutes before': [ordered({ recorded: '2034-12-31T23:55:00Z' }), 'must met', 'must-not met'],
  'told of the day before': [ordered({ recorded: '2034-12-31T00:00:00Z' }), 'must broken', 'must-not met'],
  'told of the day before, and of now': [ordered({ recorded: '2034-12-31T00:00:00Z' }, {}), 'must met', 'must-not met'],
  'told at no time that can be read': [ordered({ recorded: 'noon' }), 'must broken', 'must-not met'],
  'told as refused as well': [ordered({}, { outcome: 'refused' }), 'must met', 'must-not broken'],
  'refused and then taken may be told as both': [
    (b) => {
      b.order({ limits: [] }, { outcome: 'refused' });
      b.order();
      trail(b, [{}, { outcome: 'refused' }]);
    },
    'must met',
    'must-not met',
  ],
  'a second name of a reading changed nothing and need not be told': [
    (b) => {
      b.order();
      b.grant();
      const first = b.reading({ name: 'r', value: '120', device: 'd' });
      b.op({ op: 'reading.submit', reading: { ...first, identifier: readingId('alias') } });
      const permission = { system: 'urn:example:permission', value: 'p1/glucose' };
      trail(b, [{}, { subject: 'permission', entity: permission }, { subject: 'reading', entity: first.identifier }]);
    },
    'must met',
    'must-not met',
  ],
  'what came after the trail was read is not asked for': [
    (b) => {
      trail(b, []);
      b.order();
    },
  ],
  'without an answer nothing is asked for': [
    (b) => {
      b.order({}, { outcome: 'unknown' });
      trail(b, []);
    },
  ],
  'a trail that was never read': [(b) => b.order()],
});

situations('AUD-02', {
  'told, with its reason': [refused(REFUSED), 'must met', 'must-not met'],
  'told, without its reason': [refused(WITHOUT_REASON), 'must broken', 'must-not met'],
  'told, with another reason': [refused({ ...REFUSED, refusal: 'bad-value' }), 'must broken', 'must-not met'],
  'not told': [refused(), 'must broken', 'must-not met'],
  'told as accepted': [refused(REFUSED, { ...WITHOUT_REASON, outcome: 'ok' }), 'must met', 'must-not broken'],
  'of whose data it was nobody could tell': [
    (b) => {
      const reading = makeReading({ name: 'r', value: '120' });
      b.op({ op: 'reading.submit', reading, defect: { kind: 'unknown-unit', unit: 'x' } }, { outcome: 'refused' });
      trail(b, []);
    },
    'must-not met',
  ],
  'a second name of a reading, taken and later in conflict, may be told as both': [
    (b) => {
      b.order();
      b.grant();
      const first = b.reading({ name: 'r', value: '120', device: 'd' });
      const again = { ...first, identifier: readingId('alias') };
      b.op({ op: 'reading.submit', reading: again });
      b.op(
        {
          op: 'reading.submit',
          reading: { ...again, result: { kind: 'value', quantity: { value: '121', unit: 'mg/dL' } } },
        },
        { via: 'hl7v2', outcome: 'refused', answer: { code: 'AE', refusal: 'identifier-conflict', correlated: true } },
      );
      const about = { ...REFUSED, entity: again.identifier, refusal: 'identifier-conflict' };
      trail(b, [about, { ...WITHOUT_REASON, entity: again.identifier, outcome: 'ok' }]);
    },
    'must met',
    'must-not met',
  ],
});

test('an item that was not looked at since may have changed', () => {
  expect(cutOff('AUD-01', (b) => untouched(b, { action: 'update', who: 'rivera' }, 0))).not.toContain(
    'must-not broken',
  );
});

test('it is said in business values', () => {
  const b = new HistoryBuilder();
  ordered()(b);
  const [finding] = findingsOf(b.drain(), 'broken', 'AUD-01');
  expect(finding?.expected).toBe('an event with who and when: order.submit o1 (line 1) accepted');
  expect(finding?.subject.patient).toBe(keyOf(patientId()));
});
