import { expect, test } from 'vitest';
import { laneVerdict, type LaneCounted } from './lane-verdict.ts';

const counted: LaneCounted = {
  ops: 5,
  readings: 2,
  refused: 0,
  items: 1,
  must: 3,
  mustNot: 0,
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

test('a lane in which nothing was judged is open, but one of the harness itself', () => {
  const nothing = { ...counted, must: 0 };
  expect(laneVerdict('check:lim-01/fhir', nothing, []).verdict).toBe('INCONCLUSIVE');
  expect(laneVerdict('check:lim-01/fhir', { ...nothing, mustNot: 1 }, []).verdict).toBe('PASS');
  for (const lane of ['people', 'observer', 'drain', 'sentinel/before'])
    expect(laneVerdict(lane, nothing, []).verdict).toBe('PASS');
});

test('a skipped lane has the verdict of its skipping, and no reservation of its own is shown', () => {
  const lane = laneVerdict('l', { ...counted, ops: 0 }, ['UNTESTABLE']);
  expect(lane.verdict).toBe('UNTESTABLE');
  expect(lane.counts).toEqual({ ops: 0, readings: 2, refused: 0, items: 1, must: 3, broken: 0, undecided: 0 });
});
