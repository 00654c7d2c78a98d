import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import { VERDICTS, type RunVerdicts } from '../../conformance/verdict/types.ts';
import { WORDING } from '../model/wording.ts';
import {
  finding,
  historyBuilder,
  item,
  lane,
  order,
  PATIENT,
  reading,
  requirement,
  runLine,
  sampleLines,
  verdicts,
} from '../sample-run.test-helper.ts';
import { reportHtml } from './report-html.ts';

const VOID = new Set(['meta', 'br', 'link', 'img', 'input', 'hr']);

/** Fails unless every element is closed in order. */
function checkBalance(page: string): void {
  const stack: string[] = [];
  for (const [, close, name, self] of page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .matchAll(/<(\/?)([a-z][a-z0-9]*)\b(?:"[^"]*"|[^"<>])*?(\/?)>/gi)) {
    if (name === undefined || self === '/' || VOID.has(name)) continue;
    if (close === '') stack.push(name);
    else expect(stack.pop()).toBe(name);
  }
  expect(stack).toEqual([]);
}

const page = reportHtml({ verdicts: verdicts(), lines: sampleLines() });

const met = (name: string, verdict: 'PASS' | 'NOT_RUN') =>
  requirement(name, verdict, { findings: [finding({ outcome: 'met', lane: 'a/fhir' })] });

describe('reportHtml', () => {
  it('is one file that loads nothing and runs nothing', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|javascript:|\son\w+=/i);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    checkBalance(page);
  });

  it('has unique ids, and every link leads somewhere', () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((m) => m[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/(?:href="#|aria-labelledby=")([^"]*)"/g)) expect(ids).toContain(target);
  });

  it('says what it is and what it is not, and the facts of the run', () => {
    for (const part of [
      'not a medical device',
      'no clinical advice',
      'reference 0.1.0',
      'Seed',
      '42',
      'certify --sut my sut.yaml',
      'virtual: the test clock',
    ])
      expect(page).toContain(part);
  });

  it('has a curve for each patient of each lane', () => {
    expect(page.match(/<figure class="curve">/g)).toHaveLength(2);
    expect(page).toContain('glucose curve: 49 readings filed, 6 refused');
    expect(page).toContain('weight curve: 10 readings filed');
  });

  it('gives each failure with expected, observed and the command to repeat', () => {
    expect(page).toContain('one abnormal item H: 212 &gt; 180');
    expect(page).toContain('no item by the end of the common drain');
    expect(page).toContain('run first-week-type2 --seed 42');
  });

  it('names the requirements with evidence in each lane, green only beside a PASS of the whole', () => {
    const run = verdicts({
      requirements: [met('LIM-01', 'PASS'), met('LIM-09', 'NOT_RUN')],
      lanes: [lane('a/fhir', 'PASS')],
    });
    const html = reportHtml({ verdicts: run, lines: [] });
    expect(html).toContain('<span class="v good">✓ LIM-01</span> <span class="v muted">· LIM-09</span>');
  });

  it('has tables with captions and scopes only', () => {
    const tables = page.match(/<table>[\s\S]*?<\/table>/g) ?? [];
    expect(tables.length).toBeGreaterThan(4);
    for (const t of tables) {
      expect(t).toMatch(/^<table><caption>[^<]+/);
      expect(t).not.toMatch(/<th>|<th class/);
    }
  });

  it.each(VERDICTS)('shows %s, in green for PASS alone', (verdict) => {
    const one = verdicts({
      verdict,
      requirements: [requirement('LIM-01', verdict, { findings: [finding({ outcome: 'met' })] })],
      lanes: [lane('a/fhir', verdict)],
    });
    const html = reportHtml({ verdicts: one, lines: [] });
    expect(html).toContain(`${WORDING[verdict].glyph} ${verdict}`);
    expect(/class="[^"]*\bgood\b/.test(html)).toBe(verdict === 'PASS');
  });

  it('lists what was not judged, lanes that never ran, and a history that was cut off', () => {
    expect(page).toContain('Requirements on which this run decided nothing');
    const skipped = sampleLines().map((l): HistoryLine =>
      l.kind === 'end'
        ? {
            ...l,
            skipped: [{ lane: 'x/hl7v2', requirement: ['HL7-01'], verdict: 'NOT_RUN', reason: 'stopped by hand' }],
          }
        : l,
    );
    expect(reportHtml({ verdicts: verdicts(), lines: skipped })).toContain('stopped by hand');
    expect(reportHtml({ verdicts: verdicts(), lines: sampleLines().slice(0, -1) })).toContain('it was cut off');
  });

  it('folds lanes that never ran for one reason, and says what was expected beside what was observed', () => {
    const skip = (name: string, reason: string) => ({
      lane: name,
      requirement: [],
      verdict: 'NOT_APPLICABLE' as const,
      reason,
    });
    const lines = sampleLines().map((l): HistoryLine =>
      l.kind === 'end'
        ? {
            ...l,
            skipped: [...['a', 'b', 'c', 'd'].map((n) => skip(`${n}/hl7v2`, 'no HL7 v2')), skip('e/fhir', 'no port')],
          }
        : l,
    );
    const html = reportHtml({ verdicts: verdicts(), lines });
    const part = /<section aria-labelledby="not-judged">[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
    expect(part).toContain('<b>4 lanes never ran: no HL7 v2.</b>');
    expect(part.match(/no HL7 v2/g)).toHaveLength(1);
    for (const name of ['a/hl7v2', 'd/hl7v2', 'e/fhir']) expect(part).toContain(name);
    const notMet = /<section aria-labelledby="not-met">[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
    expect(notMet).toMatch(/<span class="muted">expected: /);
  });

  it('folds what did not run for one reason into one paragraph with all ids, and keeps rows for the others', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `RDG-${i + 10}`);
    const html = reportHtml({
      verdicts: verdicts({
        requirements: [
          ...ids.map((id) => requirement(id, 'NOT_RUN', { reason: 'not built yet: nothing judges it' })),
          requirement('HL7-03', 'NOT_RUN', { reason: 'not exercised in full: 0 of 1 demanded, 10 of 1 forbidden' }),
        ],
      }),
      lines: sampleLines(),
    });
    const part = /<section aria-labelledby="not-judged">[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
    expect(part.match(/<tr>/g)).toHaveLength(2);
    expect(part).toContain('none that demands it (1 needed)');
    expect(part).toContain('12 requirements: not built yet: nothing judges it.');
    for (const id of ids) expect(part).toContain(id);
  });

  it('goes from the headline over what was not met and not judged to lanes, requirements and the run', () => {
    const ids = [...page.matchAll(/<h2 id="([^"]*)"/g)].map((m) => m[1]?.replace(/^(lane)-.*/, '$1'));
    expect(ids).toEqual(['not-met', 'not-judged', 'burden', 'lanes', 'lane', 'lane', 'matrix', 'facts']);
    expect(page.indexOf('class="card headline')).toBeLessThan(page.indexOf('id="not-met"'));
    expect([...page.matchAll(/<a href="#([a-z-]*)">/g)].map((m) => m[1]).slice(0, 6)).toEqual([
      'not-met',
      'not-judged',
      'burden',
      'lanes',
      'matrix',
      'facts',
    ]);
  });

  it('leads from each requirement that was not met to the lane that shows it', () => {
    const part = /<section aria-labelledby="not-met">[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
    const [target] = /lane-first-week-type2-fhir-[^"]*/.exec(part) ?? [];
    expect(page).toContain(`<h2 id="${target ?? 'nowhere'}"`);
    const sound = reportHtml({ verdicts: verdicts({ requirements: [requirement('LIM-01', 'PASS')] }), lines: [] });
    expect(sound).not.toContain('What was not met');
  });

  it('has the requirements that did not run last, folded away', () => {
    const part = page.slice(page.indexOf('id="matrix"'), page.indexOf('id="facts"'));
    const rows = [...part.matchAll(/<th scope="row">([^<]*)/g)].map((m) => m[1]);
    expect(rows[0]).toBe('LIM-02');
    expect(rows.slice(-3)).toEqual(['LIM-01', 'HL7-04', 'MSG-01']);
    expect(part.indexOf('<details>')).toBeGreaterThan(part.indexOf('>HL7-04'));
    expect(part.indexOf('<details>')).toBeLessThan(part.indexOf('>MSG-01'));
  });

  it.each([
    ['PASS', '<details>'],
    ['FAIL', '<details open>'],
  ] as const)('has technical lanes last; one with %s is %s', (verdict, tag) => {
    const lanes = [lane('people', verdict), lane('a/fhir', 'PASS')];
    const html = reportHtml({ verdicts: verdicts({ lanes }), lines: [] });
    expect(html.indexOf('>people <')).toBeGreaterThan(html.indexOf('>a/fhir <'));
    expect(html.slice(html.indexOf('class="technical"')).indexOf(tag)).toBeLessThan(80);
    checkBalance(html);
  });

  it('keeps a finding of a lane that has no section', () => {
    const run = verdicts({
      requirements: [requirement('LIM-02', 'FAIL', { findings: [finding({ lane: 'elsewhere', observed: 'lost' })] })],
    });
    expect(reportHtml({ verdicts: run, lines: [] })).toContain('<dd>lost</dd>');
  });

  it('same input, same bytes', () =>
    expect(reportHtml({ verdicts: verdicts(), lines: new Set(sampleLines()) })).toBe(page));
});

describe('hostile text', () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onmouseover='x\u202e\u0000</style></title>-->`;

  it('stays text, wherever it comes from', () => {
    const key = { system: evil, value: evil };
    const patient = { ...key };
    const h = historyBuilder(`${evil}/fhir`);
    h.lines.push(
      runLine({
        run: evil,
        command: [evil],
        sut: { name: evil, version: evil },
        people: { clinicians: [{ identifier: key, family: evil, given: evil }], pools: [], decoys: [] },
      }),
    );
    h.op({
      op: 'person.patient',
      patient: { identifier: patient, family: evil, given: evil, gender: 'other', birthDate: '1960-01-01' },
    });
    h.op({ op: 'order.submit', order: order({ patient, identifier: key }) });
    const r = reading(1, 1, '999', { patient, identifier: key });
    h.op({ op: 'reading.submit', reading: r }, 'refused', { code: evil, refusal: evil, text: evil });
    h.seen(
      item(r, 'critical', 'HH', {
        recipient: key,
        withdrawal: evil,
        value: { value: '9', unit: evil },
        limit: { value: '9', unit: evil },
      }),
    );
    h.lines.push({ kind: 'fault', seq: 90, fault: evil, from: 1, until: 2, detail: evil });
    const run: RunVerdicts = verdicts({
      run: evil,
      sut: { name: evil, version: evil },
      catalogue: evil,
      notes: [evil],
      lanes: [lane(`${evil}/fhir`, 'FAIL')],
      requirements: [
        requirement(evil, 'FAIL', {
          statement: evil,
          reason: evil,
          findings: [
            finding({
              lane: `${evil}/fhir`,
              expected: evil,
              observed: evil,
              subject: { item: evil },
              lines: [1, 2, 3, 4],
            }),
          ],
        }),
      ],
    });
    const html = reportHtml({
      verdicts: run,
      lines: h.lines,
      requirementTexts: new Map([[evil, { clause: evil, fix: evil }]]),
    });
    // oxlint-disable-next-line no-control-regex -- looking for control characters
    expect(html).not.toMatch(/<script|<img|\u202e|\u0000/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.match(/<\/title>/g)?.length).toBe((html.match(/<title>/g) ?? []).length);
    expect(html).not.toMatch(/<[^>"]*(?:"[^"]*"[^>"]*)*\son\w+=/);
    checkBalance(html);
    expect(html).toContain('&lt;script&gt;');
  });
});

const bytes = (html: string): number => Buffer.byteLength(html);

/** `lanes` lanes of `patients` patients with `each` readings, every third raising an item. */
function big(lanes: number, patients: number, each: number): { run: RunVerdicts; lines: HistoryLine[] } {
  const lines: HistoryLine[] = [runLine()];
  for (let l = 0; l < lanes; l += 1) {
    const h = historyBuilder(`recorded-${l}/fhir`);
    for (let p = 0; p < patients; p += 1) {
      const patient = { system: PATIENT.system, value: `MRN${l}-${p}` };
      h.op({ op: 'order.submit', order: order({ patient }) });
      for (let i = 0; i < each; i += 1) {
        const r = reading(p * each + i, i * 6, String(60 + ((i * 53) % 240)), { patient });
        h.op({ op: 'reading.submit', reading: r });
        if (i % 3 === 0) h.seen(item(r, 'abnormal', 'H'));
      }
    }
    for (const line of h.lines) lines.push(line);
  }
  const names = Array.from({ length: lanes }, (_, l) => lane(`recorded-${l}/fhir`, 'PASS'));
  return { run: verdicts({ lanes: names }), lines };
}

describe('size', () => {
  it('stays below 2 MB for 1,500 readings over two bindings, with every reading drawn', () => {
    const { run, lines } = big(2, 10, 150);
    const html = reportHtml({ verdicts: run, lines });
    expect(bytes(html)).toBeLessThan(2_000_000);
    expect(html.match(/<figure class="curve">/g)).toHaveLength(20);
    const dots = [
      ...html.matchAll(/<g fill="var\(--m-curve\)">((?:<circle[^>]*>(?:<title>[^<]*<\/title><\/circle>)?)*)<\/g>/g),
    ];
    const swatches = 1;
    expect(dots.reduce((n, m) => n + (m[1]?.match(/<circle/g)?.length ?? 0), 0)).toBe(3000 + swatches);
    expect(html).toContain('The first 40 of 500 rows; 460 are left out here');
  });

  it('stays below 2 MB however long the history, and says what was left out', () => {
    const { run, lines } = big(20, 4, 500);
    const html = reportHtml({ verdicts: run, lines });
    expect(bytes(html)).toBeLessThan(2_000_000);
    expect(html).toContain('left out to keep this page small');
    for (let l = 0; l < 20; l += 1) expect(html).toContain(`recorded-${l}/fhir`);
  });

  it('shows the worst lanes first, so that they keep their curves', () => {
    const run = verdicts({ lanes: [lane('a/fhir', 'PASS'), lane('b/fhir', 'FAIL')] });
    const html = reportHtml({ verdicts: run, lines: [] });
    expect(html.indexOf('>b/fhir')).toBeLessThan(html.indexOf('>a/fhir'));
  });
});
