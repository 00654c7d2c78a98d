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

  it('counts lanes that do not apply, and says once why many never ran', () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((n) => `${n}/hl7v2`);
    const skipped = names.map((name) => ({
      lane: name,
      requirement: [],
      verdict: 'NOT_APPLICABLE' as const,
      reason: 'no HL7 v2',
    }));
    const end = { kind: 'end' as const, seq: 9, at: 9, lag: 0, skipped };
    const run = verdicts({ lanes: [...names.map((n) => lane(n, 'NOT_APPLICABLE')), lane('a/fhir', 'PASS')] });
    const text = verdictTable(run, { lines: [...sampleLines().filter((l) => l.kind !== 'end'), end] });
    expect(text).toContain('5 lanes: nothing that the system claims');
    expect(text).toContain('never ran: 5 lanes (a/hl7v2, …): NOT_APPLICABLE, no HL7 v2');
    expect(text).not.toContain('c/hl7v2');
    expect(text).toContain('a/fhir');
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
      '  why        the system did not do what it must do here; LIM-02 was broken in 1 of 42 cases',
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
    expect(text.slice(from, text.indexOf('  expected ')).match(/^.{13}[#…]/gm)).toHaveLength(5);
    expect(text).toContain('→ ok 201');
    expect(text).toContain('… 36 more lines');
  });

  it('counts the failures it has no room for', () => {
    const many = Array.from({ length: 30 }, (_, i) => requirement(`LIM-${i}`, 'FAIL', { findings: [finding()] }));
    const text = verdictTable(verdicts({ requirements: many }), { maxBlocks: 5 });
    expect(text.match(/^✗ LIM-\d+ \(MUST\) broken/gm)).toHaveLength(5);
    expect(text).toContain('and 25 more requirements');
  });

  it('gives one block for each requirement, from its own check where there is one, and says where else', () => {
    const counts = { must: 10, mustNot: 0, may: 0, overflow: 0, broken: 70, undecided: 0 };
    const findings = ['a/fhir', 'check:lim-02/hl7v2', 'a/fhir', 'b/fhir'].map((l) => finding({ lane: l }));
    const run = verdicts({
      requirements: [
        requirement('LIM-01', 'FAIL', { findings: [finding({ lane: 'check:lim-02/fhir' })] }),
        requirement('LIM-02', 'FAIL', { findings, counts }),
      ],
    });
    const text = verdictTable(run, { width: 120 });
    expect(text.match(/^✗ .* broken in .*/gm)).toEqual([
      '✗ LIM-02 (MUST) broken in check:lim-02/hl7v2',
      '✗ LIM-01 (MUST) broken in check:lim-02/fhir',
    ]);
    expect(text).toContain('  also       2 more in a/fhir, 1 more in b/fhir, 70 in all');
    expect(text.match(/ also /g)).toHaveLength(1);
  });

  it('says in a failure why, without the reason of another finding, and that a void run confirms nothing', () => {
    const run = verdicts({
      requirements: [
        requirement('LIM-02', 'FAIL', { reason: 'broken 2 times: of another patient', findings: [finding()] }),
        requirement('ALT-03', 'FAIL', { findings: [finding({ polarity: 'must-not' })] }),
      ],
    });
    const blocks = verdictTable(run, { width: 160 }).split('Summary')[0]?.split('\n\n').slice(2).join('\n\n') ?? '';
    expect(blocks).not.toContain('another patient');
    expect(blocks).toContain('the system did something that it must not do here');
    const empty = verdictTable({ ...run, verdict: 'HARNESS_ERROR', exitCode: 70, isVoid: true }, { width: 160 });
    expect(empty).toContain('  why        unconfirmed, the run is void; the system did not');
  });

  it('folds requirements that did not run for one reason into one entry with all ids, last of all', () => {
    const later = Array.from({ length: 44 }, (_, i) =>
      requirement(`RDG-${i + 10}`, 'NOT_RUN', { reason: 'not built yet: nothing judges it' }),
    );
    const half = requirement('HL7-03', 'NOT_RUN', {
      reason: 'not exercised in full: 0 of 1 demanded, 10 of 1 forbidden',
    });
    const text = verdictTable(
      verdicts({ requirements: [...later, half, requirement('LIM-01', 'PASS'), requirement('LIM-02', 'FAIL')] }),
    );
    const rows = text.slice(text.indexOf('Requirements'), text.indexOf('Summary')).trimEnd().split('\n').slice(2);
    expect(rows.slice(0, 4).map((r) => r.slice(0, 25).trim())).toEqual([
      '✗ FAIL           LIM-02',
      '✓ PASS           LIM-01',
      '– NOT_RUN        HL7-03',
      '– NOT_RUN        44 not b',
    ]);
    expect(rows[2]).toContain('too few cases: none that demands it (1 needed)');
    const ids = rows.slice(4).join(' ').trim().split(/ +/);
    expect(ids).toEqual(later.map((r) => r.requirement));
    for (const row of rows) expect(displayWidth(row)).toBeLessThanOrEqual(100);
  });

  it('sums up technical lanes in one last line, but gives one that did not pass a row of its own', () => {
    const names = ['drain', 'observer', 'people', 'sentinel'];
    const lanes = [...names.map((n) => lane(n, n === 'people' ? 'FAIL' : 'PASS')), lane('a/fhir', 'PASS')];
    const text = verdictTable(verdicts({ lanes })).split('\n\n')[0]?.split('\n').slice(2) ?? [];
    expect(text).toHaveLength(3);
    expect(text[0]).toMatch(/^✓ PASS +a\/fhir /);
    expect(text[1]).toMatch(/^✗ FAIL +people /);
    expect(text[2]).toMatch(/^✓ PASS +drain, observer, sentinel \(technical lanes\)$/);
    expect(verdictTable(verdicts({ lanes: [lane('a/fhir', 'PASS')] }))).not.toContain('technical');
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
