import { describe, expect, test } from 'vitest';
import { hashKeys, randomStream } from './random.ts';

const draws = (n: number, draw: () => number): number[] => Array.from({ length: n }, draw);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};

describe('pinned values: a change here changes every simulated byte', () => {
  test('the streams of a seed', () => {
    const random = randomStream(42, 'patient', 3, 'meals', 7);
    expect([random.uniform(), random.uniform()]).toEqual([0.3656859424983119, 0.5128713181465969]);
    expect(random.normal(0, 1)).toBeCloseTo(0.30586647816404827, 14);
    expect(random.int(1000)).toBe(743);
    expect(random.bernoulli(0.5)).toBe(false);
    expect(random.logNormal(2, 0.5)).toBeCloseTo(1.5615003096789661, 13);
    expect(random.pick(['a', 'b', 'c'])).toBe('c');
  });

  test('the hash of the keys', () => {
    expect(hashKeys(42, 'a', 1)).toEqual([-419002550, 938194128, -261098874, -1048521789]);
  });
});

const first = (...keys: readonly (string | number)[]): number => randomStream(1, ...keys).uniform();

describe('keys', () => {
  test('the same keys give the same stream', () => {
    expect(draws(20, randomStream(5, 'a').uniform)).toEqual(draws(20, randomStream(5, 'a').uniform));
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

  test('first values of neighbouring keys are as uniform as one stream: they are what most draws are', () => {
    const values = Array.from({ length: 20_000 }, (_, day) => first('day', day));
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(0.01);
    expect(deviation(values)).toBeCloseTo(Math.sqrt(1 / 12), 2);
    const steps = values.slice(1).map((value, i) => (value - 0.5) * ((values[i] ?? 0) - 0.5));
    expect(Math.abs(mean(steps) * 12)).toBeLessThan(0.03);
  });
});

const fresh = () => randomStream(7, 'distribution');

describe('distributions over 20,000 draws', () => {
  test('uniform fills [0, 1) evenly', () => {
    const values = draws(20_000, fresh().uniform);
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
