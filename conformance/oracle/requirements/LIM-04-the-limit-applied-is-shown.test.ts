import type { AppliedRange } from '../../../contract/domain/index.ts';
import { change, reference, type HistoryBuilder, type OrderInput } from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

const RANGE: AppliedRange = {
  tier: 'reference',
  unit: 'mg/dL',
  low: '70',
  high: '180',
  limitFrom: '2034-12-31T20:00:00Z',
};
const shows =
  (...ranges: readonly Partial<AppliedRange>[]) =>
  (b: HistoryBuilder) => {
    const { reading } = scene(b, '120');
    b.wait(1500);
    b.read([
      { reading, version: 1, interpretation: ['N'], ranges: ranges.map((r) => ({ ...RANGE, ...r })), orders: [] },
    ]);
  };
/** A version that waits for its instant, and one accepted since: which of them holds after that instant is left open. */
const twoVersions = (waiting: OrderInput, since: OrderInput) => (b: HistoryBuilder) => {
  b.order({});
  b.grant();
  b.changeOrder({ ...waiting, from: b.wall(1000) });
  b.changeOrder(since);
  b.wait(5000);
  const reading = b.reading({ name: 'r', value: '120' });
  b.wait(1500);
  b.read([{ reading, version: 1, interpretation: [], ranges: [], orders: [] }]);
};
const noLimits: OrderInput = { limits: [], rules: [change('gain', '90', 'mg/dL', '1 h')] };

situations('LIM-04', {
  'the range as ordered': [shows({}), 'must met', 'must-not met'],
  'the same numbers with other digits': [shows({ low: '70.0', high: '180.00' }), 'must met', 'must-not met'],
  'no instant beside it': [
    (b) => {
      const { reading } = scene(b, '120');
      const { limitFrom: _, ...bare } = RANGE;
      b.wait(1500);
      b.read([{ reading, version: 1, interpretation: [], ranges: [bare], orders: [] }]);
    },
    'must met',
    'must-not met',
  ],
  'no range at all': [shows(), 'must broken', 'must-not met'],
  'another high': [shows({ high: '160' }), 'must broken', 'must-not broken'],
  'another unit': [shows({ unit: 'mmol/L' }), 'must broken', 'must-not broken'],
  'another tier': [shows({ tier: 'critical' }), 'must broken', 'must-not broken'],
  'an instant of no version': [shows({ limitFrom: '2034-12-30T20:00:00Z' }), 'must broken', 'must-not broken'],
  "somebody else's beside it": [shows({}, { high: '250' }), 'must met', 'must-not broken'],
  'on the item, the limit crossed': [(b) => scene(b, '212', { items: [{}] }), 'must met'],
  'on the item, another limit': [
    (b) => scene(b, '212', { items: [{ limit: { value: '160', unit: 'mg/dL' } }] }),
    'must broken',
  ],
  'on the item, another version': [
    (b) => scene(b, '212', { items: [{ limitFrom: '2034-12-30T20:00:00Z' }] }),
    'must broken',
  ],
  'one of two possible versions has no limits': [
    twoVersions({ limits: [reference('60', '170')] }, noLimits),
    'must met',
    'must-not met',
  ],
  'both possible versions have limits': [
    twoVersions({ limits: [reference('60', '170')] }, { limits: [reference('60', '160')] }),
    'must broken',
    'must-not met',
  ],
});
