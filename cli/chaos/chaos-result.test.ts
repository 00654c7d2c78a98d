import { describe, expect, test } from 'vitest';
import type { RunVerdicts, Verdict } from '../../conformance/verdict/types.ts';
import { chaosExit, exitOfAll, laneVerdict, struckInAll, struckText } from './chaos-result.ts';

const lanes = (...all: readonly (readonly [string, Verdict])[]) =>
  ({ lanes: all.map(([lane, verdict]) => ({ lane, verdict })) }) as unknown as Pick<RunVerdicts, 'lanes'>;

describe('the exit code of a run', () => {
  test.each<[string, Verdict, 0 | 1 | 2 | 70 | 75, number]>([
    ['passed', 'PASS', 0, 0],
    ['passed with a reservation', 'WARN', 0, 0],
    ['whose lane was not judged, though the others passed', 'NOT_RUN', 0, 2],
    ['whose lane is open', 'INCONCLUSIVE', 2, 2],
    ['that failed', 'FAIL', 1, 1],
    ['that was interrupted', 'PASS', 75, 75],
    ['of a harness that failed', 'HARNESS_ERROR', 70, 70],
  ])('that %s', (_name, lane, ofRun, code) =>
    expect(chaosExit(lanes(['sentinel', 'PASS'], ['chaos', lane]), ofRun)).toBe(code),
  );
  test('without the lane it is undecided', () => {
    expect(laneVerdict(lanes(['sentinel', 'PASS']))).toBe('NOT_RUN');
    expect(chaosExit(lanes(['sentinel', 'PASS']), 0)).toBe(2);
  });
});

describe('over all runs', () => {
  test.each([
    [[0, 0], 0],
    [[0, 2], 2],
    [[2, 70], 70],
    [[70, 1, 2], 1],
    [[3, 0], 3],
    [[], 0],
  ] as const)('%j is %d: a failure is hidden by nothing', (codes, code) => expect(exitOfAll(codes)).toBe(code));

  test('what struck is summed, by name', () => {
    const sums = struckInAll([{ struck: { paused: 1, killed: 2 } }, { struck: {} }, { struck: { killed: 3 } }]);
    expect(struckText(sums)).toBe('killed 5, paused 1');
  });
});
