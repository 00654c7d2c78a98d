import { expect, test } from 'vitest';
import { type Act, NOT_OFFERED, type Subscribed } from '../../history/lines.ts';
import { findingsOf } from '../judged.test-helper.ts';
import { HistoryBuilder, type OpOptions, patientId, personId } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

type Told = NonNullable<Subscribed['again']>[number];
type Step = Extract<Act, { op: 'subscription.step' }>['step'];

const itemId = (value: string) => ({ system: 'urn:example:item', value });
const event = (number: number, item = `i${number}`, more: Partial<Told> = {}): Told => ({
  number,
  item: itemId(item),
  recipient: personId('rivera'),
  patient: patientId(),
  ...more,
});
const messages = (...all: readonly (readonly [type: string, ...events: Told[]])[]): Subscribed['messages'] =>
  all.map(([type, ...events], i) => ({ at: i, type, events }));
const step =
  (which: Step, options: OpOptions): Write =>
  (b) =>
    void b.op(
      { op: 'subscription.step', step: which, subscription: 'own', patient: patientId(), person: personId('rivera') },
      options,
    );
const begun = (...types: readonly string[]): OpOptions => ({
  answer: { code: '201' },
  output: { subscribed: { messages: messages(...types.map((type) => [type] as const)) } },
});
const read = (subscribed: Partial<Subscribed>): OpOptions => ({
  output: { subscribed: { messages: messages(['handshake']), ...subscribed } },
});
const pushed = (...events: readonly Told[]): Pick<Subscribed, 'messages'> => ({
  messages: messages(['handshake'], ...events.map((e) => ['event-notification', e] as const)),
});

situations('FHR-04', {
  'a handshake comes first': [step('begin', begun('handshake')), 'must met'],
  'an event comes first': [step('begin', begun('event-notification', 'handshake')), 'must broken'],
  'something unreadable comes first': [step('begin', begun('unreadable')), 'must broken'],
  'no handshake comes': [step('begin', begun()), 'must broken'],
  'the subscription is refused': [
    step('begin', { outcome: 'refused', answer: { code: '422', explained: true } }),
    'must broken',
  ],
  'no answer comes to the subscription': [step('begin', { outcome: 'unknown' }), 'must undecided'],
  'the system has no subscriptions': [
    step('begin', { outcome: 'unknown', answer: { text: `a subscription to In Basket items ${NOT_OFFERED}` } }),
  ],
  'every number was told, and every item of the basket': [
    step('read', read({ ...pushed(event(1), event(2)), total: 2, inBasket: [itemId('i1'), itemId('i2')] })),
    'must met',
    'must-not met',
  ],
  'a repetition is no flaw: delivery is at least once': [
    step('read', read({ ...pushed(event(1), event(1), event(2)), total: 2 })),
    'must met',
    'must-not met',
  ],
  'an update of an item is an event of its own': [
    step('read', read({ ...pushed(event(1, 'i1'), event(2, 'i1')), total: 2, inBasket: [itemId('i1')] })),
    'must met',
    'must-not met',
  ],
  'what was missed may be had by asking': [
    step('read', read({ ...pushed(event(1), event(3)), total: 3, again: [event(1), event(2), event(3)] })),
    'must met',
    'must-not met',
  ],
  'a number in the middle was never told': [
    step('read', read({ ...pushed(event(1), event(3)), total: 3 })),
    'must broken',
    'must-not met',
  ],
  'the last number was never told': [
    step('read', read({ ...pushed(event(1)), total: 2 })),
    'must broken',
    'must-not met',
  ],
  'numbers begin at 2': [step('read', read(pushed(event(2)))), 'must broken', 'must-not met'],
  'numbers begin at 0': [step('read', read(pushed(event(0), event(1)))), 'must broken', 'must-not met'],
  'two items are told of under one number': [
    step('read', read(pushed(event(1, 'i1'), event(1, 'i2')))),
    'must broken',
    'must-not met',
  ],
  'an item of the basket was never told': [
    step('read', read({ ...pushed(event(1)), total: 1, inBasket: [itemId('i1'), itemId('i2')] })),
    'must met',
    'must broken',
    'must-not met',
  ],
  'nobody has any item, and nothing is told': [step('read', read({ total: 0, inBasket: [] })), 'must-not met'],
  'an item of somebody else is told of': [
    step('read', read(pushed(event(1, 'i1', { recipient: personId('okafor') })))),
    'must met',
    'must-not broken',
  ],
  'an item of a pool that the person sees is no item of somebody else': [
    step('read', read({ ...pushed(event(1, 'i1', { recipient: personId('pool') })), inBasket: [itemId('i1')] })),
    'must met',
    'must-not met',
  ],
  'an item of another patient is told of': [
    step('read', read(pushed(event(1, 'i1', { patient: patientId('p2') })))),
    'must met',
    'must-not broken',
  ],
  'the basket could not be read': [step('read', { outcome: 'unknown' }), 'must undecided', 'must-not undecided'],
  'going away and coming back says nothing': [step('away', {})],
});

const broken = (subscribed: Partial<Subscribed>): readonly string[] => {
  const b = new HistoryBuilder();
  step('read', read(subscribed))(b);
  return findingsOf(b.drain(), 'broken', 'FHR-04').map((f) => f.observed);
};
test.each<[string, Partial<Subscribed>, string]>([
  ['one by one', { ...pushed(event(1), event(4), event(6)), total: 7 }, '2, 3, 5, 7 of 7 never told'],
  ['as a stretch', pushed(event(1), event(5)), '2 to 4 of 5 never told'],
  [
    'however far a system counts, by its clock for example',
    pushed(event(1_764_266_400_000), event(1_764_266_400_003)),
    '1 to 1764266399999, 1764266400001, 1764266400002 of 1764266400003 never told',
  ],
  ['nor that it says so alone', { total: 999_999_999_999_999 }, '1 to 999999999999999 of 999999999999999 never told'],
])('what is missing is named, %s', (_how, subscribed, expected) => expect(broken(subscribed)).toEqual([expected]));
test('of very much that is missing the first is named', () => {
  const [observed = ''] = broken(pushed(...Array.from({ length: 40 }, (_, i) => event(2 * i + 2))));
  expect(observed).toMatch(/^1, 3, 5, .*, 39, and more, 40 in all, of 80 never told$/);
});
