import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../conformance/verdict/types.ts';
import {
  historyBuilder,
  item,
  lane,
  reading,
  requirement,
  runLine,
  verdicts,
  order,
} from '../sample-run.test-helper.ts';
import { describeTiming, unmetOf } from './findings.ts';
import { itemRows } from './item-rows.ts';
import { lanesOf } from './lane-series.ts';
import { miniTimeline } from './mini-timeline.ts';
import { repeatCommand } from './repeat-command.ts';
import { linesBySeq } from './run-facts.ts';
import { notJudged, tally } from './tally.ts';
import { withoutVoidPasses } from './void-run.ts';
import { NOT_JUDGED, WORDING, WORST_FIRST } from './wording.ts';

describe('wording', () => {
  it('PASS alone is good, and every verdict has a glyph of its own', () => {
    expect(VERDICTS.filter((v) => WORDING[v].tone === 'good')).toEqual(['PASS']);
    expect(new Set(VERDICTS.map((v) => WORDING[v].glyph)).size).toBe(VERDICTS.length);
    expect([...WORST_FIRST].sort()).toEqual([...VERDICTS].sort());
  });

  it('what is neither met nor broken was not judged', () =>
    expect(VERDICTS.filter((v) => !NOT_JUDGED.has(v))).toEqual(['PASS', 'WARN', 'FAIL']));
});

describe('tally', () => {
  it('counts worst first, and what did not run last', () => {
    expect(tally(['PASS', 'NOT_RUN', 'PASS', 'FAIL'])).toEqual([
      ['FAIL', 1],
      ['PASS', 2],
      ['NOT_RUN', 1],
    ]);
    expect(notJudged(verdicts()).map((r) => r.verdict)).toEqual([
      'HARNESS_ERROR',
      'UNTESTABLE',
      'UNSTABLE',
      'INCONCLUSIVE',
      'NOT_APPLICABLE',
      'NOT_RUN',
    ]);
  });
});

describe('a void run', () => {
  const run = verdicts({
    verdict: 'HARNESS_ERROR',
    exitCode: 70,
    requirements: [requirement('LIM-01', 'PASS'), requirement('LIM-02', 'FAIL')],
    lanes: [lane('a/fhir', 'PASS')],
  });

  it('has no passes, and its failures are not confirmed', () => {
    const shown = withoutVoidPasses(run);
    expect(shown.requirements.map((r) => r.verdict)).toEqual(['HARNESS_ERROR', 'FAIL']);
    expect(shown.requirements[1]?.reason).toMatch(/^unconfirmed/);
    expect(shown.lanes[0]?.verdict).toBe('HARNESS_ERROR');
    expect(shown.gates).toEqual([]);
  });

  it('is not one in which a single requirement met a harness error', () => {
    const single = {
      ...run,
      isVoid: false,
      requirements: [requirement('LIM-01', 'PASS'), requirement('LIM-02', 'HARNESS_ERROR')],
    };
    expect(withoutVoidPasses(single)).toBe(single);
    expect(withoutVoidPasses(verdicts())).toEqual(verdicts());
  });
});

describe('findings', () => {
  it('broken ones come before undecided ones, met ones not at all', () =>
    expect(unmetOf(verdicts()).map((u) => u.finding.outcome)).toEqual(['broken', 'undecided']));

  it('says a delay in words, with its width', () => {
    expect(describeTiming({ deadlineMs: 1000, lowMs: 40, highMs: 1400 })).toBe(
      'between 40 and 1400 ms; the deadline is 1000 ms',
    );
    expect(describeTiming({ deadlineMs: 1000, lowMs: 2000, highMs: null })).toBe(
      'not within 2000 ms, and never after; the deadline is 1000 ms',
    );
    expect(describeTiming(undefined)).toBeUndefined();
  });
});

describe('miniTimeline', () => {
  const h = historyBuilder('s/fhir');
  for (let i = 1; i <= 9; i += 1) h.op({ op: 'reading.submit', reading: reading(i, i, String(100 + i)) });
  const bySeq = linesBySeq(h.lines);

  it('has at most five lines, in the order of the history, and counts the others', () => {
    const lines = miniTimeline([9, 1, 2, 3, 4, 5, 6, 7, 8, 8], bySeq);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(
      '#1 0.020 s fhir  glucose 101 mg/dL, measured 2035-03-05T01:00:00-05:00, reading R1 → ok 201',
    );
    expect(lines[2]).toBe('… 5 more lines');
    expect(lines[4]).toContain('R9');
  });

  it('leaves out lines that the history does not have', () => expect(miniTimeline([77, 1], bySeq)).toHaveLength(1));
});

describe('repeatCommand', () => {
  it('a lane of the harness itself is repeated by the whole command', () => {
    expect(
      repeatCommand('drain', runLine({ command: ['run', 'a', 'b', '--sut', 'x.yaml'], seed: 7 }), 'vitalproof'),
    ).toBe('vitalproof run a b --seed 7 --sut x.yaml');
  });
  it('a load by its profile, a scenario from a file by its file', () => {
    expect(repeatCommand('load:smoke/fhir', runLine({ command: ['load', 'smoke'], seed: 7 }), 'vitalproof')).toBe(
      'vitalproof load smoke --seed 7',
    );
    expect(repeatCommand('mine/fhir', runLine({ command: ['run', 'dir/mine.yaml'], seed: 7 }), 'vitalproof')).toBe(
      'vitalproof run dir/mine.yaml --seed 7',
    );
  });
  it('repeats a scenario with its seed and the system it ran against', () =>
    expect(repeatCommand('first-week-type2/fhir', runLine())).toBe(
      "npm run -s vitalproof -- run first-week-type2 --seed 42 --sut 'my sut.yaml'",
    ));

  it('repeats a check by its requirement, with another prefix', () =>
    expect(repeatCommand('check:LIM-02/hl7v2', runLine({ command: ['run'] }), 'vitalproof')).toBe(
      'vitalproof certify --only LIM-02 --seed 42',
    ));

  it('never lets a lane of a foreign history become a command', () =>
    expect(repeatCommand('$(id)\n;x/fhir', undefined)).toBe(String.raw`npm run -s vitalproof -- run '$(id)\n;x'`));
});

describe('itemRows', () => {
  it('measures from the intended send of the accepted attempt and names the In Basket', () => {
    const h = historyBuilder('s/fhir');
    const r = reading(1, 1, '212');
    h.op({ op: 'order.submit', order: order() });
    h.op({ op: 'reading.submit', reading: r }, 'unknown', {});
    h.op({ op: 'reading.submit', reading: r });
    h.seen(item(r, 'critical', 'HH'), 40, 130);
    h.seen(item(r, 'critical', 'HH', { version: 2, status: 'done' }), 500, 600);
    const data = lanesOf(h.lines).get('s/fhir');
    const rows = data === undefined ? [] : itemRows(data, runLine());
    expect(rows).toHaveLength(1);
    expect(rows[0]?.recipient).toBe('Ada Okafor');
    expect(rows[0]?.item.status).toBe('done');
    expect(rows[0]?.delay).toEqual({ lowMs: 40, highMs: 130, deadlineMs: 1000 });
  });

  it('has no delay for an item whose reading was not sent', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order() });
    h.seen(item(reading(9, 1, '300'), 'critical', 'HH'));
    const data = lanesOf(h.lines).get('s/fhir');
    expect(data === undefined ? [] : itemRows(data, runLine()).map((r) => r.delay)).toEqual([undefined]);
  });
});
