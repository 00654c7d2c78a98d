import { expect, test } from 'vitest';
import { byRank, type Rank } from './rank.ts';

const IN_ORDER: readonly Rank[] = [0, 9, 10, 200, 'a|1', 'a|10', 'a|9', 'b|1'];

test('lines come first, by their numbers, then patients by their keys; nothing comes before itself', () => {
  const pairs = IN_ORDER.flatMap((a, i) => IN_ORDER.map((b, k) => [a, b, Math.sign(i - k)] as const));
  expect(pairs.map(([a, b]) => [a, b, byRank(a, b)])).toEqual(pairs);
});
