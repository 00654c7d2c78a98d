import { describe, expect, test } from 'vitest';
import type { Rule } from '../../contract/domain/rule.ts';
import { alertsOn } from './alerts-on.ts';
import { type Candidate, formRepeated, inOneWindow, repeatedRule } from './repeated.ts';

const HOUR_MS = 3_600_000;
const rule = (count: number, hours: number): Candidate['rule'] => ({
  kind: 'repeated',
  count,
  window: { value: hours, unit: 'h' },
});
const at = (hours: number, by = rule(3, 24)): Candidate => ({ effectiveMs: hours * HOUR_MS, rule: by });
const formed = (candidates: readonly Candidate[], mayRaise: (last: Candidate) => boolean = () => true) =>
  formRepeated(candidates, mayRaise)?.map((c) => c.effectiveMs / HOUR_MS);

describe('the readings that form an item', () => {
  test.each([
    ['the n-th inside the window', [at(0), at(10), at(24)], [0, 10, 24]],
    ['one too few', [at(0), at(10)], undefined],
    ['a window just missed', [at(0), at(10), at(24.001)], undefined],
    ['the earliest of more', [at(0), at(1), at(2), at(3)], [0, 1, 2]],
    ['not from the first one on', [at(0), at(20), at(30), at(40)], [20, 30, 40]],
    ['none at all', [], undefined],
    ['count and window of the last one', [at(0), at(1, rule(2, 1))], [0, 1]],
    ['count of the last one, not of the first', [at(0, rule(2, 24)), at(1), at(2)], [0, 1, 2]],
    ['the last one looks less far back', [at(0), at(1), at(2, rule(3, 1))], undefined],
  ])('%s', (_title, candidates, expected) => {
    expect(formed(candidates)).toEqual(expected);
  });

  test('what is too old to raise anything is passed over', () => {
    const candidates = [at(0), at(1), at(2), at(20)];
    expect(formed(candidates, (last) => last.effectiveMs > 10 * HOUR_MS)).toEqual([1, 2, 20]);
  });
});

test('a window holds its ends', () => {
  expect(inOneWindow([at(0), at(24)])).toBe(true);
  expect(inOneWindow([at(0), at(24.5)])).toBe(false);
  expect(inOneWindow([])).toBe(false);
});

test('the rule counts where abnormal readings raise an item only by it', () => {
  const repeated: Rule = rule(3, 24);
  expect(repeatedRule({ rules: [repeated] })).toEqual(repeated);
  expect(repeatedRule({ rules: [] })).toBeUndefined();
  expect(repeatedRule({ rules: [repeated, { kind: 'alert-on', abnormal: 'each' }] })).toBeUndefined();
  expect([alertsOn({ rules: [] }), alertsOn({ rules: [repeated] })]).toEqual(['each', 'repeated']);
  expect(alertsOn({ rules: [repeated, { kind: 'alert-on', abnormal: 'none' }] })).toBe('none');
});
