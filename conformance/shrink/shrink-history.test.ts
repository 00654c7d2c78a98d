import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import { HistoryBuilder, makeItem, reference } from '../oracle/history-builder.test-helper.ts';
import { operationsOf } from './operations.ts';
import { shrinkHistory } from './shrink-history.ts';

const catalogue = loadCatalogue();

const said = (lines: readonly HistoryLine[]): readonly string[] =>
  operationsOf(lines).map(({ act }) =>
    act.op === 'reading.submit' && act.reading.result.kind === 'value'
      ? `reading ${act.reading.result.quantity.value}`
      : act.op,
  );

/** Ten readings of each patient, all told of rightly but one: a value equal to the limit. */
const withOneViolation = (patients: readonly string[], guilty: string): HistoryLine[] => {
  const b = new HistoryBuilder();
  for (const patient of patients) {
    b.lane = `lane-${patient}/fhir`;
    const order = b.order({ name: `o-${patient}`, patient });
    b.grant('glucose', patient);
    for (let i = 0; i < 10; i++) {
      b.wait(1000);
      const isWrong = patient === guilty && i === 6;
      const reading = b.reading({ name: `r-${patient}-${i}`, value: isWrong ? '180' : '190', patient });
      b.wait(20);
      b.seen(makeItem(reading, order, `i-${patient}-${i}`));
    }
  }
  return b.drain();
};

describe('a violation is shown with no more than it needs', () => {
  test('one reading of thirty, with its patient', () => {
    const lines = withOneViolation(['a', 'b', 'c'], 'b');
    const shrunk = shrinkHistory(lines, catalogue, 'LIM-02');
    expect(shrunk?.finding.subject.reading).toContain('r-b-6');
    expect(said(shrunk?.lines ?? [])).toEqual(['order.submit', 'permission.set', 'reading 180']);
    expect(shrunk?.operations).toBe(2);
    expect(shrunk?.judged).toBeLessThan(100);
  });

  test('the same lines give the same one, and are left as they were', () => {
    const lines = withOneViolation(['a', 'b'], 'a');
    const before = structuredClone(lines);
    const [first, second] = [1, 2].map(() => shrinkHistory(lines, catalogue, 'LIM-02'));
    expect(first).toEqual(second);
    expect(lines).toEqual(before);
  });

  test('what is left is judged as all of it was, in the same words', () => {
    const shrunk = shrinkHistory(withOneViolation(['a'], 'a'), catalogue, 'LIM-02');
    const again = shrinkHistory(shrunk?.lines ?? [], catalogue, 'LIM-02');
    expect(again?.finding).toEqual(shrunk?.finding);
    expect(again?.lines).toEqual(shrunk?.lines);
  });

  test('two patients stay where it takes both', () => {
    const b = new HistoryBuilder();
    b.lane = 'lane/fhir';
    const strict = b.order({ name: 'o-s', patient: 's', limits: [reference(undefined, '160')] });
    b.order({ name: 'o-l', patient: 'l', limits: [reference(undefined, '200')] });
    b.grant('glucose', 's');
    b.grant('glucose', 'l');
    b.order({ name: 'o-x', patient: 'x' });
    b.wait(10);
    const reading = b.reading({ name: 'r-s', value: '180', patient: 's' });
    b.seen(makeItem(reading, strict, 'i-s', { limit: { value: '160', unit: 'mg/dL' } }));
    const other = b.reading({ name: 'r-l', value: '180', patient: 'l' });
    b.seen(makeItem(other, makeOrderOf(b, 'o-l'), 'i-l', { limit: { value: '160', unit: 'mg/dL' } }));
    const shrunk = shrinkHistory(b.drain(), catalogue, 'ORD-03');
    expect(said(shrunk?.lines ?? []).filter((op) => op === 'reading 180')).toHaveLength(2);
    expect(said(shrunk?.lines ?? []).filter((op) => op === 'order.submit')).toHaveLength(2);
  });
});

const makeOrderOf = (b: HistoryBuilder, name: string) => {
  const op = b.lines.find(
    (l): l is OpLine => l.kind === 'op' && l.act.op === 'order.submit' && l.act.order.identifier.value === name,
  );
  if (op?.act.op !== 'order.submit') throw new Error(`no order ${name}`);
  return op.act.order;
};

describe('nothing is made worse than it was', () => {
  test('the permission stays: without it, that the reading was taken would be a violation of its own', () => {
    const shrunk = shrinkHistory(withOneViolation(['a'], 'a'), catalogue, 'LIM-02');
    expect(said(shrunk?.lines ?? [])).toContain('permission.set');
  });
  test('a requirement that is met has no counterexample', () => {
    expect(shrinkHistory(withOneViolation(['a'], 'nobody'), catalogue, 'LIM-02')).toBeUndefined();
    expect(shrinkHistory(withOneViolation(['a'], 'a'), catalogue, 'PRM-01')).toBeUndefined();
  });
  test('where the oracle may be asked no more, what is left still shows it', () => {
    const lines = withOneViolation(['a', 'b'], 'a');
    const shrunk = shrinkHistory(lines, catalogue, 'LIM-02', 3);
    expect(shrunk?.judged).toBe(3);
    expect(shrinkHistory(shrunk?.lines ?? [], catalogue, 'LIM-02')?.finding).toEqual(shrunk?.finding);
  });
});
