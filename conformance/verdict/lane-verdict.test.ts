import { expect, test } from 'vitest';
import { laneVerdict, type LaneCounted } from './lane-verdict.ts';

const counted: LaneCounted = {
  ops: 5,
  readings: 2,
  refused: 0,
  items: 1,
  must: 3,
  broken: 0,
  brokenShould: 0,
  undecided: 0,
  warned: 0,
};

test.each([
  [{}, 'PASS'],
  [{ broken: 1, undecided: 1, warned: 1 }, 'FAIL'],
  [{ undecided: 1, warned: 1 }, 'INCONCLUSIVE'],
  [{ warned: 1 }, 'WARN'],
  [{ broken: 1, brokenShould: 1 }, 'WARN'],
  [{ broken: 2, brokenShould: 1 }, 'FAIL'],
  [{ broken: 1, brokenShould: 1, undecided: 1 }, 'INCONCLUSIVE'],
  [{ ops: 0 }, 'NOT_RUN'],
] as const)('%j is %s', (more, expected) => {
  expect(laneVerdict('l', { ...counted, ...more }, []).verdict).toBe(expected);
});

test('a skipped lane has the verdict of its skipping, and no reservation of its own is shown', () => {
  const lane = laneVerdict('l', { ...counted, ops: 0 }, ['UNTESTABLE']);
  expect(lane.verdict).toBe('UNTESTABLE');
  expect(lane.counts).toEqual({ ops: 0, readings: 2, refused: 0, items: 1, must: 3, broken: 0, undecided: 0 });
});
