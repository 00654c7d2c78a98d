import { expect, test } from 'vitest';
import fc from 'fast-check';
import { randomStream } from '../../random.ts';
import { asAnotherAppSays, corrected } from './nudge.ts';

const decimals = (text: string): number => text.split('.')[1]?.length ?? 0;
const random = (key: number) => randomStream(1, 'nudge', key);
const units = [
  ['mg/dL', 0],
  ['mmol/L', 1],
  ['kg', 2],
  ['[lb_av]', 1],
  ['g', 0],
] as const;

test.each(units)('a %s put right is another positive number with as many decimals, not far off', (unit, places) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), fc.nat(), (n, key) => {
      const value = (n / 10 ** places).toFixed(places);
      const right = corrected({ value, unit }, random(key));
      expect(right?.unit).toBe(unit);
      expect(Number(right?.value)).toBeGreaterThan(0);
      expect(right?.value).not.toBe(value);
      expect(decimals(right?.value ?? '')).toBe(places);
      const most = Math.max(1, Math.floor(n / 10)) / 10 ** places;
      expect(Math.abs(Number(right?.value) - Number(value))).toBeLessThanOrEqual(most * 1.000001);
    }),
  );
});

test.each(['1e2', '-5', '5.1234', '1234567890123'])('%s is left alone', (value) => {
  expect(corrected({ value, unit: 'mg/dL' }, random(1))).toBeUndefined();
  expect(asAnotherAppSays({ value, unit: 'mg/dL' }, random(1)).value).toBe(value);
});

test.each([
  ['100', 'mg/dL', ['100', '101', '99']],
  ['5.4', 'mmol/L', ['5.3', '5.4', '5.5']],
  ['80.15', 'kg', ['80.05', '80.15', '80.25']],
  ['176.4', '[lb_av]', ['176.3', '176.4', '176.5']],
  ['80150', 'g', ['80050', '80150', '80250']],
  ['1', 'mg/dL', ['1', '2']],
] as const)('another app makes %s %s the same or a step away', (value, unit, expected) => {
  const said = new Set(Array.from({ length: 100 }, (_, key) => asAnotherAppSays({ value, unit }, random(key)).value));
  expect([...said].toSorted()).toEqual(expected);
});
