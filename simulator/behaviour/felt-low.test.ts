import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { notices, rescueGrams } from './felt-low.ts';
import { HYPO } from './habits.ts';

const share = (mgDl: number, hour: number) =>
  Array.from({ length: 3000 }, (_, i) => notices(HYPO, 62, mgDl, hour, randomStream(1, i))).filter(Boolean).length /
  3000;

describe('a low', () => {
  test('is felt below the person’s own threshold, more often awake', () => {
    expect(share(62, 15)).toBe(0);
    expect(Math.abs(share(50, 15) - HYPO.noticedAwake)).toBeLessThan(0.03);
    expect(Math.abs(share(50, 3) - HYPO.noticedAsleep)).toBeLessThan(0.03);
  });

  test('costs no draw while glucose is not low', () => {
    const random = randomStream(4);
    notices(HYPO, 62, 100, 15, random);
    expect(random.uniform()).toBe(randomStream(4).uniform());
  });

  test('is treated by the rule, or with too much', () => {
    const grams = Array.from({ length: 3000 }, (_, i) => rescueGrams(HYPO, randomStream(2, i)));
    expect(new Set(grams)).toEqual(new Set([HYPO.grams, HYPO.overGrams]));
    expect(Math.abs(grams.filter((g) => g === HYPO.overGrams).length / 3000 - HYPO.overTreats)).toBeLessThan(0.03);
  });
});
