import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { judgeLines } from '../judge.ts';
import { HistoryBuilder } from './history-builder.test-helper.ts';
import { LIM_02 } from './requirements/LIM-02-a-value-equal-to-a-limit-is-normal.ts';

// Taken back at the end: tests of other files use the same judge.
beforeAll(() => {
  LIM_02.attempt = () => {
    throw new TypeError('a defect of ours');
  };
});
afterAll(() => {
  delete LIM_02.attempt;
});

const catalogue = loadCatalogue();
const world = (selected: string[]) => {
  const b = new HistoryBuilder({ catalogue: catalogue.hash, selected });
  b.order();
  b.grant();
  b.reading({ name: 'equal', value: '180' });
  return b.drain();
};

test('a judge that throws is a harness error of its requirement, and the others go on', async () => {
  const v = await judgeLines(world(['LIM-02']), catalogue);
  const row = v.requirements.find((r) => r.requirement === 'LIM-02');
  expect([row?.verdict, row?.reason]).toEqual([
    'HARNESS_ERROR',
    'its judge failed, which is our fault: a defect of ours',
  ]);
  expect([v.verdict, v.exitCode, v.isVoid]).toEqual(['HARNESS_ERROR', 70, false]);
  expect(v.requirements.filter((r) => r.counts.must + r.counts.mustNot > 0).map((r) => r.requirement)).toContain(
    'RDG-06',
  );
});

test('where none was selected it is not hidden, where others were it is not theirs', async () => {
  expect((await judgeLines(world([]), catalogue)).exitCode).toBe(70);
  expect((await judgeLines(world(['ALR-02']), catalogue)).exitCode).toBe(2);
});
