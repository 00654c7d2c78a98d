import { describe, expect, test } from 'vitest';
import { LoadResult } from '../result/load-result.ts';
import { capacityResult, capacityStep } from './capacity-result.ts';
import { kneeOf } from './search.ts';

const AT_300 = { rate: 300, seconds: 20 };
const SAID = { isVoid: false, reasons: [] };
const QUANTILES = {
  p50: { lowMs: 4, highMs: 6 },
  p95: { lowMs: 8, highMs: 12 },
  p99: { lowMs: 20, highMs: 30 },
  'p99.9': { needsSamples: 2995 },
};
const result = (more: Partial<LoadResult> = {}): LoadResult =>
  LoadResult.parse({
    format: 1,
    run: '20260303-120000-s1',
    profile: 'steady',
    sut: { name: 'tiny', version: '1' },
    verdict: 'PASS',
    exitCode: 0,
    readings: 4000,
    items: 410,
    runSeconds: 20,
    judge: { seconds: 1, mostMemoryMb: 100, whileItRan: true },
    latencies: [
      {
        severity: 'all',
        transport: 'all',
        samples: 410,
        neverSeen: 0,
        quantiles: QUANTILES,
        max: { lowMs: 40, highMs: 45 },
      },
    ],
    thresholds: [],
    ...more,
  });
const threshold = (verdict: 'PASS' | 'FAIL' | 'INCONCLUSIVE'): LoadResult['thresholds'][number] => ({
  threshold: { quantile: 'p99', withinMs: 100 },
  verdict,
  counts: { late: 9, inTime: 1, undecided: 0 },
  why: 'nine came later',
});

/** Nothing was late, and too little came to prove that. */
const SHORT: LoadResult['thresholds'][number] = {
  ...threshold('INCONCLUSIVE'),
  counts: { late: 0, inTime: 244, undecided: 0 },
};

describe('what a run says of its rate', () => {
  test.each<[string, Partial<LoadResult>]>([
    ['held', {}],
    ['held', { verdict: 'WARN', thresholds: [threshold('PASS')] }],
    ['broke', { verdict: 'FAIL', exitCode: 1 }],
    ['broke', { thresholds: [threshold('PASS'), threshold('FAIL')] }],
    ['open', { thresholds: [threshold('INCONCLUSIVE')] }],
    ['open', { verdict: 'INCONCLUSIVE', exitCode: 2 }],
    ['open', { verdict: 'INCONCLUSIVE', exitCode: 2, thresholds: [SHORT] }],
    ['open', { thresholds: [SHORT, threshold('INCONCLUSIVE')] }],
    ['few', { thresholds: [SHORT, threshold('PASS')] }],
    ['broke', { thresholds: [SHORT, threshold('FAIL')] }],
    ['void', { verdict: 'HARNESS_ERROR', exitCode: 70 }],
  ])('%s: %j', (verdict, more) => expect(capacityStep(AT_300, result(more), SAID).verdict).toBe(verdict));
  test('one that is void is no evidence, whatever was found in it', () => {
    const failed = result({ verdict: 'FAIL', exitCode: 1, thresholds: [threshold('FAIL')] });
    expect(capacityStep(AT_300, failed, { ...SAID, isVoid: true }).verdict).toBe('void');
  });
  test('what did not hold has a reason, the first that is said, else its verdict', () => {
    const broken = result({ verdict: 'FAIL', exitCode: 1, thresholds: [threshold('FAIL')] });
    expect(capacityStep(AT_300, broken, { isVoid: false, reasons: ['ALR-01: late'] }).why).toBe('ALR-01: late');
    expect(capacityStep(AT_300, broken, SAID).why).toBe('FAIL');
    expect(capacityStep(AT_300, result(), { isVoid: false, reasons: ['a note'] }).why).toBe('');
  });
});

test('the whole is told as data: the knee, what stopped it, and how it stands to the floor', () => {
  const steps = [
    capacityStep({ rate: 200, seconds: 20 }, result(), SAID),
    capacityStep({ rate: 400, seconds: 30 }, result({ verdict: 'FAIL', exitCode: 1 }), SAID),
  ];
  const about = { sut: 'tiny 1', profile: 'steady', seconds: 20 };
  const found = capacityResult({ steps, knee: kneeOf(steps), cutShort: undefined }, { ...about, floor: 16_000 });
  expect(found).toMatchObject({
    capacity: 200,
    above: { rate: 400, verdict: 'broke' },
    floor: { singlesPerSecond: 16_000, ratio: 0.0125 },
    unproven: null,
    steps: [{ seconds: 20, items: 410, quantiles: QUANTILES, maxMs: 45, run: '20260303-120000-s1' }, { seconds: 30 }],
  });
  const none = capacityResult({ steps: [], knee: kneeOf([]), cutShort: 'x' }, { ...about, floor: 100 });
  expect(none).toMatchObject({ capacity: null, unproven: null, above: null, cutShort: 'x', floor: { ratio: null } });
  expect(
    capacityResult({ steps, knee: kneeOf(steps), cutShort: undefined }, { ...about, floor: undefined }).floor,
  ).toBe(undefined);
});
