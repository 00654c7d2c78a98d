import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latenciesOf, type Latency } from './latency.ts';
import { latencyTable } from './latency-table.ts';
import { judgeThreshold, Threshold } from './threshold.ts';

const of = (lowMs: number, highMs: number | null, more: Partial<Latency> = {}): Latency => ({
  severity: 'critical',
  transport: 'single',
  lowMs,
  highMs,
  ...more,
});
const many = (n: number, latency: Latency): Latency[] => Array.from({ length: n }, () => latency);
const threshold = (more: object): Threshold => Threshold.parse({ quantile: 'p99', withinMs: 100, ...more });
const verdictOf = (latencies: readonly Latency[], more: object = {}): string =>
  judgeThreshold(threshold(more), latencies).verdict;

describe('the interval of a latency', () => {
  test("the harness's own lag makes it no longer than it can have been, and never shorter at its end", () => {
    const sample = { severity: 'critical', transport: 'mllp', lowNs: 5_000_000, highNs: 9_000_001 } as const;
    expect(latenciesOf([sample], 2_000_000)).toEqual([of(3, 9.001, { transport: 'mllp' })]);
    expect(latenciesOf([sample], 7_000_000)[0]?.lowMs).toBe(0);
  });
  test('what was never seen has no end', () => {
    expect(latenciesOf([{ severity: 'change', transport: 'bundle', lowNs: 1, highNs: null }], 0)[0]?.highMs).toBeNull();
  });
});

describe('a quantile', () => {
  test.each([
    ['p50', 4, 5],
    ['p95', 58, 59],
    ['p99', 298, 299],
    ['p99.9', 2994, 2995],
  ] as const)('%s is told from the sample on that can prove it', (name, few, enough) => {
    const told = (n: number) => latencyTable(many(n, of(1, 2)))[0]?.quantiles[name];
    expect(told(few)).toEqual({ needsSamples: enough });
    expect(told(enough)).toEqual({ lowMs: 1, highMs: 2 });
  });
  test('is an interval, and its end is not the better one', () => {
    const latencies = Array.from({ length: 300 }, (_, i) => of(i, i + 50));
    expect(latencyTable(latencies)[0]?.quantiles.p99).toEqual({ lowMs: 296, highMs: 346 });
  });
  test('is infinite where so many were never seen', () => {
    const table = latencyTable([...many(294, of(1, 2)), ...many(6, of(900, null))]);
    expect(table[0]?.quantiles.p99).toEqual({ lowMs: 900, highMs: null });
    expect(table[0]?.neverSeen).toBe(6);
    expect(table[0]?.max).toEqual({ lowMs: 900, highMs: null });
  });
  test('always holds the true one', () => {
    const point = fc.record({
      true: fc.integer({ min: 0, max: 1000 }),
      before: fc.nat(50),
      after: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 59, maxLength: 400 }), (points) => {
        const latencies = points.map((p) => of(Math.max(0, p.true - p.before), p.true + p.after));
        const sorted = points.map((p) => p.true).toSorted((a, b) => a - b);
        const truth = sorted[Math.ceil((95 * points.length) / 100) - 1] ?? 0;
        const told = latencyTable(latencies)[0]?.quantiles.p95;
        if (told === undefined || 'needsSamples' in told) throw new Error('it is told');
        expect(told.lowMs).toBeLessThanOrEqual(truth);
        expect(told.highMs).toBeGreaterThanOrEqual(truth);
      }),
    );
  });
});

test('rows are of all, of severities, of transports and of both, each from the samples themselves', () => {
  const latencies = [
    ...many(300, of(10, 10)),
    ...many(300, of(20, 20, { severity: 'abnormal' })),
    ...many(300, of(90, 90, { transport: 'mllp' })),
  ];
  const rows = latencyTable(latencies).map((r) => [r.severity, r.transport, r.samples, r.max?.highMs]);
  expect(rows).toEqual([
    ['all', 'all', 900, 90],
    ['abnormal', 'all', 300, 20],
    ['critical', 'all', 600, 90],
    ['all', 'mllp', 300, 90],
    ['all', 'single', 600, 20],
    ['abnormal', 'single', 300, 20],
    ['critical', 'mllp', 300, 90],
    ['critical', 'single', 300, 10],
  ]);
});

describe('a threshold', () => {
  test('is proven, disproven, or left open', () => {
    expect(verdictOf(many(299, of(1, 100)))).toBe('PASS');
    expect(verdictOf(many(298, of(1, 100)))).toBe('INCONCLUSIVE');
    expect(verdictOf([...many(290, of(1, 100)), ...many(10, of(101, 150))])).toBe('FAIL');
    expect(verdictOf([])).toBe('INCONCLUSIVE');
  });
  test('what may have been late proves nothing, and is not counted against the system either', () => {
    expect(verdictOf(many(300, of(90, 110)))).toBe('INCONCLUSIVE');
  });
  test('what was never seen is late', () => {
    expect(verdictOf([...many(290, of(1, 2)), ...many(10, of(5000, null))])).toBe('FAIL');
  });
  test('of the greatest one: a single late one is enough', () => {
    const max = { quantile: 'max' };
    expect(verdictOf(many(3, of(1, 100)), max)).toBe('PASS');
    expect(verdictOf([...many(1000, of(1, 100)), of(101, 102)], max)).toBe('FAIL');
    expect(verdictOf([of(1, 1), of(99, 101)], max)).toBe('INCONCLUSIVE');
    expect(verdictOf([], max)).toBe('INCONCLUSIVE');
  });
  test('is of one severity or transport where it says so', () => {
    const latencies = [...many(300, of(1, 2)), ...many(300, of(500, 501, { severity: 'change', transport: 'mllp' }))];
    expect(verdictOf(latencies, { severity: 'critical' })).toBe('PASS');
    expect(verdictOf(latencies, { severity: 'other' })).toBe('FAIL');
    expect(verdictOf(latencies, { transport: 'mllp' })).toBe('FAIL');
    expect(verdictOf(latencies, { transport: 'bundle' })).toBe('INCONCLUSIVE');
  });
  test.each([{ quantile: 'p98' }, { withinMs: 0 }, { withinMs: '1e3' }, { severity: 'mild' }, { more: 1 }])(
    'with %o is refused',
    (more) => expect(() => threshold(more)).toThrow(),
  );
});
