import { expect, test } from 'vitest';
import { HistoryBuilder, makeItem, makeReading } from '../history-builder.test-helper.ts';
import { cutOff, outcomesOf, scene, situations } from '../scene.test-helper.ts';

/** A reading, its item, the same reading again, and how many items there are then. */
const resent = (items: number) => (b: HistoryBuilder) => {
  const { order, reading } = scene(b, '212', { items: [{}] });
  b.op({ op: 'reading.submit', reading }, { actor: 'gateway' });
  b.wait(40);
  for (let i = 1; i < items; i += 1) b.seen(makeItem(reading, order, `again${i}`));
};

situations('ALR-06', {
  'sent once': [(b) => scene(b, '212', { items: [{}] }), 'must met'],
  'sent once, told twice': [(b) => scene(b, '212', { items: [{}, {}] }), 'must met', 'must-not broken'],
  'sent twice, told once': [resent(1), 'must met', 'must-not met'],
  'sent twice, told twice': [resent(2), 'must met', 'must-not broken'],
  'two readings, told of each': [
    (b) => {
      const { order } = scene(b, '212', { items: [{}] });
      b.seen(makeItem(b.reading({ name: 'other', value: '213' }), order, 'j'));
    },
    'must met',
  ],
  'never told is ALR-01': [(b) => scene(b, '212')],
});

test('sent twice in a run that was cut off', () => {
  expect(cutOff('ALR-06', resent(1))).toEqual(['must met', 'must-not undecided']);
});

test('the same measurement under another identifier is the same reading', () => {
  const b = new HistoryBuilder();
  const { order, reading } = scene(b, '212', { reading: { device: 'd' }, items: [{}] });
  const again = { ...makeReading({ name: 'alias', value: '212', device: 'd' }), effective: reading.effective };
  b.op({ op: 'reading.submit', reading: again });
  b.wait(40);
  b.seen(makeItem(again, order, 'j'));
  expect(outcomesOf(b.drain(), 'ALR-06')).toEqual(['must met', 'must-not broken']);
});
