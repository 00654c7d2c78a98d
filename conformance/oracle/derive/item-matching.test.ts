import { expect, test } from 'vitest';
import { type InboxItem, type Rule } from '../../../contract/domain/index.ts';
import {
  critical,
  HistoryBuilder,
  makeItem,
  orderId,
  patientId,
  readingId,
  reference,
} from '../history-builder.test-helper.ts';
import { matchItems } from './item-matching.ts';
import { understood } from '../understood.test-helper.ts';

/** Where the one item about an abnormal reading is put: to its demand, to a refused reading, or astray, and why. */
const placed = (item: Partial<InboxItem>, rules: readonly Rule[] = [], refused = false): string => {
  const b = new HistoryBuilder();
  const order = b.order({ limits: [reference('70', '180'), critical('54', '300')], rules });
  b.grant();
  const reading = b.reading({ name: 'r', value: '212' }, refused ? { refusal: 'no-permission' } : {});
  b.seen(makeItem(reading, order, 'i', item));
  const { of, byReading, stray } = matchItems(understood(b.lines));
  const [demand] = of.keys();
  if (demand !== undefined) return demand.family;
  const [key] = byReading.keys();
  return key === undefined ? (stray[0]?.why ?? 'not judged') : `about refused ${key}`;
};
const without = (field: keyof InboxItem): Partial<InboxItem> => ({ [field]: undefined });
const EVERY_DAY = { value: 1, unit: 'd' } as const;

test.each<[string, string, Partial<InboxItem>, Rule[], boolean]>([
  ['by its rule', 'limits', {}, [], false],
  ['by its kind, where it names no rule', 'limits', without('rule'), [], false],
  ['of a critical kind', 'limits', { kind: 'critical', ...without('rule') }, [], false],
  ['about an order of nobody', 'patient p1 has no order o9', { order: orderId('o9') }, [], false],
  [
    'about a reading of nobody',
    'nothing was filed as r9 that order o1 would evaluate by such a rule',
    { reading: readingId('r9') },
    [],
    false,
  ],
  ['about no reading', 'a abnormal item needs a rule that the order does not have', without('reading'), [], false],
  [
    'a change where there is no such rule',
    'nothing was filed as r that order o1 would evaluate by such a rule',
    { kind: 'change', rule: 'change' },
    [],
    false,
  ],
  [
    'missing, where no rule asks for it',
    'nothing was filed as r that order o1 would evaluate by such a rule',
    { kind: 'missing', rule: 'missing' },
    [],
    false,
  ],
  [
    'missing, where a rule does and nothing is due',
    'nothing was filed as r that order o1 would evaluate by such a rule',
    { kind: 'missing', rule: 'missing' },
    [{ kind: 'missing', period: EVERY_DAY }],
    false,
  ],
  [
    'a summary, where no period is over',
    'nothing was filed as r that order o1 would evaluate by such a rule',
    { kind: 'summary', rule: 'summary' },
    [{ kind: 'summary', period: EVERY_DAY }],
    false,
  ],
  [
    'a copy, where there are steps and none is due',
    'nothing was filed as r that order o1 would evaluate by such a rule',
    { routedAs: 'escalated' },
    [{ kind: 'escalation', step: 1, after: EVERY_DAY, recipient: patientId() }],
    false,
  ],
  [
    'a copy, where there are none',
    'nothing was filed as r that order o1 would evaluate by such a rule',
    { routedAs: 'escalated' },
    [],
    false,
  ],
  [
    'repeated, where a rule asks for it',
    'repeated',
    { rule: 'repeated' },
    [{ kind: 'repeated', count: 3, window: EVERY_DAY }],
    false,
  ],
  [
    'repeated, where none does',
    'nothing was filed as r that order o1 would evaluate by such a rule',
    { rule: 'repeated' },
    [],
    false,
  ],
  ['about a reading that was refused', 'about refused urn:example:meter-readings|r', {}, [], true],
])('%s: %s', (_name, expected, item, rules, refused) => {
  expect(placed(item, rules, refused)).toBe(expected);
});

test('about no reading, under one of several orders', () => {
  const b = new HistoryBuilder();
  const order = b.order();
  b.order({ name: 'o2' });
  b.grant();
  const reading = b.reading({ name: 'r', value: '212' });
  b.seen(makeItem(reading, order, 'i', without('reading')));
  expect(matchItems(understood(b.lines)).stray.map((s) => s.why)).toEqual([
    'a abnormal item needs a rule that the order does not have',
  ]);
});
