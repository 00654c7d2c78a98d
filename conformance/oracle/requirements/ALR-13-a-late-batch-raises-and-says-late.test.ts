import type { InboxItem } from '../../../contract/domain/index.ts';
import type { Bundle } from '../../history/lines.ts';
import { type HistoryBuilder, makeItem, makeReading } from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

const HOUR_MS = 3_600_000;

/** 212 and 120, both some hours old, in one bundle or by themselves; what is seen of them. */
const batch =
  (hours: number, items: readonly (readonly ['high' | 'normal', Partial<InboxItem>])[], bundled = true) =>
  (b: HistoryBuilder): void => {
    const order = b.order();
    b.grant();
    b.wait(100);
    const bundle: Bundle = { id: 'b1', kind: 'transaction' };
    const readings = {
      high: makeReading({ name: 'high', value: '212', at: b.wall(-hours * HOUR_MS) }),
      normal: makeReading({ name: 'normal', value: '120', at: b.wall(60_000 - hours * HOUR_MS) }),
    };
    for (const reading of [readings.high, readings.normal])
      b.op({ op: 'reading.submit', reading, ...(bundled ? { bundle } : {}) }, { actor: 'gateway', took: 0 });
    b.wait(40);
    for (const [name, item] of items)
      b.seen(makeItem(readings[name], order, `i-${name}`, { submitted: b.wall(), ...item }));
  };

situations('ALR-13', {
  'late, and told so': [batch(2, [['high', { late: true }]]), 'must met', 'must-not met'],
  'late, and told as of now': [batch(2, [['high', { late: false }]]), 'must broken', 'must-not met'],
  'late, and nothing': [batch(2, []), 'must broken', 'must-not met'],
  'late and normal, and told': [
    batch(2, [
      ['high', { late: true }],
      ['normal', { late: true }],
    ]),
    'must met',
    'must-not broken',
  ],
  'by themselves': [batch(2, [['high', { late: true }]], false)],
});
