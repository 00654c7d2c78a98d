import type { InboxItem } from '../../../contract/domain/index.ts';
import { makeItem, OKAFOR, patientId, POOL, RIVERA } from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';
import { GAINED, weigh } from './weights.test-helper.ts';

/** The item of a late reading, without these fields. */
const lateWithout =
  (...fields: (keyof InboxItem)[]) =>
  (b: Parameters<typeof scene>[0]) => {
    const { order, reading } = scene(b, '212', { reading: { at: '2034-12-31T22:00:00Z' } });
    const item = Object.entries(makeItem(reading, order, 'i', { late: true })).filter(
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
