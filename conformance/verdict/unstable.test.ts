import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VERDICTS, type Verdict } from './types.ts';
import { unstable, wholeOf } from './unstable.ts';

const times = (n: number, verdict: Verdict): Verdict[] => Array.from({ length: n }, () => verdict);

describe('repeats', () => {
  test.each<[readonly Verdict[], Verdict, string]>([
    [times(10, 'PASS'), 'PASS', 'passed 10 of 10'],
    [[...times(2, 'FAIL'), ...times(8, 'PASS')], 'UNSTABLE', 'failed 2 of 10, passed 8 of 10'],
    [[...times(1, 'INCONCLUSIVE'), ...times(3, 'PASS')], 'UNSTABLE', 'not decided in 1 of 4, passed 3 of 4'],
    [times(5, 'FAIL'), 'FAIL', 'failed 5 of 5'],
    [['PASS', 'WARN'], 'WARN', 'passed with a reservation 1 of 2, passed 1 of 2'],
    [['PASS', 'HARNESS_ERROR'], 'HARNESS_ERROR', 'harness error in 1 of 2, passed 1 of 2'],
    [['FAIL', 'HARNESS_ERROR'], 'FAIL', 'harness error in 1 of 2, failed 1 of 2'],
    [['FAIL', 'PASS', 'HARNESS_ERROR'], 'UNSTABLE', 'harness error in 1 of 3, failed 1 of 3, passed 1 of 3'],
    [['NOT_APPLICABLE', 'PASS'], 'UNSTABLE', 'not applicable in 1 of 2, passed 1 of 2'],
    [[], 'NOT_RUN', 'never repeated'],
  ])('%j', (verdicts, verdict, reason) => {
    const repeated = unstable(verdicts);
    expect([repeated.verdict, repeated.reason, repeated.repeats]).toEqual([verdict, reason, verdicts.length]);
    expect(unstable(verdicts.toReversed())).toEqual(repeated);
  });
  test('any difference but a near miss is UNSTABLE, every pair tried', () => {
    for (const a of VERDICTS)
      for (const b of VERDICTS) {
        const near = a !== b && [a, b].every((v) => v === 'PASS' || v === 'WARN');
        const compared = a !== 'HARNESS_ERROR' && b !== 'HARNESS_ERROR';
        if (a !== b) expect([a, b, unstable([a, b]).verdict === 'UNSTABLE']).toEqual([a, b, compared && !near]);
        else expect(unstable([a, b]).verdict).toBe(a);
      }
  });
  test('the rates add up', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VERDICTS)), (verdicts) => {
        const { rates, repeats } = unstable(verdicts);
        expect(Object.values(rates).reduce((a, b) => a + b, 0)).toBe(repeats);
        expect(repeats).toBe(verdicts.length);
      }),
    );
  });
});

describe('a whole that was repeated', () => {
  test('one FAIL in any repeat of any part fails it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...VERDICTS))), (parts) => {
        const whole = wholeOf(parts.map(unstable));
        expect(whole === 'FAIL').toBe(parts.some((p) => p.includes('FAIL')));
      }),
    );
  });
  test('it is green only where every repeat of every part is', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...VERDICTS), { minLength: 1 }), { minLength: 1 }), (parts) => {
        const whole = wholeOf(parts.map(unstable));
        if (whole === 'PASS') expect(parts.flat().every((v) => v === 'PASS' || v === 'NOT_APPLICABLE')).toBe(true);
      }),
    );
  });
});
