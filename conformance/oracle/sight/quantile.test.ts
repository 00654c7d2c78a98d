import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectRefuted } from '../../refuted.test-helper.ts';
import type { Timing } from './delay.ts';
import { countsOf, judgeQuantile, proves, type QuantileClaim, samplesNeeded } from './quantile.ts';

const claim = (share: string, confidence = '0.95'): QuantileClaim => ({ share, confidence });

describe('the sample sizes of the rule (harness anchors, 4.5)', () => {
  test.each([
    ['0.95', 0, 59],
    ['0.95', 1, 93],
    ['0.95', 2, 124],
    ['0.99', 0, 299],
    ['0.99', 1, 473],
    ['0.99', 2, 628],
    ['0.999', 0, 2995],
  ] as const)('%s with %i late: %i', (share, late, samples) => {
    expect(samplesNeeded(claim(share), late)).toBe(samples);
    expect(proves(claim(share), samples, late)).toBe(true);
    expect(proves(claim(share), samples - 1, late)).toBe(false);
    expect(judgeQuantile(claim(share), { late, inTime: samples - late, undecided: 0 }).verdict).toBe('PASS');
    expect(judgeQuantile(claim(share), { late, inTime: samples - late - 1, undecided: 0 }).verdict).toBe(
      'INCONCLUSIVE',
    );
  });
});

describe('a claim over samples', () => {
  test.each([
    [{ late: 0, inTime: 58, undecided: 1 }, 'INCONCLUSIVE'],
    [{ late: 0, inTime: 92, undecided: 1 }, 'PASS'],
    [{ late: 7, inTime: 52, undecided: 0 }, 'FAIL'],
    [{ late: 6, inTime: 53, undecided: 0 }, 'INCONCLUSIVE'],
    [{ late: 6, inTime: 52, undecided: 1 }, 'INCONCLUSIVE'],
    [{ late: 7, inTime: 0, undecided: 52 }, 'FAIL'],
    [{ late: 0, inTime: 0, undecided: 0 }, 'INCONCLUSIVE'],
    [{ late: 1, inTime: 0, undecided: 0 }, 'FAIL'],
  ] as const)('of %o is %s', (counts, verdict) => {
    expect(judgeQuantile(claim('0.95'), counts).verdict).toBe(verdict);
  });

  test('says what it was judged by, and what is missing', () => {
    expect(judgeQuantile(claim('0.95'), { late: 1, inTime: 59, undecided: 0 }).why).toBe(
      'at least 95 % in time at 95 % confidence is open: 60 samples, 1 late, 0 undecided; ' +
        'with 1 that were or may have been late it needs 93 samples',
    );
  });

  test('does not reckon how many would outweigh very many that were late', () => {
    expect(judgeQuantile(claim('0.99'), { late: 54, inTime: 8, undecided: 5628 }).why).toBe(
      'at least 99 % in time at 95 % confidence is open: 5690 samples, 54 late, 5628 undecided; ' +
        'with 5682 that were or may have been late it needs fewer of them',
    );
  });

  test('says which of them holds', () => {
    const why = (late: number, inTime: number, undecided: number): string =>
      judgeQuantile(claim('0.95', '0.9'), { late, inTime, undecided }).why;
    expect(why(0, 58, 1)).toBe(
      'at least 95 % in time at 90 % confidence is open: 59 samples, 0 late, 1 undecided; ' +
        'with 1 that were or may have been late it needs 77 samples',
    );
    expect(why(0, 76, 1)).toBe('at least 95 % in time at 90 % confidence: 77 samples, 0 late, 1 undecided');
    expect(why(9, 50, 0)).toBe('not at least 95 % in time at 90 % confidence: 59 samples, 9 late, 0 undecided');
  });

  test.each(['1', '0', '1.5', '-0.1'])('at a confidence of %s is an error', (confidence) =>
    expect(() => judgeQuantile(claim('0.95', confidence), { late: 0, inTime: 1, undecided: 0 })).toThrow(RangeError),
  );

  test.each([['1'], ['0'], ['1.5'], ['-0.1']])('of a share of %s is an error', (share) =>
    expect(() => judgeQuantile(claim(share), { late: 0, inTime: 1, undecided: 0 })).toThrow(RangeError),
  );

  test('counts whole intervals; what was never seen is late once a look came after the deadline', () => {
    const of = (lowMs: number, highMs: number | null): Timing => ({ deadlineMs: 1000, lowMs, highMs });
    expect(countsOf([of(0, 20), of(800, 990), of(990, 1010), of(1001, 1010), of(1500, null), of(10, null)])).toEqual({
      inTime: 2,
      late: 2,
      undecided: 2,
    });
  });
});

const counts = fc.record({ late: fc.nat(12), inTime: fc.nat(150), undecided: fc.nat(8) });
const someClaim = fc.constantFrom(claim('0.95'), claim('0.9', '0.99'), claim('0.5'), claim('0.8', '0.9'));

const holdsHowever = (judge: typeof judgeQuantile) =>
  fc.property(someClaim, counts, fc.nat(8), (c, { late, inTime, undecided }, truly) => {
    const { verdict } = judge(c, { late, inTime, undecided });
    if (verdict === 'INCONCLUSIVE') return;
    const wereLate = Math.min(truly, undecided);
    const resolved = { late: late + wereLate, inTime: inTime + undecided - wereLate, undecided: 0 };
    expect(judge(c, resolved).verdict).toBe(verdict);
  });

describe('a verdict holds however the undecided ones truly were', () => {
  test('always', () => fc.assert(holdsHowever(judgeQuantile)));
  test('leaving them out is refuted', () =>
    expectRefuted(holdsHowever((c, n) => judgeQuantile(c, { ...n, undecided: 0 }))));
  test('taking them for late is refuted', () =>
    expectRefuted(holdsHowever((c, n) => judgeQuantile(c, { ...n, late: n.late + n.undecided, undecided: 0 }))));
});

test('one more in time never spoils a PASS, one more late never a FAIL', () => {
  fc.assert(
    fc.property(someClaim, counts, (c, n) => {
      const { verdict } = judgeQuantile(c, n);
      if (verdict === 'PASS') expect(judgeQuantile(c, { ...n, inTime: n.inTime + 1 }).verdict).toBe('PASS');
      if (verdict === 'FAIL') expect(judgeQuantile(c, { ...n, late: n.late + 1 }).verdict).toBe('FAIL');
    }),
  );
});

/** P(X = k) as a float: close enough to weigh the verdicts of all outcomes. */
const chance = (n: number, k: number, p: number): number => {
  let term = (1 - p) ** n;
  for (let i = 0; i < k; i++) term *= ((n - i) / (i + 1)) * (p / (1 - p));
  return term;
};

test('a system that is a little worse than claimed passes in at most one of twenty runs, and one as good fails as seldom', () => {
  for (const samples of [1, 10, 59, 80, 93, 130, 200]) {
    const sum = (wanted: 'PASS' | 'FAIL', lateShare: number): number => {
      let total = 0;
      for (let late = 0; late <= samples; late++) {
        const { verdict } = judgeQuantile(claim('0.95'), { late, inTime: samples - late, undecided: 0 });
        if (verdict === wanted) total += chance(samples, late, lateShare);
      }
      return total;
    };
    expect(sum('PASS', 0.0500001)).toBeLessThanOrEqual(0.05);
    expect(sum('FAIL', 0.0499999)).toBeLessThanOrEqual(0.05);
  }
});
