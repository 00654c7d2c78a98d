import { describe, expect, test } from 'vitest';
import { hashKeys, randomSpace, type RandomStream } from './random.ts';

const add = (counts: Float64Array, cell: number, n = 1): void => {
  counts[cell] = (counts[cell] ?? 0) + n;
};

/** How many standard deviations a chi-square of `cells` equally likely cells lies above or below what chance gives. */
function chiSquareZ(counts: Float64Array): number {
  let total = 0;
  for (const count of counts) total += count;
  const expected = total / counts.length;
  let sum = 0;
  for (const count of counts) sum += (count - expected) ** 2 / expected;
  return (sum - (counts.length - 1)) / Math.sqrt(2 * (counts.length - 1));
}

/** Correlation of pairs in units of its standard error. */
function correlationZ(pairs: number, pair: (i: number) => readonly [number, number]): number {
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < pairs; i++) {
    const [x, y] = pair(i);
    xx += (x - 0.5) ** 2;
    yy += (y - 0.5) ** 2;
    xy += (x - 0.5) * (y - 0.5);
  }
  return (xy / Math.sqrt(xx * yy)) * Math.sqrt(pairs);
}

/** All limits here are 5 standard errors: chance fails one in a million, and the seeds are fixed. */
const LIMIT = 5;
const SEEDS = [1, 2026, 0x7fff_ffff];
const STREAMS = 1 << 17;
const nth = (stream: RandomStream, n: number): number => {
  for (let i = 1; i < n; i++) stream.uniform();
  return stream.uniform();
};

describe.each(SEEDS)('streams of neighbouring days, seed %d', (seed) => {
  const space = randomSpace(seed, 'hf-stable', 4, 'fluid');

  test.each([1, 2, 3])('draw %d of each fills 1,024 cells evenly, by its high and by its low bits', (n) => {
    const [high, low] = [new Float64Array(1024), new Float64Array(1024)];
    for (let day = 0; day < STREAMS; day++) {
      const bits = nth(space.at(day), n) * 2 ** 53;
      add(high, Math.floor(bits / 2 ** 43));
      add(low, bits % 1024);
    }
    expect(Math.abs(chiSquareZ(high))).toBeLessThan(LIMIT);
    expect(Math.abs(chiSquareZ(low))).toBeLessThan(LIMIT);
  });

  test.each([1, 2, 7, 64, 365, 4096])(
    'first draws %d days apart fill a square evenly and do not correlate',
    (apart) => {
      const square = new Float64Array(32 * 32);
      const pair = (day: number) => [space.at(day).uniform(), space.at(day + apart).uniform()] as const;
      for (let day = 0; day < STREAMS; day++) {
        const [x, y] = pair(day);
        add(square, Math.floor(x * 32) * 32 + Math.floor(y * 32));
      }
      expect(Math.abs(chiSquareZ(square))).toBeLessThan(LIMIT);
      expect(Math.abs(correlationZ(STREAMS, pair))).toBeLessThan(LIMIT);
    },
  );

  test('a draw tells nothing of the next one of its stream, nor of the next stream', () => {
    for (const [n, m, apart] of [
      [1, 2, 0],
      [2, 3, 0],
      [1, 2, 1],
      [2, 1, 1],
      [3, 1, 1],
    ] as const) {
      const z = correlationZ(STREAMS, (day) => [nth(space.at(day), n), nth(space.at(day + apart), m)]);
      expect(Math.abs(z)).toBeLessThan(LIMIT);
    }
  });
});

describe.each(SEEDS)('streams that differ in another key, seed %d', (seed) => {
  test.each<[string, (i: number) => readonly [number, number]]>([
    [
      'patients',
      (i) => [
        randomSpace(seed, 'a', i).at(3).uniform(),
        randomSpace(seed, 'a', i + 1)
          .at(3)
          .uniform(),
      ],
    ],
    ['purposes', (i) => [randomSpace(seed, 'gut').at(i).uniform(), randomSpace(seed, 'gus').at(i).uniform()]],
    [
      'seeds',
      (i) => [
        randomSpace(seed, 'gut').at(i).uniform(),
        randomSpace(seed + 1, 'gut')
          .at(i)
          .uniform(),
      ],
    ],
    [
      'swapped numbers',
      (i) => [
        randomSpace(seed)
          .at2(i, i + 1)
          .uniform(),
        randomSpace(seed)
          .at2(i + 1, i)
          .uniform(),
      ],
    ],
  ])('%s: no correlation and an even square', (_what, pair) => {
    const square = new Float64Array(16 * 16);
    const pairs = 1 << 15;
    for (let i = 0; i < pairs; i++) {
      const [x, y] = pair(i);
      add(square, Math.floor(x * 16) * 16 + Math.floor(y * 16));
    }
    expect(Math.abs(chiSquareZ(square))).toBeLessThan(LIMIT);
    expect(Math.abs(correlationZ(pairs, pair))).toBeLessThan(LIMIT);
  });
});

describe('avalanche', () => {
  const bitsOf = (words: readonly number[]): number[] =>
    words.flatMap((word) => Array.from({ length: 32 }, (_, bit) => (word >>> bit) & 1));

  test.each<[string, (i: number, bit: number) => readonly [number[], number[]]]>([
    ['a day', (i, bit) => [bitsOf(hashKeys(9, 'x', i)), bitsOf(hashKeys(9, 'x', i ^ (1 << (bit % 20))))]],
    ['a seed', (i, bit) => [bitsOf(hashKeys(i, 'x', 5)), bitsOf(hashKeys(i ^ (1 << (bit % 20)), 'x', 5))]],
    [
      'a word',
      (i, bit) => [
        bitsOf(hashKeys(9, `x${i}`)),
        bitsOf(hashKeys(9, `${String.fromCharCode(120 ^ (1 << (bit % 7)))}${i}`)),
      ],
    ],
  ])('one bit of %s turns each of the 128 bits half of the time', (_what, pair) => {
    const turned = new Float64Array(128);
    const rounds = 8000;
    for (let i = 0; i < rounds; i++) {
      const [before, after] = pair(i * 37, i);
      for (let bit = 0; bit < 128; bit++) add(turned, bit, Number(before[bit] !== after[bit]));
    }
    for (const count of turned) expect(Math.abs(count - rounds / 2)).toBeLessThan(LIMIT * Math.sqrt(rounds / 4));
  });

  test('a million streams of 1,000 patients and 1,000 days begin with a million numbers', () => {
    const firsts = new Float64Array(1_000_000);
    for (let patient = 0; patient < 1000; patient++) {
      const space = randomSpace(1, 'hf-stable', patient, 'fluid');
      for (let day = 0; day < 1000; day++) firsts[patient * 1000 + day] = space.at(day).uniform();
    }
    firsts.sort();
    let same = 0;
    for (let i = 1; i < firsts.length; i++) same += Number(firsts[i] === firsts[i - 1]);
    expect(same).toBe(0);
  });
});
