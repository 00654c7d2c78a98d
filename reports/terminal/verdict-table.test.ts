import { describe, expect, it } from 'vitest';
import { VERDICTS, type RunVerdicts } from '../../conformance/verdict/types.ts';
import { finding, lane, requirement, sampleLines, verdicts } from '../sample-run.test-helper.ts';
import { WORDING } from '../model/wording.ts';
import { verdictTable } from './verdict-table.ts';
import { displayWidth } from './width.ts';

const GREEN = '\u001b[32m';

describe('verdictTable', () => {
  it.each(VERDICTS)('shows %s with its glyph and counts it, and is green for PASS alone', (verdict) => {
    const run = verdicts({ verdict, requirements: [requirement('LIM-01', verdict)], lanes: [lane('a/fhir', verdict)] });
    const plain = verdictTable(run);
    expect(plain).toContain(`${WORDING[verdict].glyph} ${verdict}`);
    expect(plain).toContain(`requirements: 1 ${verdict}`);
    expect(plain).toContain(`lanes: 1 ${verdict}`);
    expect(verdictTable(run, { colour: true }).includes(GREEN)).toBe(verdict === 'PASS');
  });

  it('says what was not judged, and what never ran', () => {
    const lines = sampleLines().map((l) =>
      l.kind === 'end'
        ? {
            ...l,
            skipped: [
              { lane: 'x/hl7v2', requirement: ['HL7-01'], verdict: 'UNTESTABLE' as const, reason: 'no MLLP port' },
            ],
          }
        : l,
    );
    const text = verdictTable(verdicts(), { lines });
    expect(text).toContain('not judged: 6 of 9 requirements');
    expect(text).toContain('never ran: x/hl7v2: UNTESTABLE, no MLLP port');
  });

  it('gives a failure in the fixed order and the summary last', () => {
    const text = verdictTable(verdicts(), {
      lines: sampleLines(),
      texts: new Map([['LIM-02', { clause: 'Evaluation, limits', fix: 'compare with >' }]]),
    });
    const order = [
      '✗ LIM-02 (MUST) broken in first-week-type2/fhir',
      '  demands    A reading strictly above',
      '  clause     Evaluation, limits',
      '  sent       #2',
      '  expected   one abnormal item H: 212 > 180',
      '  observed   no item by the end',
      '  delay      not within 40 ms, and never after',
      '  why        it had to happen and did not. reason for FAIL',
      '  to fix     compare with >',
      "  repeat     npm run -s vitalproof -- run first-week-type2 --seed 42 --sut 'my sut.yaml'",
      '? ALT-03 (MUST) not decided',
      'Summary',
      'The system under test broke at least one requirement. (exit 1)',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text.endsWith('(exit 1)')).toBe(true);
  });

  it('shows at most five lines of what was sent', () => {
    const many = requirement('LIM-02', 'FAIL', {
      findings: [finding({ lines: Array.from({ length: 40 }, (_, i) => i + 1) })],
    });
    const text = verdictTable(verdicts({ requirements: [many] }), { lines: sampleLines() });
    const from = text.indexOf('  sent ');
    expect(text.slice(from, text.indexOf('  expected ')).trimEnd().split('\n')).toHaveLength(5);
    expect(text).toContain('… 36 more lines');
  });

  it('counts the failures it has no room for', () => {
    const many = requirement('LIM-02', 'FAIL', { findings: Array.from({ length: 30 }, () => finding()) });
    const text = verdictTable(verdicts({ requirements: [many] }), { maxBlocks: 5 });
    expect(text.match(/✗ LIM-02 \(MUST\) broken/g)).toHaveLength(5);
    expect(text).toContain('and 25 more findings');
  });

  it.each([60, 80, 100, 160])('keeps lanes and requirements within %i columns', (width) => {
    const long = verdicts({
      requirements: [requirement('LIM-01', 'PASS', { statement: '血糖 '.repeat(200) })],
      lanes: [lane(`${'long-'.repeat(60)}/fhir`, 'PASS')],
    });
    for (const line of verdictTable(long, { width }).split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  });

  it('shows hostile text without obeying it', () => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\u202eevil';
    const run: RunVerdicts = verdicts({
      sut: { name: evil, version: evil },
      notes: [evil],
      lanes: [lane(`${evil}/fhir`, 'FAIL')],
      requirements: [
        requirement('LIM-02', 'FAIL', {
          statement: evil,
          reason: evil,
          findings: [finding({ lane: `${evil}/fhir`, expected: evil, observed: evil, subject: { item: evil } })],
        }),
      ],
    });
    const text = verdictTable(run, { lines: sampleLines(), reportPath: evil });
    // oxlint-disable-next-line no-control-regex -- looking for control characters
    expect(text).not.toMatch(/[\u001b\u0007\u202e]/u);
    expect(text).toContain(String.raw`\u{1b}[2J`);
  });

  it('has no passes in a void run, and the same text for the same input', () => {
    const run = verdicts({
      verdict: 'HARNESS_ERROR',
      exitCode: 70,
      requirements: [requirement('LIM-01', 'PASS')],
      lanes: [lane('a/fhir', 'PASS')],
    });
    const text = verdictTable(run, { colour: true });
    expect(text).not.toContain(GREEN);
    expect(verdictTable(run, { colour: true })).toBe(text);
  });
});
