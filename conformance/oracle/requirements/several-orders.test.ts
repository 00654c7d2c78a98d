import type { AppliedRange, Interpretation } from '../../../contract/domain/index.ts';
import { critical, type HistoryBuilder, makeItem, makeReading, reference } from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

/** 200 under two orders, of which the second finds it normal (`high` 250) or critical (`high` 190). */
const twoOrders =
  (
    second: 'normal' | 'critical',
    items: number,
    shown?: { readonly interpretation: readonly Interpretation[]; readonly ranges: readonly AppliedRange[] },
  ) =>
  (b: HistoryBuilder): void => {
    const one = b.order({ name: 'one', limits: [reference(undefined, '180')] });
    b.order({
      name: 'two',
      limits: second === 'normal' ? [reference(undefined, '250')] : [critical(undefined, '190')],
    });
    b.grant();
    b.wait(100);
    const reading = b.reading({ name: 'r', value: '200', at: b.wall() });
    b.wait(40);
    for (let i = 0; i < items; i++) b.seen(makeItem(reading, one, `i${i}`));
    if (shown === undefined) return;
    b.wait(1500);
    b.read([
      {
        reading: makeReading({ name: 'r', value: '200', at: reading.effective }),
        version: 1,
        interpretation: [...shown.interpretation],
        ranges: [...shown.ranges],
        orders: [],
      },
    ]);
  };

const range = (tier: 'reference' | 'critical', high: string): AppliedRange => ({
  tier,
  unit: 'mg/dL',
  high,
  limitFrom: '2034-12-31T20:00:00Z',
});
const BOTH = [range('reference', '180'), range('reference', '250')];

situations('ORD-22', {
  'raised under one alone': [twoOrders('normal', 1), 'must met', 'must-not met'],
  'raised under none': [twoOrders('normal', 0), 'must broken', 'must-not met'],
});
situations('LIM-19', {
  'a range of each': [twoOrders('normal', 1, { interpretation: ['H'], ranges: BOTH }), 'must met', 'must-not met'],
  'a range of one': [
    twoOrders('normal', 1, { interpretation: ['H'], ranges: BOTH.slice(0, 1) }),
    'must broken',
    'must-not met',
  ],
  'a range of neither': [
    twoOrders('normal', 1, { interpretation: ['H'], ranges: [...BOTH, range('reference', '999')] }),
    'must met',
    'must-not broken',
  ],
});
situations('LIM-04', {
  'is not asked of several': [twoOrders('normal', 0, { interpretation: ['H'], ranges: [] })],
});
situations('LIM-20', {
  'the severest': [twoOrders('critical', 1, { interpretation: ['HH'], ranges: [] }), 'must met'],
  'the milder one': [twoOrders('critical', 1, { interpretation: ['H'], ranges: [] }), 'must broken'],
  'none of them': [twoOrders('normal', 1, { interpretation: ['N'], ranges: [] }), 'must broken'],
});

/** 110 is high for the first of two orders, and low for the second. */
const bothWays =
  (tier: typeof reference, shown: Interpretation) =>
  (b: HistoryBuilder): void => {
    b.order({ name: 'one', limits: [tier(undefined, '100')] });
    b.order({ name: 'two', limits: [tier('120')] });
    b.grant();
    b.wait(100);
    const made = b.reading({ name: 'r', value: '110', at: b.wall() });
    b.wait(1500);
    b.read([{ reading: made, version: 1, interpretation: [shown], ranges: [], orders: [] }]);
  };

situations('LIM-20', {
  'high for one and low for another, and high is shown': [bothWays(reference, 'H'), 'must met'],
  'high for one and low for another, and low is shown': [bothWays(reference, 'L'), 'must met'],
  'the same beyond critical limits': [bothWays(critical, 'LL'), 'must met'],
  'and the milder one of neither': [bothWays(critical, 'L'), 'must broken'],
});
