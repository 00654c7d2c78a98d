import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../conformance/verdict/types.ts';
import { requirement } from '../sample-run.test-helper.ts';
import { requirementVerdict } from '../../conformance/verdict/requirement-verdict.ts';
import { foldNotRun } from './open-groups.ts';
import { showReason } from './show-reason.ts';

describe('showReason', () => {
  it.each([
    ['not exercised in full: 0 of 1 demanded, 10 of 1 forbidden', 'too few cases: none that demands it (1 needed)'],
    ['not exercised in full: 25 of 1 demanded, 0 of 1 forbidden', 'too few cases: none that forbids it (1 needed)'],
    ['too little was exercised: 2 of 5 demanded, 3 of 3 forbidden', 'too few cases: 2 of 5 that demand it'],
    [
      'too little was exercised: 2 of 5 demanded, 0 of 3 forbidden',
      'too few cases: 2 of 5 that demand it, none that forbids it (3 needed)',
    ],
    ['not exercised in full: 0 of 1 demanded, 0 of 1 forbidden', 'never came up in this run'],
    ['not selected', 'not selected'],
    ['broken once: 0 of 1 demanded', 'broken once: 0 of 1 demanded'],
  ])('%s', (reason, shown) => expect(showReason(reason)).toBe(shown));

  it('understands the reason that the verdict gives', () => {
    const { reason } = requirementVerdict(
      {
        id: 'LIM-01',
        level: 'MUST',
        statement: 's',
        built: 'spine',
        minimum: { must: 1, mustNot: 1 },
      } as Parameters<typeof requirementVerdict>[0],
      { must: 3, mustNot: 0, may: 0, overflow: 0, broken: 0, undecided: 0, warned: 0, findings: [] },
      'open',
      [],
    );
    expect(showReason(reason)).toBe('too few cases: none that forbids it (1 needed)');
  });
});

const alike = (n: number, verdict: Verdict, reason: string) =>
  Array.from({ length: n }, (_, i) => requirement(`R-${i}`, verdict, { reason }));
const later = (n: number) => alike(n, 'NOT_RUN', 'not built yet');

describe('foldNotRun', () => {
  it('folds four of one reason, and no fewer', () => {
    expect(foldNotRun(later(3))).toEqual({ rows: later(3), groups: [] });
    expect(foldNotRun(later(4))).toEqual({
      rows: [],
      groups: [{ verdict: 'NOT_RUN', reason: 'not built yet', ids: ['R-0', 'R-1', 'R-2', 'R-3'] }],
    });
  });

  it('never folds what was undecided, broken or exercised in part, however alike the reasons', () => {
    for (const verdict of ['FAIL', 'INCONCLUSIVE', 'PASS'] as const)
      expect(foldNotRun(alike(9, verdict, 'the same')).groups).toEqual([]);
    const partly = alike(9, 'NOT_RUN', 'not exercised in full: 0 of 1 demanded, 4 of 1 forbidden');
    expect(foldNotRun(partly).rows).toHaveLength(9);
  });
});
