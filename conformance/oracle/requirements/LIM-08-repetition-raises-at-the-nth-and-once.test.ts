import type { InboxItem, Order, Reading } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, makeItem, readingId, reference } from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

const TWICE = {
  limits: [reference('70', '180')],
  rules: [{ kind: 'repeated', count: 2, window: { value: 1, unit: 'd' } }],
} as const;

const repeated = (order: Order, last: Reading, members: readonly string[], name = 'i'): InboxItem =>
  makeItem(last, order, name, { rule: 'repeated', readings: members.map(readingId), count: members.length });

/** Readings a minute apart, `r1`, `r2`, …; then what is seen of them. */
const sent =
  (values: readonly string[], show: (order: Order, readings: readonly Reading[]) => readonly InboxItem[]) =>
  (b: HistoryBuilder): void => {
    const order = b.order(TWICE);
    b.grant();
    const readings = values.map((value, i) => {
      b.wait(60_000);
      return b.reading({ name: `r${i + 1}`, value });
    });
    b.wait(40);
    for (const item of show(order, readings)) b.seen(item);
  };
const last = (readings: readonly Reading[]): Reading => {
  const reading = readings.at(-1);
  if (reading === undefined) throw new Error('no reading');
  return reading;
};

/** Two readings and their item; one of them is then corrected to 230 mg/dL, and the item shows `value`. */
const corrected =
  (value: string, which: 'r1' | 'r2' = 'r2') =>
  (b: HistoryBuilder): void => {
    const order = b.order(TWICE);
    b.grant();
    const r1 = b.reading({ name: 'r1', value: '212' });
    b.wait(60_000);
    const r2 = b.reading({ name: 'r2', value: '215' });
    b.wait(40);
    const item = repeated(order, r2, ['r1', 'r2']);
    b.seen(item);
    b.wait(5000);
    const result = { kind: 'value', quantity: { value: '230', unit: 'mg/dL' } } as const;
    b.op({ op: 'reading.submit', reading: { ...(which === 'r1' ? r1 : r2), status: 'corrected', result } });
    b.wait(40);
    b.seen({ ...item, version: 2, value: { value, unit: 'mg/dL' } });
    b.wait(600_000);
  };

situations('LIM-08', {
  'the second, and told with both': [
    sent(['212', '215'], (o, r) => [repeated(o, last(r), ['r1', 'r2'])]),
    'must met',
    'must-not met',
  ],
  'the second, and nothing': [sent(['212', '215'], () => []), 'must broken', 'must-not met'],
  'the second, told with another reading': [
    sent(['212', '215'], (o, r) => [repeated(o, last(r), ['r2', 'r3'])]),
    'must broken',
    'must-not met',
  ],
  'the second, told as low': [
    sent(['212', '215'], (o, r) => [{ ...repeated(o, last(r), ['r1', 'r2']), interpretation: ['L'] }]),
    'must broken',
    'must-not met',
  ],
  'the second, told twice': [
    sent(['212', '215'], (o, r) => [repeated(o, last(r), ['r1', 'r2']), repeated(o, last(r), ['r1', 'r2'], 'again')]),
    'must met',
    'must-not broken',
    'must-not met',
  ],
  'its own reading corrected to another such value, which it shows': [corrected('230'), 'must met', 'must-not met'],
  'the first, and quiet': [sent(['212'], () => []), 'must-not met'],
  'the first, told already': [
    sent(['212'], (o, r) => [repeated(o, last(r), ['r1'])]),
    'must-not broken',
    'must-not met',
  ],
  'the first, told by the limits alone': [
    sent(['212'], (o, r) => [makeItem(last(r), o, 'i')]),
    'must-not broken',
    'must-not met',
  ],
  'high and low are two directions': [sent(['212', '60'], () => []), 'must-not met'],
  'the third alone is the first of the next': [
    sent(['212', '215', '220'], (o, [, second = last([])]) => [repeated(o, second, ['r1', 'r2'])]),
    'must met',
    'must-not met',
  ],
});

situations('ALR-03', {
  'a repeated item shows what its own reading was corrected to': [corrected('230'), 'must met', 'must-not met'],
  'a repeated item shows its own reading, though another of them was corrected': [
    corrected('215', 'r1'),
    'must met',
    'must-not met',
  ],
  'a repeated item shows what another of them was corrected to': [
    corrected('230', 'r1'),
    'must met',
    'must-not broken',
  ],
  'a repeated item goes on showing what its own reading said before': [corrected('215'), 'must met', 'must-not broken'],
});
