import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { shardsOf } from './shard.ts';

const said = (text: string, size: number): string => {
  try {
    shardsOf(text, size);
  } catch (problem) {
    if (problem instanceof InputProblem) return problem.describe();
    throw problem;
  }
  return 'nothing was refused';
};

describe('shards', () => {
  test('I of N in order are the whole, none empty, none larger than another by more than one patient', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 1_000_000 })
          .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 1, max: Math.min(size, 300) }))),
        ([size, n]) => {
          let next = 0;
          const sizes = Array.from({ length: n }, (_, i) => {
            const [stretch] = shardsOf(`${i + 1}/${n}`, size);
            expect(stretch?.from).toBe(next);
            next = stretch?.to ?? -1;
            return next - (stretch?.from ?? 0);
          });
          expect(next).toBe(size);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('several come in order, also of different N', () => {
    expect(shardsOf('3/4,1/4', 8)).toEqual(
      [
        { from: 4, to: 6 },
        { from: 0, to: 2 },
      ].toReversed(),
    );
    expect(shardsOf('1/2,3/4', 8)).toEqual([
      { from: 0, to: 4 },
      { from: 4, to: 6 },
    ]);
  });

  test.each([
    ['1/2,1/2', 8, /shards 1\/2 and 1\/2 overlap: both hold patient 1 of 8/],
    ['2/4,1/2', 8, /shards 1\/2 and 2\/4 overlap: both hold patient 3 of 8/],
    ['0/4', 8, /"0\/4" is no shard/],
    ['5/4', 8, /"5\/4" is no shard/],
    ['1/0', 8, /"1\/0" is no shard/],
    ['1', 8, /"1" is no shard/],
    ['-1/4', 8, /"-1\/4" is no shard/],
    ['1/4,', 8, /"" is no shard/],
    ['1/9', 8, /8 patients do not make 9 shards[^]*N up to 8/],
  ])('%s of %i is refused', (text, size, words) => {
    expect(said(text, size)).toMatch(words);
  });
});
