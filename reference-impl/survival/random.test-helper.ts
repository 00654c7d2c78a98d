/** Numbers that look random and are the same for the same seed (mulberry32, public domain). */
export interface Random {
  /** A whole number in [0, below). */
  below(below: number): number;
  of<T>(list: readonly [T, ...T[]]): T;
}

export const randomOf = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (below) => Math.floor(next() * below),
    of: (list) => list[Math.floor(next() * list.length)] ?? list[0],
  };
};
