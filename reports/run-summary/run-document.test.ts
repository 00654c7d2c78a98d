import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../conformance/verdict/types.ts';
import { plain } from '../document/document.ts';
import { documentMarkdown } from '../document/to-markdown.ts';
import { documentText } from '../document/to-text.ts';
import { finding, requirement, sampleLines, verdicts } from '../sample-run.test-helper.ts';
import { runDocument, type SummaryOptions } from './run-document.ts';

const markdown = (over: Parameters<typeof verdicts>[0] = {}, options: SummaryOptions = {}): string =>
  documentMarkdown(runDocument(verdicts(over), options));

describe('the summary of a run', () => {
  it('has the verdict first, then what it covers, what was not met, what was not judged, and the run', () => {
    const text = markdown({}, { lines: sampleLines() });
    const places = [
      '**✗ FAIL. The system under test broke at least one requirement.**',
      '2 of 8 requirements met, 1 failed, 5 not judged or not decided.',
      '### What was not met (2)',
      '### Not judged (6 of 9)',
      '### The run',
      '| Seed | 42 |',
    ].map((words) => text.indexOf(words));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('has one row for each requirement that was not met, with all that a reader needs', () => {
    const row = markdown({}, { lines: sampleLines(), texts: new Map([['LIM-02', { fix: 'Compare strictly.' }]]) })
      .split('\n')
      .find((line) => line.startsWith('| LIM-02'));
    for (const words of [
      '✗ FAIL',
      'raises one abnormal item',
      '212 &gt; 180',
      'no item by the end of the common drain',
      'the deadline is 1000 ms',
      'first-week-type2/fhir',
      'Compare strictly.',
      '--seed 42',
    ])
      expect(row).toContain(words);
  });

  it('what another part of the run came to stands behind what was not met', () => {
    const sections = [{ heading: 'Load', blocks: [{ kind: 'said', cell: plain('10 readings') } as const] }];
    const text = markdown({}, { sections });
    expect(text.indexOf('### Load')).toBeGreaterThan(text.indexOf('### What was not met'));
    expect(text.indexOf('### Load')).toBeLessThan(text.indexOf('### Not judged'));
  });

  it('gates that did not hold are said, those that did are not', () => {
    const gates = [
      { gate: 'canary', verdict: 'INCONCLUSIVE', reason: 'the canary sang' },
      { gate: 'complete', verdict: 'PASS', reason: 'the run came to its end' },
    ] as const;
    const text = markdown({ gates });
    expect(text).toContain('### Gates that did not hold (1)');
    expect(text).toContain('| canary | ? INCONCLUSIVE | the canary sang |');
    expect(text).not.toContain('came to its end');
  });

  it('a run that met everything says so in few lines', () => {
    const text = markdown({ verdict: 'PASS', exitCode: 0, requirements: [requirement('A', 'PASS')] });
    expect(text).not.toContain('not met');
    expect(text).not.toContain('Not judged');
    expect(text).toContain('1 of 1 requirements met.');
  });

  it.each(VERDICTS)('in a void run nothing is green and nothing is confirmed, with %s', (verdict) => {
    const run = verdicts({
      isVoid: true,
      verdict: 'HARNESS_ERROR',
      requirements: [requirement('A', verdict, { findings: [finding()] })],
    });
    const text = documentText(runDocument(run), { width: 160, colour: true });
    expect(text).not.toContain('\u001b[32m');
    expect(text).toContain('The run is void');
    expect(text).toContain('0 of ');
  });
});
