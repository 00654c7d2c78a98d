import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { Crossing } from '../limits/evaluate-change.ts';
import type { OrderVersion } from '../orders/order-history.ts';
import { versionInForce } from '../orders/version-in-force.ts';
import { DECOY, JANE, OKAFOR, orderOf, POOL, RIVERA } from '../world.test-helper.ts';
import { actOnItem } from './act-on-item.ts';
import { mayAct } from './may-act.ts';
import { type ItemPlan, planItems } from './plan-items.ts';
import { reconcile, type Shown } from './reconcile.ts';
import { route } from './route.ts';
import { isLate, mayRaise } from './timeliness.ts';

const HOUR_MS = 3_600_000;
const FROM = '2026-03-01T00:00:00-05:00';
const VERSION: OrderVersion = {
  version: 1,
  fromMs: 1000,
  order: orderOf({ effectiveFrom: FROM }),
  sentFrom: undefined,
};
const item = (over: Partial<InboxItem> = {}): InboxItem => ({
  identifier: { system: 's', value: 'i1' },
  version: 1,
  kind: 'change',
  status: 'new',
  patient: JANE,
  order: orderOf().identifier,
  recipient: RIVERA,
  interpretation: ['U'],
  baseline: { system: 's', value: 'r1' },
  delta: { value: '2.50', unit: 'kg' },
  limit: { value: '2', unit: 'kg' },
  history: [],
  ...over,
});
const plan = (over: Partial<ItemPlan> = {}): ItemPlan => ({
  family: 'change',
  rule: 'change',
  kind: 'change',
  interpretation: ['U'],
  baseline: { system: 's', value: 'r1' },
  delta: { value: '2.5', unit: 'kg' },
  limit: { value: '2', unit: 'kg' },
  priority: 'urgent',
  ...over,
});

describe('time', () => {
  test('exactly one hour is not late, exactly seven days is not too old', () => {
    expect([isLate(0, HOUR_MS), isLate(0, HOUR_MS + 1), isLate(5, 0)]).toEqual([false, true, false]);
    expect([mayRaise(0, 168 * HOUR_MS), mayRaise(0, 168 * HOUR_MS + 1)]).toEqual([true, false]);
  });
});

const crossing = (interpretation: 'U' | 'D', baseline: string): Crossing => ({
  interpretation,
  rule: {
    kind: 'change',
    direction: 'gain',
    amount: { value: '2', unit: 'kg' },
    window: { value: 3, unit: 'd' },
    boundary: 'strict',
  },
  baseline: { system: 's', value: baseline },
  delta: { value: '2.5', unit: 'kg' },
});

describe('the plan for one reading', () => {
  const ruled = (...rules: Order['rules']): OrderVersion => ({ ...VERSION, order: orderOf({ rules }) });
  test('outside the absolute range it is a matter of data quality alone', () => {
    expect(planItems({ interpretation: 'implausible', bound: '600' }, [], VERSION)).toEqual([
      {
        family: 'limits',
        rule: 'data-quality',
        kind: 'data-quality',
        priority: 'routine',
        interpretation: [],
        limit: { value: '600', unit: 'mg/dL' },
        limitFrom: FROM,
      },
    ]);
  });
  test('abnormal ones raise nothing by themselves where none or repeated ones alone are asked for', () => {
    const none = ruled({ kind: 'alert-on', abnormal: 'none' });
    const repeated = ruled({ kind: 'repeated', count: 3, window: { value: 24, unit: 'h' } });
    for (const version of [none, repeated]) {
      expect(planItems({ interpretation: 'H', bound: '160' }, [], version)).toEqual([]);
      expect(planItems({ interpretation: 'HH', bound: '300' }, [], version)).toHaveLength(1);
    }
  });
  test('under a digest abnormal ones may join within its window, critical ones never', () => {
    const digest = ruled({ kind: 'digest', window: { value: 12, unit: 'h' } });
    expect(planItems({ interpretation: 'H', bound: '160' }, [], digest)[0]?.joinsWithinMs).toBe(12 * HOUR_MS);
    expect(planItems({ interpretation: 'HH', bound: '300' }, [], digest)[0]?.joinsWithinMs).toBeUndefined();
  });
  test('critical or abnormal, with the limit crossed and the version that said so; normal is nothing', () => {
    expect(planItems({ interpretation: 'HH', bound: '300' }, [], VERSION)).toEqual([
      {
        family: 'limits',
        rule: 'limits',
        kind: 'critical',
        priority: 'stat',
        interpretation: ['HH'],
        limit: { value: '300', unit: 'mg/dL' },
        limitFrom: FROM,
      },
    ]);
    expect(planItems({ interpretation: 'L', bound: '70' }, [], VERSION)).toMatchObject([
      { kind: 'abnormal', priority: 'urgent', interpretation: ['L'] },
    ]);
    expect(planItems({ interpretation: 'N' }, [], VERSION)).toEqual([]);
    expect(planItems(undefined, [], VERSION)).toEqual([]);
  });
  test('one change item for all rules crossed, beside the limits item', () => {
    const plans = planItems(
      { interpretation: 'H', bound: '160' },
      [crossing('U', 'a'), crossing('D', 'b'), crossing('U', 'c')],
      VERSION,
    );
    expect(plans.map((p) => [p.family, p.interpretation, p.baseline?.value])).toEqual([
      ['limits', ['H'], undefined],
      ['change', ['U', 'D'], 'a'],
    ]);
  });
});

describe('what stands and what should', () => {
  const high = item({ kind: 'abnormal', interpretation: ['H'] });
  const highPlan = plan({ family: 'limits', rule: 'limits', kind: 'abnormal', interpretation: ['H'] });
  test.each<[string, readonly InboxItem[], ItemPlan | undefined, Shown?]>([
    ['lacks', [], plan()],
    ['', [], undefined],
    ['withdraw', [item()], undefined],
    ['withdraw', [item({ status: 'seen' })], undefined],
    ['stay', [item({ status: 'done' })], undefined],
    ['keep', [item()], plan()],
    ['update', [item()], plan({ baseline: { system: 's', value: 'r2' } })],
    ['update', [item()], plan({ delta: { value: '2.6', unit: 'kg' } })],
    ['update', [item()], plan({ interpretation: ['U', 'D'] })],
    ['update', [item({ status: 'done' })], plan({ limit: { value: '3', unit: 'kg' } })],
    ['update', [item()], plan(), { value: { value: '81', unit: 'kg' } }],
    ['update', [item()], plan(), { effective: FROM }],
    ['update', [item()], plan(), { context: 'fasting' }],
    ['keep', [high], highPlan],
    ['withdraw lacks', [high], { ...highPlan, interpretation: ['L'] }],
    ['withdraw lacks', [high], { ...highPlan, kind: 'critical', interpretation: ['HH'] }],
    ['stay lacks', [{ ...high, status: 'done' }], { ...highPlan, kind: 'critical', interpretation: ['HH'] }],
    ['withdraw lacks', [item()], plan({ interpretation: ['D'] })],
    ['keep keep', [{ ...high, status: 'done' }, high], highPlan],
  ])('%s', (expected, standing, wanted, shown = {}) => {
    const { steps, lacks } = reconcile(standing, wanted, shown);
    expect([...steps, ...(lacks ? ['lacks'] : [])].join(' ')).toBe(expected);
  });
});

const versions = (...list: [OrderVersion, ...OrderVersion[]]) => ({ seq: 1, versions: list });

const members = (pool: typeof POOL) => (pool.value === POOL.value ? [RIVERA, OKAFOR] : []);

describe('whom it goes to', () => {
  test('the responsible of the latest version when it is raised', () => {
    const next: OrderVersion = { ...VERSION, version: 2, fromMs: 2000, order: orderOf({ responsible: OKAFOR }) };
    expect(route(versions(VERSION, next), 1999, { versionInForce })).toEqual(RIVERA);
    expect(route(versions(VERSION, next), 2000, { versionInForce })).toEqual(OKAFOR);
    expect(route(versions(VERSION), 0, { versionInForce })).toEqual(RIVERA);
  });
  test('who may act: the owner, or any member of the pool that owns it', () => {
    expect(mayAct(RIVERA, RIVERA, members)).toBe(true);
    expect(mayAct(RIVERA, OKAFOR, members)).toBe(false);
    expect(mayAct(POOL, OKAFOR, members)).toBe(true);
    expect(mayAct(POOL, DECOY, members)).toBe(false);
    expect(mayAct(RIVERA, undefined, members)).toBe(false);
  });
});

describe('acts', () => {
  const at = '2026-03-03T12:00:00.000Z';
  const act = (status: InboxItem['status'], what: 'seen' | 'done') => {
    const next = actOnItem(item({ status }), what, 'me', at);
    return next && [next.changed, next.item.status, next.item.history.map((h) => `${h.status} ${h.actor}`).join()];
  };
  test.each([
    ['new', 'seen', [true, 'seen', 'seen me']],
    ['new', 'done', [true, 'done', 'seen me,done me']],
    ['seen', 'done', [true, 'done', 'done me']],
    ['seen', 'seen', [false, 'seen', '']],
    ['done', 'done', [false, 'done', '']],
    ['done', 'seen', undefined],
    ['withdrawn', 'seen', undefined],
    ['withdrawn', 'done', undefined],
  ] as const)('%s, %s', (status, what, expected) => {
    expect(act(status, what)).toEqual(expected);
  });
});
