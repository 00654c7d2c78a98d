import { expect, test } from 'vitest';
import { iterationSeed, seedFrom } from './iteration-seed.ts';

test('the first repeat draws from the seed of the run', () => {
  expect(iterationSeed(7, 'check:lim-02', 0)).toBe(7);
});

test('every repeat of every case draws from a seed of its own, the same one each time', () => {
  const seeds = [1, 2, 3].flatMap((iteration) =>
    ['check:lim-01', 'check:lim-02'].flatMap((name) => [7, 8].map((seed) => iterationSeed(seed, name, iteration))),
  );
  expect(new Set(seeds).size).toBe(12);
  expect(iterationSeed(7, 'check:lim-01', 1)).toBe(seeds[0]);
});

test('a seed is a whole number that a double holds, and uses its upper bits', () => {
  const seeds = Array.from({ length: 200 }, (_, i) => seedFrom('a', i));
  for (const seed of seeds) expect(Number.isSafeInteger(seed) && seed >= 0).toBe(true);
  expect(Math.max(...seeds)).toBeGreaterThan(2 ** 52);
});
