import { describe, expect, test } from 'vitest';
import type { Rule } from '../../contract/domain/index.ts';
import { Analysis } from './analysis.ts';
import { HistoryBuilder, makeItem, reference } from './history-builder.test-helper.ts';
import { findingsOf, judged } from './judged.test-helper.ts';

/** So many readings that nobody answered, under a rule to which their order matters: each may be there or not. */
const unanswered = (many: number) => {
  const b = new HistoryBuilder();
  const order = b.order({
    limits: [reference('70', '180')],
    rules: [{ kind: 'digest', window: { value: 30, unit: 'min' } }],
  });
  b.grant();
  for (let i = 0; i < many; i += 1)
    b.reading({ name: `open${i}`, value: i % 2 === 0 ? '250' : '60' }, { outcome: 'unknown' });
  return { b, order };
};

const overflowOf = (lines: ReturnType<HistoryBuilder['drain']>): number =>
  [...judged(lines).ledger.requirements.values()].reduce((sum, tally) => sum + tally.overflow, 0);

const isBeyond = (lines: ReturnType<HistoryBuilder['drain']>): boolean =>
  Analysis.of(lines).patients.some((p) => p.measures.some((m) => m.explored.overflow));

describe('a patient with more states than are followed', () => {
  /** A reading that was answered and normal, and an item about it all the same: no state calls for that. */
  const withUncalledItem = (many: number) => {
    const { b, order } = unanswered(many);
    const normal = b.reading({ name: 'normal', value: '120' });
    b.wait(40);
    b.seen(makeItem(normal, order, 'i1'));
    return b.drain();
  };

  test('with few states an item that none of them calls for is held against the system', () => {
    const lines = withUncalledItem(2);
    expect(isBeyond(lines)).toBe(false);
    expect(findingsOf(lines, 'broken', 'ALR-02')).toHaveLength(1);
    expect(overflowOf(lines)).toBe(0);
  });

  test('with too many, nothing is: it is MAY, and counted as left open for that reason', () => {
    const lines = withUncalledItem(12);
    expect(isBeyond(lines)).toBe(true);
    expect(findingsOf(lines).filter((f) => f.lane === 'lane/fhir')).toEqual([]);
    expect(findingsOf(lines, 'undecided').filter((f) => f.lane === 'lane/fhir')).toEqual([]);
    expect(overflowOf(lines)).toBeGreaterThan(0);
  });

  test('another patient is judged as ever', () => {
    const { b } = unanswered(12);
    const order = b.order({ name: 'o2', patient: 'p2' });
    b.grant('glucose', 'p2');
    const normal = b.reading({ name: 'calm', value: '120', patient: 'p2' });
    b.wait(40);
    b.seen(makeItem(normal, order, 'i2'));
    const broken = findingsOf(b.drain(), 'broken', 'ALR-02');
    expect(broken.map((f) => f.subject.patient)).toEqual(['urn:oid:2.999.1.1|p2']);
  });

  test('more ways in which summaries can fall due than are tried are left open as well', () => {
    const summaries = (orders: number) => {
      const b = new HistoryBuilder();
      const rules: readonly Rule[] = [{ kind: 'summary', period: { value: 12, unit: 'h' } }];
      for (let i = 0; i < orders; i += 1) b.order({ name: `o${i}`, limits: [reference('70', '180')], rules });
      b.grant();
      // The first period ends at 08:00, and a minute later, as this is filed, each summary is made.
      b.wait(8 * 3_600_000 + 60_000 - 10 - b.now);
      b.reading({ name: 'r', value: '120', at: '2035-01-01T07:00:00Z' }, { took: 20 });
      b.wait(1000);
      return b.end();
    };
    expect([1, 9].map((orders) => isBeyond(summaries(orders)))).toEqual([false, false]);
    expect(overflowOf(summaries(1))).toBe(0);
    expect(overflowOf(summaries(9))).toBeGreaterThan(0);
  });
});
