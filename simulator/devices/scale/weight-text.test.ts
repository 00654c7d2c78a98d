import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCALE_MODELS, type ScaleModelName, type WeightUnit } from './models.ts';
import { weightDisplay } from './weight-text.ts';

const LB_PER_KG = 1 / 0.45359237;
const names = Object.keys(SCALE_MODELS) as ScaleModelName[];

describe.each(names)('a display of %s', (name) => {
  test.each<WeightUnit>(['kg', '[lb_av]'])('in %s shows the nearest of its steps, in decimals of its own', (unit) => {
    const resolution = SCALE_MODELS[name].resolution[unit];
    const show = weightDisplay(unit, resolution);
    const size = resolution.step / 10 ** resolution.decimals;
    fc.assert(
      fc.property(fc.double({ min: 5, max: 200, noNaN: true }), (kg) => {
        const text = show(kg);
        expect(text).toMatch(resolution.decimals === 0 ? /^\d+$/ : new RegExp(`^\\d+\\.\\d{${resolution.decimals}}$`));
        const inUnit = unit === 'kg' ? kg : kg * LB_PER_KG;
        expect(Math.abs(Number(text) - inUnit)).toBeLessThanOrEqual(size / 2 + 1e-9);
        expect(Math.abs(Number(text) / size - Math.round(Number(text) / size))).toBeLessThan(1e-6);
      }),
    );
  });
});

test('the same weight is the same text, asked once or again after many others', () => {
  const show = weightDisplay('kg', SCALE_MODELS.fine.resolution.kg);
  const first = show(81.237);
  for (let i = 0; i < 120_000; i++) show(5 + i * 0.05);
  expect(show(81.237)).toBe(first);
  expect(first).toBe('81.25');
});
