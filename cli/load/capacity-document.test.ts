import { expect, test } from 'vitest';
import { CapacityResult } from '../../conformance/load/capacity/capacity-result.ts';
import { documentMarkdown } from '../../reports/document/to-markdown.ts';
import { capacityDocument } from './capacity-document.ts';

const STEP = {
  rate: 200,
  seconds: 20,
  verdict: 'held',
  why: '',
  run: 'run1',
  readings: 4000,
  items: 410,
  neverSeen: 0,
  quantiles: {
    p50: { lowMs: 4, highMs: 6 },
    p95: { lowMs: 8, highMs: 12 },
    p99: { lowMs: 20, highMs: 30 },
    'p99.9': { needsSamples: 2995 },
  },
  maxMs: 45,
};
const text = (more: object = {}): string =>
  documentMarkdown(
    capacityDocument(
      CapacityResult.parse({
        format: 2,
        sut: 'tiny 1',
        profile: 'steady',
        seconds: 20,
        capacity: 200,
        unproven: null,
        above: { rate: 400, verdict: 'broke' },
        steps: [STEP, { ...STEP, rate: 400, verdict: 'broke', why: 'ALR-01: late', run: 'run2', maxMs: null }],
        ...more,
      }),
    ),
  );

test('the knee comes first, and each rate with its evidence', () => {
  const said = text({ floor: { singlesPerSecond: 16_000, ratio: 0.0125 } });
  expect(said).toContain('Capacity: 200 readings/s, the highest rate at which everything held; 400/s did not hold.');
  expect(said).toMatch(
    /\| 200 +\| 20 s +\| held .*\| 410 .*4\.0 to 6\.0 ms.*20 to 30 ms.*not enough samples.*45 ms.*run1/,
  );
  expect(said).toMatch(/\| 400 +\| 20 s +\| broke .*∞ ms.*run2/);
  expect(said).toContain('400/s (run2): ALR-01: late.');
  expect(said).toContain(
    'Floor: 16000 single posts a second of express and a commit alone. The capacity is 0.013 of it.',
  );
  expect(said).toContain('Each rate was kept up for 20 s');
});

test('a void run is said to be no evidence of the system', () => {
  const said = text({ above: { rate: 400, verdict: 'void' } });
  expect(said).toContain('400/s was no evidence, because the harness or its machine was overcome first.');
  expect(said).not.toContain('Floor');
});

test('that nothing held, that nothing higher was played, and that it was cut short is told, too', () => {
  expect(text({ capacity: null, above: { rate: 1, verdict: 'open' } })).toContain(
    'No rate was found at which everything held: 1/s could not be proven to hold.',
  );
  expect(text({ capacity: null, unproven: 300 })).toContain(
    'everything held: up to 300/s nothing was wrong, and too few items came to prove it; 400/s did not hold.',
  );
  const cut = text({ above: null, cutShort: '1 steps were all that it may take' });
  expect(cut).toContain('no higher rate was played');
  expect(cut).toContain('The search was cut short: 1 steps were all that it may take.');
});
