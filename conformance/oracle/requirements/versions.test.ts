import { describe } from 'vitest';
import type { InboxItem, Interpretation } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, makeItem, reference } from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

const limit = (value: string): Partial<InboxItem> => ({ limit: { value, unit: 'mg/dL' } });
const STRICT = [reference('70', '140')];

/**
 * Limits go from 180 to 140 mg/dL a minute after the order was made; a reading of 150 mg/dL, effective so many
 * minutes after that change and sent six minutes after it (or at once); the items seen say these things.
 */
const changed =
  (minutesAfter: number, late: boolean, ...items: readonly Partial<InboxItem>[]) =>
  (b: HistoryBuilder) => {
    b.order();
    b.grant();
    b.wait(60_000);
    const at = b.wall();
    const order = b.changeOrder({ limits: STRICT, from: at });
    b.wait(late ? 10 * 60_000 : 120_000);
    const effective = new Date(Date.parse(at) + minutesAfter * 60_000).toISOString();
    const reading = b.reading({ name: 'r', value: '150', at: effective });
    b.wait(40);
    for (const [i, item] of items.entries()) b.seen(makeItem(reading, order, `i${i}`, { ...limit('140'), ...item }));
  };

describe.each([
  ['ORD-08', 'LIM-12', false],
  ['LIM-12', 'ORD-08', true],
] as const)('%s, and not %s', (id, other, late) => {
  situations(id, {
    'after the change, by the new limits': [changed(1, late, {}), 'must met'],
    'after the change, and nothing': [changed(1, late), 'must broken'],
    'after the change, the old limit named': [changed(1, late, limit('180')), 'must broken'],
    'after the change, the old instant named': [changed(1, late, { limitFrom: '2034-12-31T20:00:00Z' }), 'must broken'],
    'at the very instant of the change': [changed(0, late, {}), 'must met'],
    'before the change, and quiet': [changed(-0.5, late), 'must-not met'],
    'before the change, by the new limits': [changed(-0.5, late, {}), 'must-not broken'],
    'limits that never changed': [(b) => scene(b, '212', { items: [{}] })],
  });
  situations(other, { 'has no say': [changed(1, late, {})] });
});

/** Two patients of one lane, the second held to 140 mg/dL; both send this value, and these are told of. */
const two =
  (value: string, first: boolean, second: boolean, high = '140') =>
  (b: HistoryBuilder) => {
    scene(b, value, { items: first ? [{}] : [] });
    const order = b.order({ name: 'o2', patient: 'p2', limits: [reference('70', high)] });
    b.grant('glucose', 'p2');
    const reading = b.reading({ name: 'r2', value, patient: 'p2' });
    b.wait(40);
    if (second) b.seen(makeItem(reading, order, 'i-second', limit(high)));
  };
situations('ORD-03', {
  'each by its own limits': [two('150', false, true), 'must met', 'must-not met'],
  "the second held to the first one's": [two('150', false, false), 'must broken', 'must-not met'],
  "the first held to the second one's": [two('150', true, true), 'must met', 'must-not broken'],
  'a value that is the same to both': [two('200', true, true)],
  'the same limits': [two('200', true, true, '180')],
  'one patient alone': [(b) => scene(b, '150')],
  'one patient, whose limits changed': [
    (b) => {
      scene(b, '150');
      const order = b.wait(60_000).changeOrder({ limits: STRICT });
      const reading = b.wait(60_000).reading({ name: 'later', value: '150' });
      b.wait(40).seen(makeItem(reading, order, 'i', limit('140')));
    },
  ],
  'in two lanes': [
    (b) => {
      scene(b, '150');
      b.lane = 'lane/hl7v2';
      const order = b.order({ name: 'o2', patient: 'p2', limits: STRICT });
      b.grant('glucose', 'p2');
      b.seen(makeItem(b.reading({ name: 'r2', value: '150', patient: 'p2' }), order, 'i', limit('140')));
    },
  ],
});

const twice =
  (...items: readonly Partial<InboxItem>[]) =>
  (b: HistoryBuilder) => {
    b.order();
    scene(b, '212', { items });
  };
situations('ORD-06', {
  'one item under an order sent twice': [twice({}), 'must met', 'must-not met'],
  'two items under an order sent twice': [twice({}, {}), 'must met', 'must-not broken'],
});

/** One order has ended, another of the measure goes on: what is told under the one that ended. */
const ended = (told: boolean) => (b: HistoryBuilder) => {
  const gone = b.order();
  b.order({ name: 'o2', limits: [reference('70', '250')] });
  b.grant();
  b.changeOrder({ status: 'completed' });
  b.wait(2000);
  const reading = b.reading({ name: 'r', value: '212' });
  b.wait(40);
  if (told) b.seen(makeItem(reading, gone, 'i'));
};
situations('ORD-07', {
  'nothing under an order that ended': [ended(false), 'must met', 'must-not met'],
  'told under an order that ended': [ended(true), 'must met', 'must-not broken'],
});

/** 180 was filed over 160, which was raised to 200 since; how it is shown then. */
const shownSince =
  (shown: Interpretation) =>
  (b: HistoryBuilder): void => {
    const order = b.order({ limits: [reference(undefined, '160')] });
    b.grant();
    const reading = b.reading({ name: 'r', value: '180' });
    b.wait(40);
    b.seen(makeItem(reading, order, 'i', limit('160')));
    b.wait(60_000).changeOrder({ limits: [reference(undefined, '200')], from: b.wall() });
    b.wait(5000);
    b.read([{ reading, version: 1, interpretation: [shown], ranges: [], orders: [] }]);
  };
situations('ORD-08', {
  'what was filed before keeps its interpretation': [shownSince('H'), 'must met'],
  'what was filed before is shown by the new limits': [shownSince('N'), 'must broken', 'must met'],
});
