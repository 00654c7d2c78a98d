import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exitCodeFor } from './exit-code.ts';
import { isVoid, type RunParts, runVerdict } from './run-verdict.ts';
import { VERDICTS, type Verdict } from './types.ts';

const IDS = ['A-01', 'A-02', 'A-03', 'A-04'];
const anyVerdict = fc.constantFrom(...VERDICTS);
const verdictsIn = (max: number) =>
  fc.array(
    anyVerdict.map((verdict) => ({ verdict })),
    { maxLength: max },
  );

const parts: fc.Arbitrary<RunParts> = fc.record({
  requirements: fc.tuple(...IDS.map((requirement) => anyVerdict.map((verdict) => ({ requirement, verdict })))),
  lanes: verdictsIn(4),
  gates: verdictsIn(4),
  whole: fc.array(fc.constantFrom<Verdict>('HARNESS_ERROR', 'NOT_RUN', 'INCONCLUSIVE'), { maxLength: 1 }),
  selected: fc.subarray([...IDS, 'X-99']),
});

/** From the lightest to the gravest. A void run says nothing of the system at all. */
const GRAVITY: readonly Verdict[] = [
  'PASS',
  'NOT_APPLICABLE',
  'WARN',
  'NOT_RUN',
  'INCONCLUSIVE',
  'UNSTABLE',
  'UNTESTABLE',
  'HARNESS_ERROR',
  'FAIL',
];
const graver = (a: Verdict, b: Verdict): boolean => GRAVITY.indexOf(a) > GRAVITY.indexOf(b);

describe('the verdict on a run', () => {
  test('does not depend on any order', () => {
    fc.assert(
      fc.property(parts, (p) => {
        const turned: RunParts = {
          requirements: p.requirements.toReversed(),
          lanes: p.lanes.toReversed(),
          gates: p.gates.toReversed(),
          whole: p.whole,
          selected: p.selected.toReversed(),
        };
        expect(runVerdict(turned)).toBe(runVerdict(p));
      }),
    );
  });

  test('is never better for one more FAIL, wherever it stands, and is FAIL unless the run is void', () => {
    fc.assert(
      fc.property(parts, fc.nat(3), fc.boolean(), (p, which, inLane) => {
        const worse: RunParts = inLane
          ? { ...p, lanes: [...p.lanes, { verdict: 'FAIL' }] }
          : { ...p, requirements: p.requirements.map((r, i) => (i === which ? { ...r, verdict: 'FAIL' } : r)) };
        expect(runVerdict(worse)).toBe(isVoid(p) ? 'HARNESS_ERROR' : 'FAIL');
      }),
    );
  });

  test('is never better for a graver gate or a graver selected requirement', () => {
    fc.assert(
      fc.property(parts, anyVerdict, fc.nat(3), fc.boolean(), (p, verdict, which, gate) => {
        fc.pre(!isVoid(p));
        const before = runVerdict(p);
        const old = p.requirements[which];
        fc.pre(gate || (old !== undefined && p.selected.includes(old.requirement) && graver(verdict, old.verdict)));
        const worse: RunParts = gate
          ? { ...p, gates: [...p.gates, { verdict }] }
          : { ...p, requirements: p.requirements.map((r, i) => (i === which ? { ...r, verdict } : r)) };
        // NOT_APPLICABLE alone is neither better nor worse than PASS: nothing that applies was asked.
        const [a, b] = [runVerdict(worse), before];
        expect(graver(b, a) && !(b === 'NOT_APPLICABLE' || a === 'NOT_APPLICABLE') && !isVoid(worse)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('is green only where everything that counts is', () => {
    const green = new Set<Verdict>(['PASS', 'WARN', 'NOT_APPLICABLE']);
    fc.assert(
      fc.property(parts, (p) => {
        const verdict = runVerdict(p);
        if (exitCodeFor(verdict, 1) !== 0) return;
        const counted = [
          ...p.requirements.filter((r) => p.selected.includes(r.requirement)),
          ...(p.selected.length === 0 ? p.lanes : []),
          ...p.gates,
        ];
        expect(counted.filter((c) => !green.has(c.verdict))).toEqual([]);
        // No gate makes it green: something was judged.
        const judged = counted.slice(0, counted.length - p.gates.length);
        expect(judged.some((c) => c.verdict === 'PASS' || c.verdict === 'WARN')).toBe(true);
        expect(p.selected).not.toContain('X-99');
        expect([...p.requirements, ...p.lanes].map((c) => c.verdict)).not.toContain('FAIL');
      }),
      { numRuns: 1000 },
    );
  });
});

test('nothing judged is not green, whatever the gates say', () => {
  const nothing: RunParts = { requirements: [], lanes: [], gates: [], whole: [], selected: [] };
  expect(runVerdict(nothing)).toBe('NOT_RUN');
  expect(runVerdict({ ...nothing, gates: [{ verdict: 'PASS' }, { verdict: 'WARN' }] })).toBe('NOT_RUN');
  expect(runVerdict({ ...nothing, gates: [{ verdict: 'INCONCLUSIVE' }] })).not.toBe('PASS');
});

describe('a harness error', () => {
  const pass: RunParts = {
    requirements: [{ requirement: 'A-01', verdict: 'PASS' }],
    lanes: [{ verdict: 'PASS' }],
    gates: [{ verdict: 'PASS' }],
    whole: [],
    selected: ['A-01'],
  };
  const failed: RunParts = { ...pass, requirements: [{ requirement: 'A-01', verdict: 'FAIL' }] };
  test.each<[string, RunParts, Verdict, boolean]>([
    ['nowhere', pass, 'PASS', false],
    ['of the whole run voids a FAIL', { ...failed, whole: ['HARNESS_ERROR'] }, 'HARNESS_ERROR', true],
    ['of a gate voids a FAIL', { ...failed, gates: [{ verdict: 'HARNESS_ERROR' }] }, 'HARNESS_ERROR', true],
    [
      'of one check does not hide a FAIL',
      { ...failed, requirements: [...failed.requirements, { requirement: 'A-02', verdict: 'HARNESS_ERROR' }] },
      'FAIL',
      false,
    ],
    [
      'of one check that was selected',
      { ...pass, requirements: [{ requirement: 'A-01', verdict: 'HARNESS_ERROR' }] },
      'HARNESS_ERROR',
      false,
    ],
    [
      'of one check where none was selected',
      { ...pass, selected: [], requirements: [{ requirement: 'A-01', verdict: 'HARNESS_ERROR' }] },
      'HARNESS_ERROR',
      false,
    ],
    [
      'of one check that was left out',
      { ...pass, requirements: [...pass.requirements, { requirement: 'A-02', verdict: 'HARNESS_ERROR' }] },
      'PASS',
      false,
    ],
  ])('%s', (_what, p, verdict, voided) => {
    expect([runVerdict(p), isVoid(p)]).toEqual([verdict, voided]);
  });
});
