import type { AppliedRange, Reading } from '../../../contract/domain/index.ts';
import {
  change,
  critical,
  makeItem,
  reference,
  makeReading,
  type HistoryBuilder,
  type OrderInput,
} from '../history-builder.test-helper.ts';
import { scene, situations, type Write } from '../scene.test-helper.ts';

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
const TWO_TIERS: OrderInput = { limits: [reference('70', '180'), critical('54', '300')] };
const OF_A_MEAL: OrderInput = {
  limits: [reference('70', '180'), { ...reference(undefined, '130'), context: 'fasting' }],
};
const CRITICAL: AppliedRange = { tier: 'critical', unit: 'mg/dL', low: '54', high: '300' };
const FASTING: AppliedRange = { tier: 'reference', unit: 'mg/dL', high: '130', context: 'fasting' };
const UNSAID: AppliedRange = { tier: 'reference', unit: 'mg/dL', high: '130' };
/** Of an order with other limits, and of a reading that may say a meal. */
const showsOf =
  (order: OrderInput, meal: Partial<Reading>, ...ranges: readonly AppliedRange[]): Write =>
  (b) => {
    b.order(order);
    b.grant();
    const reading = { ...makeReading({ name: 'r', value: '120', at: b.wall() }), ...meal };
    b.op({ op: 'reading.submit', reading }, { actor: 'gateway' });
    b.wait(1500);
    b.read([{ reading, version: 1, interpretation: ['N'], ranges: [...ranges], orders: [] }]);
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
/** The same, where the reading was asked for before it was corrected: the version accepted since is shown. */
const correctedSince = (b: HistoryBuilder): void => {
  b.order({});
  b.grant();
  b.changeOrder({ from: b.wall(60_000) });
  const limitFrom = b.wall();
  b.changeOrder({});
  b.wait(120_000);
  const reading = b.reading({ name: 'r', value: '120' });
  b.wait(1500);
  b.read([{ reading, version: 1, interpretation: ['N'], ranges: [{ ...RANGE, limitFrom }], orders: [] }]);
  b.wait(1500);
  b.op({ op: 'reading.submit', reading: { ...reading, status: 'corrected' } });
};
/** A correction moves the reading to before the version under which its item was raised; from when the item says its limit is. */
const movedAcross = (limitFrom: (accepted: string) => string) => (b: HistoryBuilder) => {
  const order = b.order({});
  b.grant();
  const before = b.wall();
  b.wait(60_000);
  const accepted = b.wall();
  b.changeOrder({ limits: [reference('70', '180'), critical(undefined, '400')] });
  b.wait(60_000);
  const reading = b.reading({ name: 'r', value: '212' });
  b.wait(40);
  b.seen({ ...makeItem(reading, order, 'moved'), limitFrom: accepted });
  b.wait(1500);
  const moved: Reading = { ...reading, status: 'corrected', effective: before };
  b.op({ op: 'reading.submit', reading: moved });
  b.wait(40);
  b.seen({ ...makeItem(moved, order, 'moved'), version: 2, late: false, limitFrom: limitFrom(accepted) });
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
  'both tiers': [showsOf(TWO_TIERS, {}, RANGE, CRITICAL), 'must met', 'must-not met'],
  'one tier of two': [showsOf(TWO_TIERS, {}, RANGE), 'must broken', 'must-not met'],
  'the limits of a meal, named as such': [showsOf(OF_A_MEAL, {}, RANGE, FASTING), 'must met', 'must-not met'],
  'those that held, and no others': [showsOf(OF_A_MEAL, {}, RANGE), 'must met', 'must-not met'],
  'the limits of a meal as if they held without one': [
    showsOf(OF_A_MEAL, {}, RANGE, UNSAID),
    'must met',
    'must-not broken',
  ],
  'the limits of a meal called those of another': [
    showsOf(OF_A_MEAL, {}, RANGE, { ...FASTING, context: 'bedtime' }),
    'must met',
    'must-not broken',
  ],
  'of a reading of that meal': [
    showsOf(OF_A_MEAL, { mealContext: 'fasting' }, RANGE, UNSAID),
    'must met',
    'must-not met',
  ],
  'of a reading of that meal, and without the limit that held': [
    showsOf(OF_A_MEAL, { mealContext: 'fasting' }, RANGE),
    'must broken',
    'must-not met',
  ],
  'of a reading of two meals the general ones held': [
    showsOf(OF_A_MEAL, { mealContext: 'fasting', furtherContexts: ['bedtime'] }, RANGE, UNSAID),
    'must met',
    'must-not broken',
  ],
  'on the item, the limit crossed': [(b) => scene(b, '212', { items: [{}] }), 'must met'],
  'on the item, another limit': [
    (b) => scene(b, '212', { items: [{ limit: { value: '160', unit: 'mg/dL' } }] }),
    'must broken',
  ],
  'on the item, another version': [
    (b) => scene(b, '212', { items: [{ limitFrom: '2034-12-30T20:00:00Z' }] }),
    'must broken',
  ],
  'on the item, the version at the time that a correction moved it to': [
    movedAcross(() => RANGE.limitFrom ?? ''),
    'must met',
  ],
  'on the item, the version at the time that it was moved from': [movedAcross((accepted) => accepted), 'must broken'],
  'one of two possible versions has no limits': [
    twoVersions({ limits: [reference('60', '170')] }, noLimits),
    'must met',
    'must-not met',
  ],
  'one of two possible versions, before a correction': [correctedSince, 'must met', 'must-not met'],
  'both possible versions have limits': [
    twoVersions({ limits: [reference('60', '170')] }, { limits: [reference('60', '160')] }),
    'must broken',
    'must-not met',
  ],
});
