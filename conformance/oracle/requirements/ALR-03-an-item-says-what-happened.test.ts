import { describe } from 'vitest';
import type { InboxItem } from '../../../contract/domain/index.ts';
import { makeItem, makeReading, OKAFOR, patientId, POOL, reference, RIVERA } from '../history-builder.test-helper.ts';
import { scene, situations, WIDE } from '../scene.test-helper.ts';
import { correct, HOUR_MS, LOW, MINUTE_MS, told } from './told.test-helper.ts';
import { GAINED, weigh } from './weights.test-helper.ts';

/** The item of a late reading, without these fields. */
const lateWithout =
  (...fields: (keyof InboxItem)[]) =>
  (b: Parameters<typeof scene>[0]) => {
    const { order, reading } = scene(b, '212', { reading: { at: '2034-12-31T22:00:00Z' } });
    const item = Object.entries(makeItem(reading, order, 'i', { late: true, created: b.wall() })).filter(
      ([key]) => !fields.some((f) => f === key),
    );
    b.seen(Object.fromEntries(item) as InboxItem);
  };
const says = (item: Partial<InboxItem>) => (b: Parameters<typeof scene>[0]) => scene(b, '212', { items: [item] });
/** Rivera, whom the order names, is away tomorrow. */
const away = (b: Parameters<typeof scene>[0]): void => {
  const period = { start: b.wall(86_400_000), end: b.wall(90_000_000) };
  b.op({ op: 'coverage.set', coverage: { person: RIVERA, absences: [{ period, coveredBy: OKAFOR }] } });
};
const BOTH = ['must met', 'must-not met'] as const;

situations('ALR-03', {
  everything: [says({}), ...BOTH],
  'without direction': [says({ interpretation: [] }), 'must broken', 'must-not met'],
  'late, and all of it': [lateWithout(), ...BOTH],
  'late, and not said': [lateWithout('late'), 'must broken', 'must-not met'],
  'late, without the time of submission': [lateWithout('submitted'), 'must met, with a reservation', 'must-not met'],
  'without the instant of the version': [lateWithout('limitFrom'), 'must broken', 'must-not met'],
  'without why it lies there': [lateWithout('routedAs'), 'must broken', 'must-not met'],
  'as for somebody who covers, where nobody is away': [says({ routedAs: 'covering' }), 'must met', 'must-not broken'],
  'the same of a pool': [
    (b) => scene(b, '212', { order: { responsible: POOL }, items: [{ routedAs: 'covering' }] }),
    'must met',
    'must-not broken',
  ],
  'where somebody was away, it is ALR-09': [
    (b) => {
      away(b);
      says({ routedAs: 'covering' })(b);
    },
    ...BOTH,
  ],
  'without its measure': [lateWithout('measure'), 'must broken', 'must-not met'],
  'without its value': [lateWithout('value'), 'must broken', 'must-not met'],
  'without its time': [lateWithout('effective'), 'must broken', 'must-not met'],
  'without its limit': [lateWithout('limit'), 'must broken', 'must-not met'],
  'without a priority': [lateWithout('priority'), ...BOTH],
  'another value': [says({ value: { value: '213', unit: 'mg/dL' } }), 'must met', 'must-not broken'],
  'another patient': [says({ patient: patientId('p2') }), 'must met', 'must-not broken'],
  'another severity': [says({ kind: 'critical', priority: 'stat' }), 'must met', 'must-not broken'],
  'a meal context, where its reading has none': [says({ context: 'fasting' }), 'must met', 'must-not broken'],
  'late where it is not': [says({ late: true }), 'must met', 'must-not broken'],
  'a change with its own figures': [(b) => weigh(b, ['80.0', '82.5'], [GAINED]), ...BOTH],
  'a change with another difference': [
    (b) => weigh(b, ['80.0', '82.5'], [{ ...GAINED, delta: { value: '2.6', unit: 'kg' } }]),
    'must met',
    'must-not broken',
  ],
  'no item, nothing to say': [(b) => scene(b, '212')],
  'an item that should not be is ALR-02': [(b) => scene(b, '120', { items: [{}] })],
});

/** An item that was shown at once, and when it says that it was created. */
const created = (minutes: number) => (b: Parameters<typeof scene>[0]) =>
  scene(b, '212', { items: [{ created: b.wall(minutes * MINUTE_MS) }] });
/** An hour later another version of it is shown. */
const createdAnew =
  (isAnew: boolean): Parameters<typeof told>[0] =>
  (b, show) => {
    const first = b.wall();
    b.wait(HOUR_MS);
    show({ version: 2, status: 'seen', created: isAnew ? b.wall() : first });
  };
/** A correction half an hour later calls for an item of its own, and when that says that it was created. */
const createdBy =
  (minutes: number): Parameters<typeof told>[0] =>
  (b, show, reading) => {
    b.wait(30 * MINUTE_MS);
    correct(b, reading, '60');
    const value = { value: '60', unit: 'mg/dL' };
    show({ ...LOW, value, created: b.wall(minutes * MINUTE_MS) }, 'low');
  };
/** Nothing is sent for a day, by a clock that is advanced by thirty hours, and when the item on that says that it was created. */
const gap =
  (hour: number, change: Partial<InboxItem> = {}) =>
  (b: Parameters<typeof scene>[0]) => {
    const [start, due] = [b.wall(), b.wall(24 * HOUR_MS)];
    const rules = [{ kind: 'missing' as const, period: { value: 1, unit: 'd' as const } }];
    const order = b.order({ start, limits: [reference('70', '180')], rules });
    b.grant();
    b.advance(b.wall(30 * HOUR_MS));
    b.wait(100);
    const {
      reading: _,
      value: _v,
      effective: _e,
      limit: _l,
      limitFrom: _f,
      ...bare
    } = makeItem(makeReading({ name: 'none', value: '120' }), order, 'gap');
    const gone: InboxItem = { ...bare, kind: 'missing', rule: 'missing', interpretation: [], priority: 'routine', due };
    b.seen({ ...gone, created: new Date(Date.parse(start) + hour * HOUR_MS).toISOString(), ...change });
    b.wait(30_000);
  };

describe('when it was created', () => {
  situations('ALR-03', {
    'as it was sent': [created(0), ...BOTH],
    'by a clock that is four minutes behind': [created(-4), ...BOTH],
    'by a clock that is four minutes ahead': [created(4), ...BOTH],
    'before it was sent': [created(-6), 'must met', 'must-not broken'],
    'after it was in sight': [created(6), 'must met', 'must-not broken'],
    'the same in a later version': [told(createdAnew(false)), ...BOTH],
    'anew in a later version': [told(createdAnew(true)), 'must met', 'must-not broken'],
    'as the correction came that calls for it': [told(createdBy(0)), ...BOTH],
    'as its reading came first': [told(createdBy(-30)), ...BOTH, 'must-not broken'],
  });
  situations(
    'ALR-03',
    {
      'as it fell due': [gap(24), ...BOTH],
      'as the clock came to rest, which is CLK-02': [gap(30), ...BOTH],
      'before it fell due': [gap(23), 'must met', 'must-not broken'],
      'later than the clock was': [gap(31), 'must met', 'must-not broken'],
    },
    WIDE,
  );
});

situations(
  'ALR-03',
  {
    'late, though it is about no reading': [gap(24, { late: true }), 'must met', 'must-not broken'],
    'not late': [gap(24, { late: false }), ...BOTH],
  },
  WIDE,
);
