import { expect, test } from 'vitest';
import { highRiskIndex, lowRiskIndex } from './risk.ts';

test('no risk at 112.5 mg/dL, low below, high above', () => {
  expect(lowRiskIndex([112.5])).toBeLessThan(1e-3);
  expect(highRiskIndex([112.5])).toBeLessThan(1e-3);
  expect(lowRiskIndex([70])).toBeCloseTo(7.76, 1);
  expect(highRiskIndex([70])).toBe(0);
  expect(highRiskIndex([180])).toBeCloseTo(7.7, 1);
  expect(lowRiskIndex([180])).toBe(0);
});

test('the index is the mean over all values, those without risk too', () => {
  expect(lowRiskIndex([70, 180])).toBeCloseTo(lowRiskIndex([70]) / 2, 12);
});

test('20 and 600 mg/dL, the ends of a meter, have about the same risk, near 100', () => {
  expect(lowRiskIndex([20])).toBeGreaterThan(95);
  expect(highRiskIndex([600])).toBeGreaterThan(95);
});
