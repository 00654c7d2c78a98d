import { expect, test } from 'vitest';
import { HistoryBuilder, makeItem, OKAFOR } from '../history-builder.test-helper.ts';
import { findingsOf } from '../judged.test-helper.ts';
import { cutOff, scene, situations } from '../scene.test-helper.ts';

/** Told `after` to `by` ms after the reading was meant to be sent; the deadline is one second. */
const told =
  (after: number, by: number, slip = 0) =>
  (b: HistoryBuilder) => {
    const order = b.order();
    b.grant();
    const sent = b.now;
    const reading = b.reading({ name: 'r', value: '212' }, { slip });
    b.wait(by);
    b.seen(makeItem(reading, order, 'i'), { after: sent + after, by: sent + by });
  };

situations('ALR-01', {
  'at once': [told(5, 40), 'must met', 'must-not met'],
  'just short of the deadline': [told(900, 1000), 'must met, with a reservation', 'must-not met'],
  'with 80 % of it used': [told(700, 800), 'must met', 'must-not met'],
  'after it for certain': [told(1001, 1100), 'must broken', 'must-not met'],
  'perhaps after it': [told(900, 1001), 'must undecided', 'must-not met'],
  'the harness was itself late in sending': [told(900, 990, 100), 'must undecided', 'must-not met'],
  never: [(b) => scene(b, '212'), 'must broken'],
  'in another In Basket': [(b) => scene(b, '212', { items: [{ recipient: OKAFOR }] }), 'must broken', 'must-not met'],
  'in both': [(b) => scene(b, '212', { items: [{}, { recipient: OKAFOR }] }), 'must met', 'must-not met'],
  'a normal reading, and nothing': [(b) => scene(b, '120')],
  'before the reading was sent': [
    (b) => {
      b.wait(500);
      const { order, reading } = scene(b, '212');
      b.seen(makeItem(reading, order, 'i'), { after: 100, by: 200 });
    },
    'must met',
    'must-not broken',
  ],
});

test('what was wrong is said in words that a person knows, with the deadline', () => {
  const b = new HistoryBuilder();
  scene(b, '212', { items: [{ recipient: OKAFOR }] });
  const [finding] = findingsOf(b.drain(), 'broken', 'ALR-01');
  expect(finding?.expected).toMatch(/^in the In Basket of rivera within 1000 ms: limits: 212 mg\/dL > 180 mg\/dL/);
  expect(finding?.observed).toBe('in another In Basket: item i0: abnormal H 212 mg/dL, new, for okafor (line 4)');
});

test('a run that was cut off proves nothing missing', () => {
  expect(cutOff('ALR-01', (b) => scene(b, '212'))).toEqual(['must undecided']);
});
