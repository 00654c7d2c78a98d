import { InputProblem } from '../../contract/input-problem.ts';

/** Positions of a cohort from `from` up to but without `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const SHARD = /^(\d{1,7})\/(\d{1,7})$/;
const EXPECTED = 'I/N with I from 1 to N, such as 2/8; several with commas, none overlapping';

const stretchOf = (text: string, size: number): Stretch => {
  const [, first, all] = SHARD.exec(text.trim()) ?? [];
  const [i, n] = [Number(first), Number(all)];
  if (first === undefined || i < 1 || i > n)
    throw new InputProblem(`"${text}" is no shard`, { path: 'shard' }, EXPECTED);
  if (n > size)
    throw new InputProblem(
      `${size} patients do not make ${n} shards`,
      { path: 'shard' },
      `at most as many shards as patients: N up to ${size}`,
    );
  // Products of two numbers below 10^7 are exact.
  return { from: Math.floor(((i - 1) * size) / n), to: Math.floor((i * size) / n) };
};

/**
 * The stretches of a cohort of `size` that `2/8`, or `1/4,3/4`, names. Shard I of N is the I-th of N stretches
 * of positions, as equal as whole patients allow: machines that know the cohort and N need not talk, and what
 * they write is the whole when it is put together in order of I. Throws an InputProblem on a shard that
 * there is not, more shards than patients, and shards that overlap.
 */
export function shardsOf(text: string, size: number): readonly Stretch[] {
  const named = text.split(',').map((part) => ({ part: part.trim(), ...stretchOf(part, size) }));
  const inOrder = named.toSorted((a, b) => a.from - b.from || a.to - b.to);
  inOrder.forEach((stretch, i) => {
    const before = inOrder[i - 1];
    if (before !== undefined && stretch.from < before.to)
      throw new InputProblem(
        `shards ${before.part} and ${stretch.part} overlap: both hold patient ${stretch.from + 1} of ${size}`,
        { path: 'shard' },
        EXPECTED,
      );
  });
  return inOrder.map(({ from, to }) => ({ from, to }));
}
