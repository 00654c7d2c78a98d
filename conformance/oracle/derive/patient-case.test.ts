import { describe, expect, test } from 'vitest';
import { HistoryBuilder, orderId, patientId } from '../history-builder.test-helper.ts';
import { understoodExactly } from '../understood.test-helper.ts';

describe('a patient', () => {
  test('is of the lane that came first', () => {
    const b = new HistoryBuilder();
    b.order({}, { lane: 'one' });
    b.grant('glucose', 'p1', { lane: 'two', ago: 5 });
    b.reading({ name: 'r', value: '120' }, { lane: 'three', ago: 5 });
    b.grant('glucose', 'p1', { lane: 'four', ago: 4 });
    expect(understoodExactly(b.lines).lane).toBe('one');
    const c = new HistoryBuilder().wait(10);
    c.order({}, { lane: 'one' });
    c.grant('glucose', 'p1', { lane: 'two', ago: 6 });
    c.grant('glucose', 'p1', { lane: 'three' });
    expect(understoodExactly(c.lines).lane).toBe('two');
  });
  test('of what was sent at one instant, of the lane that was written first', () => {
    const b = new HistoryBuilder();
    b.grant('glucose', 'p1', { lane: 'one' });
    b.order({}, { lane: 'two', ago: 5 });
    b.reading({ name: 'r', value: '120' }, { lane: 'three' });
    expect(understoodExactly(b.lines).lane).toBe('one');
    const c = new HistoryBuilder().wait(10);
    c.reading({ name: 'r', value: '120' }, { lane: 'one' });
    c.grant('glucose', 'p1', { lane: 'two' });
    c.order({}, { lane: 'three', ago: 12 });
    c.order({ name: 'o2' }, { lane: 'four', ago: 13 });
    expect(understoodExactly(c.lines).lane).toBe('four');
  });
  test('of whom nothing but trackers is told has none', () => {
    const b = new HistoryBuilder();
    b.op({ op: 'tracker.set', patient: patientId(), order: orderId(), state: 'picked' } as never);
    expect(understoodExactly(b.lines).lane).toBe('unknown');
  });
  test('has orders by name and attempts by sending, over all measures', () => {
    const b = new HistoryBuilder();
    for (const name of ['o2', 'o1', 'o3']) b.order({ name, ...(name === 'o1' ? { measure: 'weight' } : {}) });
    b.grant();
    b.grant('weight');
    b.reading({ name: 'a', value: '120' });
    b.reading({ name: 'w', value: '80', unit: 'kg' });
    b.reading({ name: 'b', value: '121' });
    b.reading({ name: 'c', value: '122' }, { ago: 5 });
    const { orders, attempts, filings, measures } = understoodExactly(b.lines);
    expect(orders.map((o) => o.key.split('|')[1])).toEqual(['o1', 'o2', 'o3']);
    expect(attempts.map((a) => a.op.act.reading.identifier.value)).toEqual(['a', 'w', 'b', 'c']);
    expect(measures.map((m) => m.attempts.length)).toEqual([3, 1]);
    expect(filings).toHaveLength(4);
  });
  test('has what was sent at one instant in the order of writing', () => {
    const b = new HistoryBuilder();
    b.order();
    b.order({ name: 'w', measure: 'weight' });
    for (const measure of ['glucose', 'weight'] as const) b.grant(measure);
    b.reading({ name: 'w1', value: '80', unit: 'kg' });
    b.reading({ name: 'a', value: '120' }, { ago: 5 });
    b.reading({ name: 'w2', value: '81', unit: 'kg' }, { ago: 5 });
    const { attempts } = understoodExactly(b.lines);
    expect(attempts.map((a) => a.op.act.reading.identifier.value)).toEqual(['w1', 'a', 'w2']);
  });
});
