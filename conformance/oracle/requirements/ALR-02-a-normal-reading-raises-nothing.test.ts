import { makeItem, orderId, patientId, readingId } from '../history-builder.test-helper.ts';
import { cutOff, scene, situations } from '../scene.test-helper.ts';
import { expect, test } from 'vitest';

situations('ALR-02', {
  'normal, and quiet': [(b) => scene(b, '120'), 'must-not met'],
  'normal, and told': [(b) => scene(b, '120', { items: [{}] }), 'must-not broken'],
  'abnormal, and told': [(b) => scene(b, '212', { items: [{}] }), 'must met'],
  'abnormal, and nothing, is ALR-01': [(b) => scene(b, '212')],
  'equal to a limit is LIM-02': [(b) => scene(b, '180')],
  'about an order that nobody made': [
    (b) => scene(b, '212', { items: [{}, { order: orderId('o9') }] }),
    'must met',
    'must-not broken',
  ],
  'about a reading that nobody sent': [
    (b) => scene(b, '212', { items: [{}, { reading: readingId('r9') }] }),
    'must met',
    'must-not broken',
  ],
  'by a rule that the order has not': [
    (b) => scene(b, '212', { items: [{}, { kind: 'missing', rule: 'missing' }] }),
    'must met',
    'must-not broken',
  ],
  'about somebody without any order': [
    (b) => {
      const { order, reading } = scene(b, '120');
      b.grant('glucose', 'p2');
      b.seen(makeItem({ ...reading, patient: patientId('p2'), identifier: readingId('x') }, order, 'i'));
    },
    'must-not broken',
    'must-not met',
  ],
  'more than seven days old': [
    (b) => scene(b, '212', { order: { start: '2034-12-20T00:00:00Z' }, reading: { at: '2034-12-24T23:00:00Z' } }),
    'must-not met',
  ],
  'more than seven days old, and told': [
    (b) =>
      scene(b, '212', {
        order: { start: '2034-12-20T00:00:00Z' },
        reading: { at: '2034-12-24T23:00:00Z' },
        items: [{}],
      }),
    'must-not broken',
  ],
  'failed measurement, and quiet': [(b) => scene(b, 'none'), 'must-not met'],
  'failed measurement, and told': [(b) => scene(b, 'none', { items: [{}] }), 'must-not broken'],
});

test('a run that was cut off proves no silence', () => {
  expect(cutOff('ALR-02', (b) => scene(b, '120'))).toEqual(['must-not undecided']);
});
