import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockCount, blocks, blockSize, blocksOf } from './work.ts';

const stretches = [
  { from: 3, to: 10 },
  { from: 12, to: 13 },
];

test('blocks cover the stretches in order and cross none of their ends', () => {
  expect([...blocks(stretches, 3)]).toEqual([
    { from: 3, to: 6 },
    { from: 6, to: 9 },
    { from: 9, to: 10 },
    { from: 12, to: 13 },
  ]);
});

test('every block is one thread’s and no other’s', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }), (workers, size) => {
      const all = [...blocks(stretches, size)];
      const shares = Array.from({ length: workers }, (_, of) => [...blocksOf(blocks(stretches, size), of, workers)]);
      expect(blockCount(stretches, size)).toBe(all.length);
      expect(shares.flat().toSorted((a, b) => a.from - b.from)).toEqual(all);
    }),
  );
});

test('a block is one patient of a long run, many of a short one, and leaves work for every thread', () => {
  expect(blockSize(100_000, 3650, 2)).toBe(1);
  expect(blockSize(100_000, 1, 2)).toBe(64);
  expect(blockSize(16, 1, 2)).toBe(2);
  expect(blockSize(1, 1, 8)).toBe(1);
});
