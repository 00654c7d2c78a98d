import { expect, test } from 'vitest';
import { LoadResult } from '../../conformance/load/result/load-result.ts';
import { figuresOf } from './figures.ts';

const TOLD = { needsSamples: 5 };
const result = (more: Partial<LoadResult> = {}, neverSeen = 0): LoadResult =>
  LoadResult.parse({
    format: 1,
    run: 'r',
    profile: 'million',
    sut: { name: 'reference', version: '1' },
    verdict: 'PASS',
    exitCode: 0,
    readings: 1_000_002,
    items: 120_000,
    runSeconds: 560,
    judge: { seconds: 4.5, mostMemoryMb: 512, whileItRan: true },
    latencies: [
      {
        severity: 'all',
        transport: 'all',
        samples: 120_000,
        neverSeen,
        quantiles: { p50: TOLD, p95: TOLD, p99: TOLD, 'p99.9': TOLD },
      },
    ],
    thresholds: [],
    ...more,
  });
const failing = (found: LoadResult, seconds = 590): readonly string[] =>
  figuresOf(found, { readings: 1_000_000, seconds }).flatMap(({ name, holds }) => (holds ? [] : [name]));

test('a run that did all of it', () => expect(failing(result())).toEqual([]));

test.each<[string, LoadResult, number]>([
  ['verdict', result({ verdict: 'INCONCLUSIVE' }), 590],
  ['readings', result({ readings: 999_999 }), 590],
  ['items', result({}, 1), 590],
  ['seconds', result(), 601],
  ['seconds from the end to the verdict', result({ judge: { seconds: 10.1, mostMemoryMb: 1, whileItRan: true } }), 590],
  ['memory of the judge, MB', result({ judge: { seconds: 1, mostMemoryMb: 1000, whileItRan: true } }), 590],
  ['memory of the judge, MB', result({ judge: { seconds: 1, mostMemoryMb: null, whileItRan: false } }), 590],
])('%s does not hold', (name, found, seconds) => expect(failing(found, seconds)).toEqual([name]));
