import { describe, expect, test } from 'vitest';
import { LoadResult } from '../../conformance/load/result/load-result.ts';
import { documentMarkdown } from '../../reports/document/to-markdown.ts';
import { junitXml } from '../../reports/junit/junit-xml.ts';
import { runDocument } from '../../reports/run-summary/run-document.ts';
import { verdicts } from '../../reports/sample-run.test-helper.ts';
import { loadDocument, ofLoad } from './load-sections.ts';

const told = { lowMs: 12, highMs: 15 };
const few = { needsSamples: 299 };
const result = (over: object = {}): LoadResult =>
  LoadResult.parse({
    format: 1,
    run: 'now',
    profile: 'smoke',
    sut: { name: 'a', version: '1' },
    verdict: 'PASS',
    exitCode: 0,
    readings: 10,
    items: 9,
    runSeconds: 30,
    judge: { seconds: 1.5, mostMemoryMb: 300, whileItRan: true },
    latencies: [
      {
        severity: 'all',
        transport: 'all',
        samples: 10,
        neverSeen: 1,
        quantiles: { p50: told, p95: few, p99: few, 'p99.9': few },
        max: { lowMs: 900, highMs: null },
      },
    ],
    thresholds: [
      {
        threshold: { quantile: 'p99', withinMs: 100, severity: 'critical' },
        verdict: 'INCONCLUSIVE',
        counts: { late: 0, inTime: 10, undecided: 0 },
        why: 'not enough samples: 10 of 299',
      },
    ],
    ...over,
  });

describe('what a load adds to the summary of its run', () => {
  test('intervals, what was never seen, of what there are too few samples, and thresholds', () => {
    const text = documentMarkdown(runDocument(verdicts(), { sections: ofLoad(result()).sections }));
    expect(text).toContain(
      '10 readings, 9 items, 30 s; every item was judged. The verdict came 1.5 s after the end, at most 300 MB.',
    );
    expect(text).toContain('| all | all | 10 | 1 | 12 to 15 ms | not enough samples (10 of 299) |');
    expect(text).toContain('| 900 to ∞ ms |');
    expect(text).toContain('| p99 of critical items within 100 ms | ? INCONCLUSIVE | not enough samples: 10 of 299 |');
  });
  test('no thresholds, no section of them', () =>
    expect(documentMarkdown(loadDocument(result({ thresholds: [] })))).not.toContain('Thresholds'));
});

describe('compared with an earlier result', () => {
  const compared = (now: LoadResult, earlier: Parameters<typeof loadDocument>[1]): string =>
    documentMarkdown(loadDocument(now, earlier));
  test('without a floor in both it is in ms, and that is said', () => {
    const text = compared(result({ floor: { singlesPerSecond: 2000 } }), result({ run: 'before' }));
    expect(text).toContain('not both runs measured the floor');
    expect(text).toContain('Compared with before');
    expect(text).toContain('| all, all, p50 | 15 | 15 | 1.00 |');
    expect(text).toContain('| all, all, p99 | – | – | – |');
  });
  test('with one, in posts of the floor', () =>
    expect(
      compared(result({ floor: { singlesPerSecond: 2000 } }), result({ floor: { singlesPerSecond: 1000 } })),
    ).toContain('| all, all, p50 | 15 | 30 | 2.00 |'));
  test('that there is none is said', () =>
    expect(compared(result(), { missing: 'x.json cannot be read' })).toContain(
      'Nothing to compare with: x.json cannot be read',
    ));
});

test('a threshold that is not proven is never green in JUnit', () => {
  const xml = junitXml(verdicts(), { suites: ofLoad(result()).suites });
  expect(xml).toContain('name="thresholds" tests="1" failures="0" errors="1"');
});
