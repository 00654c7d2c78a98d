import type { InboxItem } from '../../../contract/domain/index.ts';
import { DECOY, type HistoryBuilder, makeItem, OKAFOR, RIVERA } from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

const HOUR_MS = 3_600_000;

/** Rivera is away for an hour that begins `inMs` from now; an abnormal reading, and what is seen of it. */
const away =
  (inMs: number, ...items: Partial<InboxItem>[]) =>
  (b: HistoryBuilder): void => {
    const order = b.order();
    b.grant();
    const period = { start: b.wall(inMs), end: b.wall(inMs + HOUR_MS) };
    b.op({ op: 'coverage.set', coverage: { person: RIVERA, absences: [{ period, coveredBy: OKAFOR }] } });
    b.wait(5000);
    const reading = b.reading({ name: 'r', value: '212' });
    b.wait(40);
    for (const [i, item] of items.entries()) b.seen(makeItem(reading, order, `i${i}`, item));
  };
const COVERED: Partial<InboxItem> = { recipient: OKAFOR, routedAs: 'covering' };

situations('ALR-09', {
  'away, and with who covers': [away(0, COVERED), 'must met', 'must-not met'],
  'away, and with who covers, unsaid why': [
    away(0, { recipient: OKAFOR, routedAs: undefined } as Partial<InboxItem>),
    'must met',
    'must-not met',
  ],
  'away, and with who is away': [away(0, {}), 'must broken', 'must-not broken'],
  'away, and with somebody else': [away(0, { ...COVERED, recipient: DECOY }), 'must broken', 'must-not met'],
  'away, told as responsible': [away(0, { ...COVERED, routedAs: 'responsible' }), 'must broken', 'must-not met'],
  'away later': [away(HOUR_MS, {}), 'must-not met'],
  'away later, and with who covers': [away(HOUR_MS, COVERED), 'must-not broken'],
  'back again': [away(-2 * HOUR_MS, {}), 'must-not met'],
  'no item to route is no matter of coverage': [away(0)],
});
