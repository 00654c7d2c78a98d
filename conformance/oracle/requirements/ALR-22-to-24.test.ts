import type { InboxItem } from '../../../contract/domain/index.ts';
import { itemId, makeItem, OKAFOR, reference, RIVERA } from '../history-builder.test-helper.ts';
import { situations, WIDE, type Write } from '../scene.test-helper.ts';
import { HOUR_MS, MINUTE_MS, told, correct, finished, LOW, nothing } from './told.test-helper.ts';

const after = (value: string, ...items: Partial<InboxItem>[]): Write =>
  finished((b, _show, _r, order) => {
    b.wait(5000);
    const next = b.reading({ name: 'next', value });
    b.wait(40);
    for (const [i, item] of items.entries()) b.seen(makeItem(next, order, `n${i}`, item));
  });

situations('ALR-22', {
  'low after a finished high is told': [after('60', LOW), 'must met'],
  'low after a finished high is not': [after('60'), 'must broken'],
  'normal after it is quiet': [after('120'), 'must-not met'],
  'normal after it is told': [after('120', {}), 'must-not broken'],
  'the same again is no other': [after('213', {})],
  'nobody had finished anything': [told((b) => void b.reading({ name: 'next', value: '120' }))],
});

situations('ALR-23', {
  'gone, and why': [
    told((b, show, r) => {
      correct(b, r, '112');
      show({ version: 2, status: 'withdrawn', withdrawal: 'corrected-to-normal' });
    }),
    'must met',
  ],
  'gone, and not why': [told((_b, show) => show({ version: 2, status: 'withdrawn' })), 'must broken'],
  'gone, for a reason that was not the one': [
    told((b, show, r) => {
      correct(b, r, '112');
      show({ version: 2, status: 'withdrawn', withdrawal: 'order-ended' });
    }),
    'must broken',
  ],
  'gone for nothing, for some reason': [
    told((_b, show) => show({ version: 2, status: 'withdrawn', withdrawal: 'order-ended' })),
    'must met',
  ],
  'gone, for a reason that nobody knows': [
    told((_b, show) => show({ version: 2, status: 'withdrawn', withdrawal: 'moon' })),
    'must broken',
  ],
  'standing, and says nothing': [told(nothing), 'must-not met'],
  'standing, and gives a reason': [
    told((_b, show) => show({ version: 2, withdrawal: 'order-ended' })),
    'must-not broken',
  ],
});

/** A period of a day is over; where its summary lies. */
const summed =
  (named: boolean, ...to: (typeof RIVERA)[]): Write =>
  (b) => {
    const rule = {
      kind: 'summary' as const,
      period: { value: 1, unit: 'h' as const },
      ...(named ? { recipient: OKAFOR } : {}),
    };
    const order = b.order({ start: b.wall(), limits: [reference('70', '180')], rules: [rule] });
    b.grant();
    const reading = b.reading({ name: 'r', value: '120' });
    b.wait(HOUR_MS + MINUTE_MS + 500);
    const {
      reading: _r,
      value: _v,
      effective: _e,
      limit: _l,
      limitFrom: _f,
      late: _late,
      submitted: _s,
      ...bare
    } = makeItem(reading, order, 'x');
    for (const [i, recipient] of to.entries())
      b.seen({
        ...bare,
        identifier: itemId(`s${i}`),
        kind: 'summary',
        rule: 'summary',
        interpretation: [],
        recipient,
        count: 1,
        summary: {
          period: { start: order.period.start, end: new Date(Date.parse(order.period.start) + HOUR_MS).toISOString() },
        },
        priority: 'routine',
      });
    b.wait(30_000);
  };

situations(
  'ALR-24',
  {
    'named, and there': [summed(true, OKAFOR), 'must met', 'must-not met'],
    'named, and with the responsible': [summed(true, RIVERA), 'must broken', 'must-not broken'],
    'not named, and with the responsible': [summed(false, RIVERA), 'must met', 'must-not met'],
    'named, and with both': [summed(true, OKAFOR, RIVERA), 'must met', 'must-not broken'],
    'none at all': [summed(true)],
  },
  WIDE,
);
