import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../contract/requirements/load.ts';
import { judges } from './index.ts';

const requirements = loadCatalogue().ofRole('receiver');
const judged = judges().map((judge) => judge.id);

test('every requirement that is said to be judged has its judge, and every judge its requirement', () => {
  const built = requirements.filter((r) => r.built !== 'later').map((r) => r.id);
  expect(judged.toSorted()).toEqual(built.toSorted());
});

test('no requirement is judged twice', () => {
  expect(new Set(judged).size).toBe(judged.length);
});

test('judges keep nothing from one history to the next', () => {
  const [first, second] = [judges(), judges()];
  expect(first.filter((judge) => judge.gathering !== undefined && second.includes(judge)).map((j) => j.id)).toEqual([]);
});
