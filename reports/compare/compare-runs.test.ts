import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICTS, type Verdict } from '../../conformance/verdict/types.ts';
import { documentText } from '../document/to-text.ts';
import { changeOf, CHANGES, type Change } from './changes.ts';
import { compareRuns } from './compare-runs.ts';
import { comparisonDocument } from './comparison-document.ts';
import { movedOf } from './latency-changes.ts';
import type { Standing } from './run-view.ts';
import { latencies, view } from './view.test-helper.ts';

const changes = (before: Verdict, now: Verdict, isVoid = false): Change | undefined =>
  compareRuns(view({ X: before }), view({ X: now }, { of: { isVoid } })).requirements[0]?.change;

describe('what became of a requirement', () => {
  it.each([
    ['PASS', 'FAIL', 'broke'],
    ['WARN', 'FAIL', 'broke'],
    ['NOT_RUN', 'FAIL', 'broke'],
    ['FAIL', 'PASS', 'mended'],
    ['FAIL', 'WARN', 'mended'],
    ['FAIL', 'NOT_RUN', 'lost'],
    ['FAIL', 'INCONCLUSIVE', 'lost'],
    ['PASS', 'UNTESTABLE', 'lost'],
    ['PASS', 'HARNESS_ERROR', 'lost'],
    ['PASS', 'NOT_APPLICABLE', 'lost'],
    ['PASS', 'WARN', 'reserved'],
    ['WARN', 'PASS', 'eased'],
    ['UNSTABLE', 'PASS', 'gained'],
    ['NOT_RUN', 'WARN', 'gained'],
    ['FAIL', 'FAIL', 'failing'],
    ['PASS', 'PASS', 'same'],
    ['NOT_RUN', 'INCONCLUSIVE', 'open'],
  ] as const)('%s, then %s: %s', (before, now, change) => expect(changes(before, now)).toBe(change));

  it.each(VERDICTS)('a void run proves nothing of it: %s', (verdict) => {
    expect(changes('PASS', verdict, true)).toBe('lost');
    expect(changes('FAIL', verdict, true)).toBe('lost');
    expect(changes('NOT_RUN', verdict, true)).toBe('open');
  });

  it('one that a run does not know was not judged there', () => {
    const [gone] = compareRuns(view({ X: 'PASS' }), view({})).requirements;
    expect(gone).toMatchObject({ change: 'lost', before: 'PASS', now: undefined });
    const [come] = compareRuns(view({}), view({ X: 'FAIL' })).requirements;
    expect(come).toMatchObject({ change: 'broke', before: undefined, now: 'FAIL' });
  });

  it('only what is met now and failed before is mended', () => {
    const standings: readonly Standing[] = ['met', 'reserved', 'failed', 'open'];
    for (const before of standings)
      for (const now of standings) {
        expect(changeOf(before, now) === 'mended').toBe(before === 'failed' && (now === 'met' || now === 'reserved'));
        expect(changeOf(before, now) === 'broke').toBe(now === 'failed' && before !== 'failed');
        expect(CHANGES).toContain(changeOf(before, now));
      }
  });

  it('new failures come first, then mended ones, then what is no longer judged', () => {
    const before = view({ A: 'PASS', B: 'FAIL', C: 'PASS', D: 'PASS', E: 'FAIL' });
    const now = view({ A: 'PASS', B: 'PASS', C: 'FAIL', D: 'NOT_RUN', E: 'FAIL' });
    expect(compareRuns(before, now).requirements.map((r) => r.requirement)).toEqual(['C', 'B', 'D', 'E', 'A']);
  });
});

describe('what it comes to', () => {
  const outcome = (before: Readonly<Record<string, Verdict>>, now: Readonly<Record<string, Verdict>>): string =>
    compareRuns(view(before), view(now)).outcome;
  it('worse: something fails that did not', () =>
    expect(outcome({ A: 'PASS', B: 'FAIL' }, { A: 'FAIL', B: 'PASS' })).toBe('worse'));
  it('unsure: something was judged and is not any more, even if something else was mended', () =>
    expect(outcome({ A: 'PASS', B: 'FAIL' }, { A: 'NOT_RUN', B: 'PASS' })).toBe('unsure'));
  it('unsure: a void run', () =>
    expect(compareRuns(view({ A: 'NOT_RUN' }, { of: { isVoid: true } }), view({ A: 'PASS' })).outcome).toBe('unsure'));
  it('nothing: nothing was judged in both', () => expect(outcome({ A: 'NOT_RUN' }, { A: 'PASS' })).toBe('nothing'));
  it('reserved: a reservation that was not there', () =>
    expect(outcome({ A: 'PASS' }, { A: 'WARN' })).toBe('reserved'));
  it('no worse: and what fails both times is no better for it', () =>
    expect(outcome({ A: 'FAIL' }, { A: 'FAIL' })).toBe('no-worse'));
  it('a run against itself is never worse, whatever came of it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.constantFrom(...VERDICTS)),
        fc.boolean(),
        (by, isVoid) => {
          const same = view(by, { of: { isVoid } });
          const { outcome: came, differences, lanes } = compareRuns(same, same);
          expect(came).not.toBe('worse');
          expect([differences, lanes]).toEqual([[], []]);
        },
      ),
    );
  });
});

describe('what the runs have not in common', () => {
  it.each([
    ['seed', { seed: 43 }],
    ['catalogue it was recorded with', { catalogue: 'other' }],
    ['what is claimed', { scope: ['alerts' as const] }],
    ['what it set out to judge', { selected: ['LIM-01'] }],
    ['role', { role: 'sender' as const }],
    ['deadlines, ms', { deadlines: { critical: 10, other: 10, filed: 10 } }],
  ])('%s is said before everything else', (what, run) => {
    const comparison = compareRuns(view({ A: 'PASS' }), view({ A: 'PASS' }, { run }));
    expect(comparison.differences.map((d) => [d.what, d.isGrave])).toEqual([[what, true]]);
    const text = documentText(comparisonDocument(comparison), { width: 120, colour: false });
    expect(text).toContain('! The runs are not of the same thing');
    expect(text.indexOf(what)).toBeLessThan(text.indexOf('The two runs'));
  });

  it('another version is said, and is what a comparison is for', () => {
    const now = view({ A: 'PASS' }, { of: { sut: { name: 'reference', version: '0.2.0' } } });
    const { differences } = compareRuns(view({ A: 'PASS' }), now);
    expect(differences).toEqual([{ what: 'version of the system', before: '0.1.0', now: '0.2.0', isGrave: false }]);
  });

  it('long selections that begin alike are still two', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `LIM-${i + 10}`);
    const of = (last: string) => view({ A: 'PASS' }, { run: { selected: [...ids, last] } });
    expect(compareRuns(of('Y'), of('Z')).differences.map((d) => d.what)).toEqual(['what it set out to judge']);
  });
});

describe('latencies', () => {
  const told = (lowMs: number, highMs: number | null) => ({ lowMs, highMs });
  it.each([
    [told(1, 3), told(4, 5), 'slower'],
    [told(4, 5), told(1, 3), 'faster'],
    [told(1, 4), told(3, 5), 'not told apart'],
    [told(1, 3), told(3, 5), 'not told apart'],
    [told(1, 3), told(2, null), 'not told apart'],
    [told(1, 3), told(4, null), 'slower'],
    [told(4, null), told(1, 3), 'faster'],
    [told(1, 3), { needsSamples: 59 }, 'not told'],
  ])('%j, then %j: %s', (before, now, moved) => expect(movedOf(before, now)).toBe(moved));

  it('are compared kind by kind, those that only one run has left out', () => {
    const mllp = latencies(told(1, 2), { transport: 'mllp' });
    const before = view({ A: 'PASS' }, { latencies: [latencies(told(1, 2))] });
    const now = view({ A: 'PASS' }, { latencies: [latencies(told(5, 6)), mllp] });
    expect(compareRuns(before, now).latencies.map((l) => [l.name, l.quantile, l.moved])).toEqual([
      ['all', 'p50', 'slower'],
      ['all', 'p95', 'slower'],
      ['all', 'p99', 'slower'],
    ]);
  });

  it('of a void run are not compared, and what was never seen is said', () => {
    const rows = [latencies(told(1, null), { neverSeen: 3 })];
    const isVoid = compareRuns(
      view({ A: 'PASS' }, { latencies: rows, of: { isVoid: true } }),
      view({}, { latencies: rows }),
    );
    expect(isVoid.latencies).toEqual([]);
    const text = (c: typeof isVoid) => documentText(comparisonDocument(c), { width: 120, colour: false });
    expect(text(isVoid)).toContain('the delays of a run that is void prove nothing');
    expect(text(compareRuns(view({}, { latencies: rows }), view({}, { latencies: rows })))).toContain(
      '3 before, 3 now',
    );
  });
});

describe('as a text', () => {
  const shown = (before: Readonly<Record<string, Verdict>>, now: Readonly<Record<string, Verdict>>, isVoid = false) =>
    documentText(comparisonDocument(compareRuns(view(before), view(now, { of: { isVoid } }))), {
      width: 120,
      colour: true,
    });
  const GREEN = '\u001b[32m';

  it('only a PASS is green, and in a void run not even that', () => {
    for (const verdict of VERDICTS) {
      expect(shown({ A: 'FAIL' }, { A: verdict }).includes(GREEN), verdict).toBe(verdict === 'PASS');
      expect(shown({ A: 'FAIL' }, { A: verdict }, true), verdict).not.toContain(GREEN);
    }
  });

  it('says that one that failed and is not judged is not mended', () => {
    const text = shown({ A: 'FAIL' }, { A: 'NOT_RUN' });
    expect(text).toContain('No longer judged (1)');
    expect(text).toContain('is not mended by that');
    expect(text).not.toContain('Mended');
  });

  it('lists what was judged in neither', () => {
    expect(shown({ A: 'NOT_RUN', B: 'PASS' }, { A: 'INCONCLUSIVE', B: 'PASS' })).toContain(
      '1 requirement is judged in neither run',
    );
  });

  it('a run that passed in part is not green as a whole', () => {
    const of = (by: Readonly<Record<string, Verdict>>) => view(by, { of: { verdict: 'PASS' } });
    const text = (by: Readonly<Record<string, Verdict>>) =>
      documentText(comparisonDocument(compareRuns(of(by), of(by))), { width: 120, colour: true });
    expect(text({ A: 'PASS' })).toContain(`${GREEN}✓ PASS`);
    expect(text({ A: 'PASS', B: 'NOT_RUN' })).toContain('✓ PASS of a part');
    expect(text({ A: 'PASS', B: 'NOT_RUN' })).not.toContain(GREEN);
  });
});
