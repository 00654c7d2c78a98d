import { expect, test } from 'vitest';
import type { Rule } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import { change, HistoryBuilder, reference } from '../history-builder.test-helper.ts';

const HOUR_MS = 3_600_000;
const LIMITS = [reference('70', '180')];
const repeated: Rule = { kind: 'repeated', count: 2, window: { value: 1, unit: 'd' } };
const digest: Rule = { kind: 'digest', window: { value: 1, unit: 'h' } };
const missing: Rule = { kind: 'missing', period: { value: 1, unit: 'd' } };
const change2h = change('gain', '10', 'mg/dL', '2 h');
const change3h = change('loss', '10', 'mg/dL', '3 h');

/** Whole hours up to seven that two readings can lie apart so that their order matters; by the rules of each version of two orders. */
const hours = (first: readonly (readonly Rule[])[], second: readonly (readonly Rule[])[] = []): number[] => {
  const b = new HistoryBuilder();
  for (const [name, versions] of [
    ['o1', first],
    ['o2', second],
  ] as const)
    for (const [i, rules] of versions.entries())
      if (i === 0) b.order({ name, limits: LIMITS, rules });
      else b.changeOrder({ name, limits: LIMITS, rules });
  b.grant();
  const start = Date.parse('2034-12-31T22:00:00Z');
  for (let i = 0; i <= 7; i += 1)
    b.reading({ name: `r${i}`, value: '120', at: new Date(start + i * HOUR_MS).toISOString() });
  const [only] = Analysis.of(b.end()).patients.flatMap((p) => p.measures);
  const [reading, ...others] = only?.submissions ?? [];
  return others.flatMap((other, i) => (reading !== undefined && only?.ordered(reading, other) === true ? [i + 1] : []));
};
const ANY = [1, 2, 3, 4, 5, 6, 7];

test('limits alone do not ask which of two readings came first', () => {
  expect(hours([[]])).toEqual([]);
  expect(hours([[missing]])).toEqual([]);
});
test('a change rule does within its window, the longest of all that was ordered', () => {
  expect(hours([[change2h]])).toEqual([1, 2]);
  expect(hours([[change2h, change3h]])).toEqual([1, 2, 3]);
  expect(hours([[change3h], [change2h]])).toEqual([1, 2, 3]);
  expect(hours([[change2h]], [[change3h]])).toEqual([1, 2, 3]);
  expect(hours([[missing, change2h]])).toEqual([1, 2]);
});
test('repeated and digest always do', () => {
  expect(hours([[repeated]])).toEqual(ANY);
  expect(hours([[digest]])).toEqual(ANY);
  expect(hours([[change2h], [change2h, digest]])).toEqual(ANY);
  expect(hours([[change2h]], [[missing, repeated]])).toEqual(ANY);
});
