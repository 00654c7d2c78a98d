import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import type { Order, Reading } from '../../contract/domain/index.ts';
import { historyBuilder, item, order, reading, when } from '../sample-run.test-helper.ts';
import { Burden, type BurdenRow } from './burden.ts';

const rowsOf = (lines: readonly HistoryLine[]): readonly BurdenRow[] => {
  const burden = new Burden();
  for (const line of lines) burden.add(line);
  return burden.rows();
};

/** An order and readings `[hours, value, more]`, in a lane. */
const days = (
  readings: readonly (readonly [number, string, Partial<Reading>?])[],
  over: Partial<Order> = {},
  lane = 's/fhir',
): HistoryLine[] => {
  const h = historyBuilder(lane);
  h.op({ op: 'order.submit', order: order(over) });
  for (const [i, [hours, value, more]] of readings.entries())
    h.op({ op: 'reading.submit', reading: reading(i, hours, value, more) });
  return h.lines;
};
const kg = (value: string): Partial<Reading> => ({
  measure: 'weight',
  result: { kind: 'value', quantity: { value, unit: 'kg' } },
});
const weightOrder = (amount: string, boundary: 'strict' | 'inclusive' = 'strict'): Partial<Order> => ({
  measure: 'weight',
  unit: 'kg',
  limits: [],
  rules: [
    {
      kind: 'change',
      direction: 'gain',
      amount: { value: amount, unit: 'kg' },
      window: { value: 3, unit: 'd' },
      boundary,
    },
  ],
});

describe('the burden', () => {
  it('counts days of the place, and readings beyond own and beyond one-size limits', () => {
    // Own: 80 to 180, critical 54 to 250; one-size: 70 to 180.
    const [row] = rowsOf(
      days([
        [7, '75'],
        [8, '180'],
        [9, '181'],
        [26, '65'],
        [50, '120'],
      ]),
    );
    expect(row).toEqual({ measure: 'glucose', patients: 1, patientDays: 3, readings: 5, items: 0, own: 3, oneSize: 2 });
  });

  it('counts an item once, however often its versions came into sight', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order() });
    const r = reading(1, 1, '212');
    h.op({ op: 'reading.submit', reading: r });
    h.seen(item(r, 'abnormal', 'H'));
    h.seen(item(r, 'abnormal', 'H', { version: 2, status: 'seen' }));
    expect(rowsOf(h.lines)[0]).toMatchObject({ items: 1, own: 1 });
  });

  it('counts a reading once that was sent again, and none that was refused', () => {
    const [a = [], b = []] = [days([[7, '300']]), days([[7, '300']])];
    expect(rowsOf([...a, ...b])[0]).toMatchObject({ readings: 1, own: 1 });
    const refused = a.map((l) =>
      l.kind === 'op' && l.act.op === 'reading.submit' ? { ...l, outcome: 'refused' as const } : l,
    );
    expect(rowsOf(refused)).toEqual([]);
  });

  it.each(['check:lim-01/fhir', 'sentinel'])('leaves out what is chosen to lie at limits: %s', (lane) =>
    expect(rowsOf(days([[7, '300']], {}, lane))).toEqual([]),
  );

  it('takes the version of the order that holds when the reading was taken', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order() });
    h.op({
      op: 'order.change',
      order: order({ effectiveFrom: when(10), limits: [{ tier: 'reference', high: '300' }] }),
    });
    h.op({ op: 'reading.submit', reading: reading(1, 9, '250') });
    h.op({ op: 'reading.submit', reading: reading(2, 11, '250') });
    expect(rowsOf(h.lines)[0]).toMatchObject({ own: 1, oneSize: 2 });
  });

  it('takes the limits of the meal where the order has some', () => {
    const limits: Order['limits'] = [
      { tier: 'reference', high: '180' },
      { tier: 'reference', high: '130', context: 'pre-meal' },
    ];
    const [row] = rowsOf(
      days(
        [
          [7, '150', { mealContext: 'pre-meal' }],
          [9, '150'],
          [10, '150', { mealContext: 'bedtime' }],
        ],
        { limits },
      ),
    );
    expect(row).toMatchObject({ own: 1, oneSize: 0 });
  });

  it('has a bound itself inside unless it is inclusive', () => {
    const at = (inclusive?: 'high') => [
      { tier: 'reference' as const, high: '170', ...(inclusive === undefined ? {} : { inclusive }) },
    ];
    expect(rowsOf(days([[7, '170']], { limits: at() }))[0]?.own).toBe(0);
    expect(rowsOf(days([[7, '170']], { limits: at('high') }))[0]?.own).toBe(1);
  });

  it('has HI beyond every limit, and a failed measurement beyond none', () => {
    const [row] = rowsOf(
      days([
        [7, '0', { result: { kind: 'off-scale', direction: 'high' } }],
        [8, '0', { result: { kind: 'absent', reason: 'error' } }],
      ]),
    );
    expect(row).toMatchObject({ readings: 2, own: 1, oneSize: 1 });
  });

  it('converts units before it compares', () =>
    expect(
      rowsOf(days([[7, '0', { result: { kind: 'value', quantity: { value: '11.0', unit: 'mmol/L' } } }]]))[0],
    ).toMatchObject({ own: 1, oneSize: 1 }));

  it('counts a gain against the lowest of its window: own rule, and 2 kg in 3 days', () => {
    const weights = [
      [7, '80.0'],
      [31, '81.6'],
      [55, '82.1'],
      [200, '84.0'],
    ] as const;
    const lines = days(
      weights.map(([h, v]) => [h, v, kg(v)] as const),
      weightOrder('1.5'),
    );
    expect(rowsOf(lines)[0]).toMatchObject({ measure: 'weight', own: 2, oneSize: 1 });
  });

  it('has a gain of just the amount within a strict rule and beyond an inclusive one', () => {
    const two = ['80.0', '82.0'].map((v, i) => [7 + 24 * i, v, kg(v)] as const);
    expect(rowsOf(days(two, weightOrder('2.0')))[0]).toMatchObject({ own: 0, oneSize: 0 });
    expect(rowsOf(days(two, weightOrder('2.0', 'inclusive')))[0]).toMatchObject({ own: 1, oneSize: 0 });
  });

  it('has no own limits where no order is in force', () => {
    expect(rowsOf(days([[7, '300']], { status: 'on-hold' }))[0]).toMatchObject({ own: 0, oneSize: 1 });
    expect(rowsOf(days([[7, '300']], { period: { start: when(-24), end: when(7) } }))[0]?.own).toBe(0);
  });
});
