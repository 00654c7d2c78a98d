import type { InboxItem, Order } from '../../../contract/domain/index.ts';
import { makeItem, reference } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const MINUTE_MS = 60_000;
const AHEAD_MS = 10 * MINUTE_MS;

/** A minute after the order its limit goes from 180 to 140 mg/dL, to hold ten minutes later; a reading so many minutes after that was sent. */
const ahead =
  (
    minutes: number,
    value: string,
    show: (before: Order, after: Order) => readonly [Order, Partial<InboxItem>][],
  ): Write =>
  (b) => {
    const before = b.order();
    b.grant();
    b.wait(MINUTE_MS);
    const after = b.changeOrder({ limits: [reference('70', '140')], from: b.wall(AHEAD_MS) });
    b.wait(minutes * MINUTE_MS);
    const reading = b.reading({ name: 'r', value });
    b.wait(40);
    for (const [i, [order, item]] of show(before, after).entries()) b.seen(makeItem(reading, order, `i${i}`, item));
  };
const quiet = (): readonly [] => [];
const byTheNew = (_before: Order, after: Order): readonly [Order, Partial<InboxItem>][] => [
  [after, { limit: { value: '140', unit: 'mg/dL' } }],
];
const byTheOld = (before: Order): readonly [Order, Partial<InboxItem>][] => [[before, {}]];

situations('ORD-16', {
  'before its instant, by the limits that hold till then, and quiet': [ahead(5, '150', quiet), 'must-not met'],
  'before its instant, by the limits that are to come': [ahead(5, '150', byTheNew), 'must-not broken'],
  'before its instant, beyond both, by the limits that hold till then': [ahead(5, '212', byTheOld), 'must met'],
  'before its instant, beyond both, by the limits that are to come': [ahead(5, '212', byTheNew), 'must broken'],
  'before its instant, beyond both, and nothing': [ahead(5, '212', quiet), 'must broken'],
  'after its instant, by its own limits': [ahead(11, '150', byTheNew), 'must met'],
  'after its instant, and nothing': [ahead(11, '150', quiet), 'must broken'],
  'after its instant, by the limits of before': [
    ahead(11, '212', (before) => [[before, { limit: { value: '180', unit: 'mg/dL' } }]]),
    'must broken',
  ],
  'a change that holds at once': [
    (b) => {
      b.order();
      b.grant();
      b.wait(MINUTE_MS);
      const order = b.changeOrder({ limits: [reference('70', '140')] });
      b.wait(MINUTE_MS);
      b.seen(makeItem(b.reading({ name: 'r', value: '150' }), order, 'i', { limit: { value: '140', unit: 'mg/dL' } }));
    },
  ],
});
