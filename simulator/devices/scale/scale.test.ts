import { describe, expect, test } from 'vitest';
import { randomStream, type StreamKey } from '../../random.ts';
import { scale, SCALE_RESOLUTION, type ScaleResolution, type WeightUnit } from './scale.ts';

const on = (unit: WeightUnit, seed = 1, resolution?: ScaleResolution) =>
  scale({
    unit,
    streamOf: (...keys: readonly StreamKey[]) => randomStream(seed, ...keys),
    ...(resolution === undefined ? {} : { resolution }),
  });
const shown = (device: ReturnType<typeof on>, kg: number): string => {
  const result = device.weigh(kg);
  return result?.kind === 'value' ? result.quantity.value : '';
};

describe('a scale', () => {
  test('shows tenths of a kilogram', () => {
    const device = on('kg');
    for (let kg = 40; kg < 170; kg += 3.7) expect(shown(device, kg)).toMatch(/^\d{2,3}\.\d$/);
  });

  test('shows fifths of a pound', () => {
    const device = on('[lb_av]');
    for (let kg = 40; kg < 170; kg += 3.7) expect(shown(device, kg)).toMatch(/^\d{2,3}\.[02468]$/);
    expect(SCALE_RESOLUTION['[lb_av]']).toEqual({ step: 2, decimals: 1 });
  });

  test.each<[ScaleResolution, RegExp]>([
    [{ step: 5, decimals: 2 }, /^\d+\.\d[05]$/],
    [{ step: 1, decimals: 0 }, /^\d+$/],
  ])('other resolutions: %o', (resolution, form) => {
    expect(shown(on('kg', 1, resolution), 81.234)).toMatch(form);
  });

  test('pounds are kilograms divided by 0.45359237', () => {
    expect(Math.abs(Number(shown(on('[lb_av]'), 90)) - 90 / 0.45359237)).toBeLessThan(1);
    expect(Math.abs(Number(shown(on('kg'), 90)) - 90)).toBeLessThan(0.5);
  });

  test('repeats within 0.05 kg (standard deviation) and the steps it shows', () => {
    const device = on('kg', 3, { step: 1, decimals: 3 });
    const values = Array.from({ length: 3000 }, () => Number(shown(device, 80)));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    expect(Math.abs(deviation - 0.05)).toBeLessThan(0.003);
  });

  test.each([
    [45, 0.1],
    [80, 0.2],
    [130, 0.3],
  ])('at %d kg lasting errors lie within %d kg and differ between scales', (kg, limit) => {
    const errors = Array.from({ length: 60 }, (_, seed) => {
      const device = on('kg', seed, { step: 1, decimals: 3 });
      const values = Array.from({ length: 40 }, () => Number(shown(device, kg)) - kg);
      return values.reduce((a, b) => a + b, 0) / values.length;
    });
    for (const error of errors) expect(Math.abs(error)).toBeLessThan(limit + 0.03);
    expect(Math.max(...errors) - Math.min(...errors)).toBeGreaterThan(1.7 * limit);
  });

  test('stays off below 5 kg and shows overload above 180 kg, in its own unit', () => {
    expect(on('kg').weigh(4.9)).toBeUndefined();
    expect(on('kg').weigh(190)).toEqual({
      kind: 'off-scale',
      direction: 'high',
      bound: { value: '180.0', unit: 'kg' },
    });
    expect(on('[lb_av]').weigh(190)).toEqual({
      kind: 'off-scale',
      direction: 'high',
      bound: { value: '396.8', unit: '[lb_av]' },
    });
  });
});
