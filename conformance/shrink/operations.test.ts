import { expect, test } from 'vitest';
import { HistoryBuilder } from '../oracle/history-builder.test-helper.ts';
import { operationsOf, sizeOf } from './operations.ts';

test('an enrolled patient counts as one, everything after as one each', () => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  expect(sizeOf(b.lines)).toBe(1);
  b.reading({ name: 'r1', value: '200' });
  b.reading({ name: 'r2', value: '200' });
  expect(sizeOf(b.lines)).toBe(3);
  b.order({ name: 'o2' });
  b.permission('withdrawn');
  expect(sizeOf(b.lines)).toBe(5);
});

test('a second measure is enrolled as well; a patient that only a reading names counts', () => {
  const b = new HistoryBuilder();
  b.order();
  b.order({ name: 'w', measure: 'weight', limits: [] });
  expect(sizeOf(b.lines)).toBe(1);
  b.reading({ name: 'r1', value: '200', patient: 'nobody' });
  expect(sizeOf(b.lines)).toBe(3);
});

test("the harness's own watch is no operation of a counterexample", () => {
  const b = new HistoryBuilder();
  b.order();
  b.drain();
  expect(operationsOf(b.lines)).toHaveLength(1);
});
