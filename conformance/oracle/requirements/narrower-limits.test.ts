import type { InboxItem, Interpretation, Reading } from '../../../contract/domain/index.ts';
import {
  change,
  critical,
  type HistoryBuilder,
  makeItem,
  makeReading,
  type OrderInput,
  reference,
} from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

const high: Partial<InboxItem> = { kind: 'abnormal', interpretation: ['H'] };
const LIMITED: OrderInput = { limits: [reference(undefined, '180')] };
const offScale =
  (value: 'HI' | 'LO', items: readonly Partial<InboxItem>[], order: OrderInput = LIMITED) =>
  (b: HistoryBuilder): void => {
    scene(b, value, { order, items });
  };
situations('LIM-13', {
  'HI over a high limit': [offScale('HI', [{ ...high, interpretation: ['H', '>'] }]), 'must met'],
  'HI, and nothing': [offScale('HI', []), 'must broken'],
  'HI as abnormal where it is critical': [
    offScale('HI', [high], { limits: [reference(undefined, '180'), critical(undefined, '300')] }),
    'must broken',
  ],
  'HI, told with a number': [offScale('HI', [{ ...high, value: { value: '600', unit: 'mg/dL' } }]), 'must broken'],
  'LO without a low limit': [offScale('LO', []), 'must-not met'],
  'LO without one, and an item': [offScale('LO', [{ interpretation: ['L'] }]), 'must-not broken'],
  'a number is none of it': [(b) => scene(b, '212', { items: [{}] })],
});

const DAY_MS = 86_400_000;
const aged =
  (days: number, items: number) =>
  (b: HistoryBuilder): void => {
    const order = b.order({ start: b.wall(-20 * DAY_MS) });
    b.grant();
    const reading = b.reading({ name: 'r', value: '212', at: b.wall(-days * DAY_MS) });
    b.wait(40);
    for (let i = 0; i < items; i++) b.seen(makeItem(reading, order, `i${i}`, { late: true }));
  };
situations('LIM-18', {
  'of six days, told of': [aged(6.5, 1), 'must met'],
  'of six days, not told of': [aged(6.5, 0), 'must broken'],
  'of eight days, not told of': [aged(8, 0), 'must-not met'],
  'of eight days, told of': [aged(8, 1), 'must-not broken'],
  'of a day it is not asked': [aged(1, 1)],
});

const fine =
  (value: string, items: readonly Partial<InboxItem>[]) =>
  (b: HistoryBuilder): void => {
    scene(b, value, { items });
  };
situations('LIM-21', {
  'above by four tenths': [fine('180.4', [{}]), 'must met'],
  'above by four tenths, and nothing': [fine('180.4', []), 'must broken'],
  'below by four tenths': [fine('179.6', []), 'must-not met'],
  'below by four tenths, and an item': [fine('179.6', [{}]), 'must-not broken'],
  'without decimals it is not asked': [fine('181', [{}])],
});

const twoContexts =
  (value: string, items: number, more: Partial<Reading> = { furtherContexts: ['bedtime'] }) =>
  (b: HistoryBuilder): void => {
    const order = b.order({ limits: [reference('70', '180'), { ...reference(undefined, '130'), context: 'fasting' }] });
    b.grant();
    const reading = { ...makeReading({ name: 'r', value }), mealContext: 'fasting' as const, ...more };
    b.op({ op: 'reading.submit', reading }, { actor: 'gateway' });
    b.wait(40);
    for (let i = 0; i < items; i++) b.seen(makeItem(reading, order, `i${i}`, { context: 'fasting' }));
  };
situations('LIM-22', {
  'over the limit of one context': [twoContexts('150', 0), 'must-not met'],
  'over it, and an item': [twoContexts('150', 1), 'must-not broken'],
  'over the general limit': [twoContexts('181', 1), 'must met'],
  'over it, and nothing': [twoContexts('181', 0), 'must broken'],
  'one context is LIM-10’s': [twoContexts('150', 1, {})],
});

/** 85, 80 and 82.5: a gain of 2.5 within a day and a loss of 2.5 within a week. */
const twoChanges =
  (...items: readonly (readonly Interpretation[])[]) =>
  (b: HistoryBuilder): void => {
    const order = b.order({
      measure: 'weight',
      rules: [change('gain', '2', 'kg', '24 h'), change('loss', '2', 'kg', '7 d')],
    });
    b.grant('weight');
    const at = (hours: number): string => b.wall(-hours * 3_600_000);
    const reading = (name: string, value: string, hours: number): Reading =>
      b.reading({ name, value, unit: 'kg', at: at(hours) });
    const [, , last] = [reading('a', '85.0', 3), reading('b', '82.9', 2.9), reading('c', '80.0', 2)];
    const both = reading('d', '82.5', 1);
    b.wait(40);
    b.seen(makeItem(last, order, 'loss', { kind: 'change', rule: 'change', interpretation: ['D'] }));
    for (const [i, interpretation] of items.entries())
      b.seen(makeItem(both, order, `i${i}`, { kind: 'change', rule: 'change', interpretation: [...interpretation] }));
  };
situations('LIM-14', {
  'one item for both': [twoChanges(['U', 'D']), 'must met', 'must-not met'],
  'one item for one of them': [twoChanges(['U']), 'must broken', 'must-not met'],
  'an item for each': [twoChanges(['U'], ['D']), 'must broken', 'must-not broken'],
});

const repeated = { kind: 'repeated' as const, count: 2, window: { value: 1, unit: 'd' as const } };
const held =
  (value: string, items: readonly Partial<InboxItem>[]) =>
  (b: HistoryBuilder): void => {
    const limits = [reference('70', '180'), critical(undefined, '300')];
    scene(b, value, { order: { limits, rules: [repeated] }, items });
  };
const stat: Partial<InboxItem> = { kind: 'critical', interpretation: ['HH'] };
situations('LIM-16', {
  'critical, and told of at once': [held('301', [stat]), 'must met'],
  'critical, and held back': [held('301', []), 'must broken'],
  'abnormal, and held back': [held('200', []), 'must-not met'],
  'abnormal, and called critical': [held('200', [stat]), 'must-not broken'],
});
