import { describe, expect, it } from 'vitest';
import { GATES, type GateVerdict } from '../conformance/verdict/types.ts';
import { reportHtml } from './html/report-html.ts';
import { junitXml } from './junit/junit-xml.ts';
import { requirement, verdicts } from './sample-run.test-helper.ts';
import { verdictTable } from './terminal/verdict-table.ts';

const gates: GateVerdict[] = GATES.map((gate) => ({ gate, verdict: 'PASS', reason: `it held: ${gate}` }));
const open: GateVerdict[] = gates.map((g) =>
  g.gate === 'accepted' ? { ...g, verdict: 'INCONCLUSIVE', reason: '3 of 76 posts were accepted (3 %)' } : g,
);
const run = verdicts({
  gates: open,
  verdict: 'INCONCLUSIVE',
  exitCode: 2,
  requirements: [requirement('LIM-01', 'PASS')],
});

describe('the gates of a run', () => {
  it('on a terminal: one that did not hold says why, the others are named', () => {
    const text = verdictTable(run, { width: 100 });
    const section = text.slice(text.indexOf('Gates'), text.indexOf('Requirements')).trimEnd().split('\n');
    expect(section).toEqual([
      'Gates',
      '? INCONCLUSIVE   accepted         3 of 76 posts were accepted (3 %)',
      '✓ PASS           matched, complete, exercised, inbox-before, inbox-after, harness-on-time,',
      '                 clock-steady, canary',
    ]);
  });
  it('in JUnit: each a case, green for PASS alone', () => {
    const xml = junitXml(run);
    expect(xml).toContain('<testsuite name="gates" tests="9" failures="0" errors="1" skipped="0"');
    expect(xml).toContain('3 of 76 posts were accepted');
  });
  it('on the page: each with its reason', () => {
    const html = reportHtml({ verdicts: run, lines: [] });
    expect(html).toContain('<h2 id="gates">Gates</h2>');
    expect(html).toContain('3 of 76 posts were accepted (3 %)');
    for (const gate of GATES) expect(html).toContain(gate);
  });
  it('in a void run none is shown as held', () => {
    const text = verdictTable({ ...run, gates, verdict: 'HARNESS_ERROR', exitCode: 70, isVoid: true });
    expect(text).not.toContain('Gates');
  });
});
