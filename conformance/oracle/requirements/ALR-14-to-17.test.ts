import { describe } from 'vitest';
import type { InboxItem } from '../../../contract/domain/index.ts';
import { DECOY, makeItem, type OrderInput, reference, RIVERA } from '../history-builder.test-helper.ts';
import { scene, situations, WIDE, type Write } from '../scene.test-helper.ts';
import { HOUR_MS, MINUTE_MS, told, act, correct, finished, LOW } from './told.test-helper.ts';
import { GAIN, GAINED } from './weights.test-helper.ts';

/** A reading that came so long after it was measured, and what its item says. */
const came =
  (minutes: number, ...items: Partial<InboxItem>[]): Write =>
  (b) =>
    void scene(b, '212', { reading: { at: b.wall(-minutes * MINUTE_MS) }, items });

situations('ALR-14', {
  'late, and said so': [came(61, { late: true, submitted: '2035-01-01T00:00:00Z' }), 'must met'],
  'late, and not said': [came(61, { late: false, submitted: '2035-01-01T00:00:00Z' }), 'must broken'],
  'late, with another time of measurement': [
    came(61, { late: true, effective: '2035-01-01T00:00:00Z', submitted: '2035-01-01T00:00:00Z' }),
    'must broken',
  ],
  'late, with the time of measurement for that of arrival': [
    came(61, { late: true, submitted: '2034-12-31T22:59:00Z' }),
    'must broken',
  ],
  'in time, and said to have come at another time': [
    came(59, { submitted: '2034-12-31T23:01:00Z' }),
    'must-not broken',
  ],
  'in time, by a clock five minutes apart': [came(59, { submitted: '2034-12-31T23:55:01Z' }), 'must-not met'],
  'in time, and not called late': [came(59, { submitted: '2035-01-01T00:00:00Z' }), 'must-not met'],
  'in time, and called late': [came(59, { late: true, submitted: '2035-01-01T00:00:00Z' }), 'must-not broken'],
  'about an hour, which nobody can tell': [came(60, { late: true, submitted: '2035-01-01T00:00:00Z' })],
  'no item': [came(61)],
});

/** 82.5 kg is filed, and two hours later 80.0 kg of the day before, which makes it a gain; what its item says of its arrival. */
const raisedByAnother =
  (submitted: string): Write =>
  (b) => {
    const order = b.order({ measure: 'weight', rules: [GAIN], start: b.wall(-48 * HOUR_MS) });
    b.grant('weight');
    const gain = b.reading({ name: 'gain', value: '82.5', unit: 'kg' });
    b.wait(40).advance(b.wall(2 * HOUR_MS));
    b.wait(40);
    b.reading({ name: 'w0', value: '80.0', unit: 'kg', at: b.wall(-24 * HOUR_MS) });
    b.wait(40);
    b.seen(makeItem(gain, order, 'i', { ...GAINED, late: true, submitted }));
  };

describe('of a reading that another one raised an item of', () => {
  situations('ALR-14', {
    'the time at which it came itself': [raisedByAnother('2035-01-01T00:00:00Z'), 'must met'],
    'the time at which the other came': [raisedByAnother('2035-01-01T02:00:00Z'), 'must met'],
    'a time at which neither did': [raisedByAnother('2035-01-01T01:00:00Z'), 'must broken'],
  });
});

situations('ALR-15', {
  'marked, and shown so': [
    told((b, show) => {
      act(b, 'seen');
      show({ version: 2, status: 'seen' });
    }),
    'must met',
  ],
  'marked, and left as it was': [told((b) => act(b, 'seen')), 'must broken'],
  'not marked, and left as it was': [told(() => undefined), 'must-not met'],
  'not marked, and seen all the same': [
    told((b, show) => {
      b.op(
        { op: 'inbox.look', surface: 'person', person: RIVERA },
        { output: { look: { pages: 1, items: [], complete: true } } },
      );
      show({ version: 2, status: 'seen' });
    }),
    'must-not broken',
  ],
  'marked by somebody who may not, and refused': [told((b) => act(b, 'seen', DECOY, 'refused')), 'must-not met'],
});

situations('ALR-16', {
  'a finished item stays': [finished((b, _show, r) => void correct(b, r, '112')), 'must-not met'],
  'a finished item is withdrawn': [
    finished((b, show, r) => {
      correct(b, r, '112');
      show({ version: 3, status: 'withdrawn', withdrawal: 'corrected-to-normal' });
    }),
    'must-not broken',
  ],
  'what the corrected value calls for is raised': [
    finished((b, _show, r, o) => void b.seen(makeItem(correct(b, r, '60'), o, 'low', LOW))),
    'must met',
    'must-not met',
  ],
  'and is not': [finished((b, _show, r) => void correct(b, r, '60')), 'must broken', 'must-not met'],
  'nobody had finished anything': [told((b, _show, r) => void correct(b, r, '112'))],
});

const MISSING: OrderInput = {
  limits: [reference('70', '180')],
  rules: [{ kind: 'missing', period: { value: 1, unit: 'd' } }],
};
/** A gap opens, and the order is revoked; what becomes of both items. */
const ends = (gap: Partial<InboxItem> | undefined, found: Partial<InboxItem> | undefined): Write =>
  told((b, show, reading, order) => {
    b.wait(24 * HOUR_MS + 300);
    const {
      reading: _r,
      value: _v,
      effective: _e,
      limit: _l,
      limitFrom: _f,
      late: _late,
      submitted: _s,
      ...bare
    } = makeItem(reading, order, 'gap');
    const missing: InboxItem = {
      ...bare,
      kind: 'missing',
      rule: 'missing',
      interpretation: [],
      priority: 'routine',
      due: new Date(Date.parse(reading.effective) + 24 * HOUR_MS).toISOString(),
    };
    b.seen(missing);
    b.wait(HOUR_MS);
    b.changeOrder({ ...MISSING, status: 'revoked' });
    b.wait(40);
    if (gap !== undefined) b.seen({ ...missing, ...gap });
    if (found !== undefined) show(found);
    b.wait(30_000);
  }, MISSING);
const ENDED: Partial<InboxItem> = { version: 2, status: 'withdrawn', withdrawal: 'order-ended' };

situations(
  'ALR-17',
  {
    'the gap goes, what was found stays': [ends(ENDED, undefined), 'must met', 'must-not met'],
    'the gap stays': [ends(undefined, undefined), 'must broken', 'must-not met'],
    'what was found goes too': [ends(ENDED, ENDED), 'must met', 'must-not broken'],
    'an order that goes on': [told(() => undefined)],
  },
  WIDE,
);
