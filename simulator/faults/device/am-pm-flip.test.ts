import { expect, test } from 'vitest';
import { HOUR_MS } from '../../clock.ts';
import { recordsAfter, shareOfPatients } from '../frequency.test-helper.ts';
import { amPmFlip } from './am-pm-flip.ts';

test('1.5 % of meters', () => {
  expect(Math.abs(shareOfPatients(amPmFlip, 6000, 2) - 0.015)).toBeLessThan(0.007);
});

test('one meter is twelve hours ahead or behind, all the time', () => {
  const ways = Array.from({ length: 20 }, (_, patient) => {
    const off = recordsAfter(amPmFlip, 40, { patient, rate: 1000 }).map(
      (r) => (r.shownMs - r.truth.trueTimeMs) / HOUR_MS,
    );
    expect(new Set(off).size).toBe(1);
    return off[0];
  });
  expect(new Set(ways)).toEqual(new Set([12, -12]));
});
