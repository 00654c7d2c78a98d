import { describe, expect, test } from 'vitest';
import { hashKeys, randomSpace, randomStream } from './random.ts';

const draws = (n: number, draw: () => number): number[] => Array.from({ length: n }, draw);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};

describe('pinned values: a change here changes every simulated byte', () => {
  test('the streams of a seed', () => {
    const random = randomStream(42, 'patient', 3, 'meals', 7);
    expect([random.uniform(), random.uniform()]).toEqual([0.38504700005818937, 0.9479279511433952]);
    expect(random.normal(0, 1)).toBeCloseTo(0.14185413291608345, 14);
    expect(random.int(1000)).toBe(436);
    expect(random.bernoulli(0.5)).toBe(true);
    expect(random.logNormal(2, 0.5)).toBeCloseTo(1.472927166137529, 13);
    expect(random.pick(['a', 'b', 'c'])).toBe('a');
  });

  test('the hash of the keys', () => {
    expect(hashKeys(42, 'a', 1)).toEqual([985954028, -51363071, 630958047, -2067927918]);
  });
});

test('the words of a key are what its stream begins with, and the hash of all its keys', () => {
  const space = randomSpace(42, 'a');
  const { v0, v1, v2, v3 } = space.words(1);
  expect([v0, v1, v2, v3]).toEqual(hashKeys(42, 'a', 1));
  expect(space.words(2).v0).not.toBe(v0);
  expect(space.words(1).v0).toBe(v0);
});

const first = (...keys: readonly (string | number)[]): number => randomStream(1, ...keys).uniform();

describe('keys', () => {
  test('the same keys give the same stream', () => {
    const [one, other] = [randomStream(5, 'a'), randomStream(5, 'a')];
    expect(draws(20, () => one.uniform())).toEqual(draws(20, () => other.uniform()));
  });

  test('a number and its text, a different order and a different split are other streams', () => {
    expect(first(1)).not.toBe(first('1'));
    expect(first('a', 'b')).not.toBe(first('b', 'a'));
    expect(first('ab', 'c')).not.toBe(first('a', 'bc'));
    expect(first('a')).not.toBe(first('a', ''));
    expect(randomStream(1).uniform()).not.toBe(randomStream(2).uniform());
  });

  test('neighbouring keys share no first value among 20,000', () => {
    const firsts = new Set(Array.from({ length: 20_000 }, (_, day) => first('day', day)));
    expect(firsts.size).toBe(20_000);
  });

  test('numbers beyond 32 bits, negative ones and words of odd length are keys of their own', () => {
    const keys = [0, 1, -1, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1, 1 - 2 ** 53];
    expect(new Set(keys.map((key) => first(key))).size).toBe(keys.length);
    expect(new Set(['', 'a', 'a\0', '\0a', 'ab', 'ab\0', 'abc'].map((key) => first(key))).size).toBe(7);
    expect(first(-0)).toBe(first(0));
  });

  test.each([0.5, Number.NaN, Infinity, 2 ** 53])('the key %d is refused: another would share its stream', (key) => {
    expect(() => randomStream(1, 'day', key)).toThrow(RangeError);
  });
});

describe('a space', () => {
  const start = (stream: { uniform(): number }): number[] => draws(5, () => stream.uniform());

  test('gives the streams of the whole list of keys, however it is divided', () => {
    const whole = start(randomStream(3, 'hf-stable', 12, 'fluid', 7));
    expect(start(randomSpace(3).stream('hf-stable', 12, 'fluid', 7))).toEqual(whole);
    expect(start(randomSpace(3, 'hf-stable').space(12).space('fluid').at(7))).toEqual(whole);
    expect(start(randomSpace(3, 'hf-stable', 12, 'fluid').stream(7))).toEqual(whole);
    expect(start(randomSpace(3, 'hf-stable').at2(12, 7))).toEqual(start(randomStream(3, 'hf-stable', 12, 7)));
  });

  test('is not changed by what was drawn from it, and its streams not by one another', () => {
    const space = randomSpace(3, 'a');
    const [one, other] = [space.at(1), space.at(2)];
    const mixed = Array.from({ length: 5 }, () => [one.uniform(), other.uniform()] as const);
    expect(mixed.map(([x]) => x)).toEqual(start(randomStream(3, 'a', 1)));
    expect(mixed.map(([, x]) => x)).toEqual(start(randomStream(3, 'a', 2)));
    space.space('b').at(4).uniform();
    expect(start(space.at(1))).toEqual(mixed.map(([x]) => x));
  });
});

const fresh = () => randomStream(7, 'distribution');

describe('distributions over 20,000 draws', () => {
  test('uniform fills [0, 1) evenly', () => {
    const stream = fresh();
    const values = draws(20_000, () => stream.uniform());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const tenths = Array.from({ length: 10 }, (_, i) => values.filter((v) => Math.floor(v * 10) === i).length);
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  test('normal has its mean and deviation', () => {
    const stream = fresh();
    const values = draws(20_000, () => stream.normal(10, 3));
    expect(mean(values)).toBeCloseTo(10, 0);
    expect(Math.abs(deviation(values) - 3)).toBeLessThan(0.06);
  });

  test('logNormal has its median', () => {
    const stream = fresh();
    const values = draws(20_001, () => stream.logNormal(2.4, 0.55)).toSorted((a, b) => a - b);
    expect(Math.abs((values[10_000] ?? 0) - 2.4)).toBeLessThan(0.06);
  });

  test('int reaches every number below n and no other', () => {
    const stream = fresh();
    expect(new Set(draws(500, () => stream.int(6)))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  test('between stays between; bernoulli keeps its share', () => {
    const stream = fresh();
    for (const value of draws(1000, () => stream.between(-3, 5))) {
      expect(value).toBeGreaterThanOrEqual(-3);
      expect(value).toBeLessThan(5);
    }
    const share = mean(draws(20_000, () => Number(stream.bernoulli(0.3))));
    expect(Math.abs(share - 0.3)).toBeLessThan(0.02);
    expect(stream.bernoulli(0)).toBe(false);
    expect(stream.bernoulli(1)).toBe(true);
  });
});

describe('misuse', () => {
  test.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('int(%d) is refused', (n) => {
    expect(() => randomStream(1).int(n)).toThrow(RangeError);
  });

  test('nothing can be picked from nothing', () => {
    expect(() => randomStream(1).pick([])).toThrow(RangeError);
  });
});
