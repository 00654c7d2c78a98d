import { describe, expect, test } from 'vitest';
import { randomSpace } from '../../random.ts';
import { SCALE_MODELS, type ScaleModel, type WeightUnit } from './models.ts';
import { scale } from './scale.ts';

const THOUSANDTHS = { step: 1, decimals: 2 } as const;
/** A scale that shows more than any real one, to see its errors. */
const GLASS: ScaleModel = { ...SCALE_MODELS.telehealth, resolution: { kg: THOUSANDTHS, '[lb_av]': THOUSANDTHS } };

/** Loads of one scale, one after the other. */
const on = (unit: WeightUnit, seed = 1, model: ScaleModel = SCALE_MODELS.telehealth) => {
  const device = scale(model, unit, randomSpace(seed));
  const draws = randomSpace(seed, 'weighing');
  let weighings = 0;
  return (kg: number) => device.weigh(kg, draws.at(weighings++));
};
/** What it shows, trying again until the load rests. */
const shown = (weigh: ReturnType<typeof on>, kg: number): string => {
  for (let i = 0; i < 5; i++) {
    const result = weigh(kg)?.result;
    if (result?.kind === 'value') return result.quantity.value;
  }
  return '';
};
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

describe('what scales show', () => {
  test.each<[keyof typeof SCALE_MODELS, WeightUnit, RegExp]>([
    ['telehealth', 'kg', /^\d{2,3}\.\d$/],
    ['telehealth', '[lb_av]', /^\d{2,3}\.[02468]$/],
    ['fine', 'kg', /^\d{2,3}\.\d[05]$/],
    ['fine', '[lb_av]', /^\d{2,3}\.\d$/],
    ['coarse', 'kg', /^\d{2,3}\.[02468]$/],
    ['integer-pound', 'kg', /^\d{2,3}\.[05]$/],
    ['integer-pound', '[lb_av]', /^\d{2,3}$/],
  ])('%s in %s', (name, unit, form) => {
    const device = on(unit, 1, SCALE_MODELS[name]);
    for (let kg = 40; kg < 148; kg += 3.7) expect(shown(device, kg)).toMatch(form);
  });

  test('pounds are kilograms divided by 0.45359237', () => {
    expect(Math.abs(Number(shown(on('[lb_av]'), 90)) - 90 / 0.45359237)).toBeLessThan(1);
    expect(Math.abs(Number(shown(on('kg'), 90)) - 90)).toBeLessThan(0.5);
  });
});

describe('errors', () => {
  test('repeats within 0.05 kg (standard deviation)', () => {
    const device = on('kg', 3, GLASS);
    const values = Array.from({ length: 3000 }, () => Number(shown(device, 80)));
    const centre = mean(values);
    const deviation = Math.sqrt(mean(values.map((v) => (v - centre) ** 2)));
    expect(Math.abs(deviation - 0.05)).toBeLessThan(0.003);
  });

  test.each([
    [45, 0.1],
    [80, 0.2],
    [130, 0.3],
  ])('at %d kg lasting errors lie within %d kg and differ between scales', (kg, limit) => {
    const errors = Array.from({ length: 60 }, (_, seed) => {
      const device = on('kg', seed, GLASS);
      return mean(Array.from({ length: 40 }, () => Number(shown(device, kg)) - kg));
    });
    for (const error of errors) expect(Math.abs(error)).toBeLessThan(limit + 0.03);
    expect(Math.max(...errors) - Math.min(...errors)).toBeGreaterThan(1.4 * limit);
  });

  test('the lasting error has no jump where the bounds of the specification have one', () => {
    const device = scale(GLASS, 'kg', randomSpace(5));
    const error = (kg: number): number => (device.weigh(kg, randomSpace(1).at(1))?.measuredKg ?? 0) - kg;
    for (const edge of [50, 100, 150]) expect(Math.abs(error(edge - 0.01) - error(edge + 0.01))).toBeLessThan(1e-4);
  });

  test('one in 250 does not come to rest and shows nothing', () => {
    const device = on('kg');
    const nothing = Array.from({ length: 20_000 }, () => device(80)).filter((w) => w === undefined);
    expect(Math.abs(nothing.length / 20_000 - 0.004)).toBeLessThan(0.0015);
  });
});

describe('limits', () => {
  test('stays off below 5 kg', () => {
    const device = on('kg');
    for (let i = 0; i < 50; i++) expect(device(4.9)).toBeUndefined();
  });

  test.each<[keyof typeof SCALE_MODELS, WeightUnit, number, string]>([
    ['telehealth', 'kg', 205, '200.0'],
    ['telehealth', '[lb_av]', 205, '441.0'],
    ['fine', 'kg', 185, '180.00'],
    ['coarse', 'kg', 155, '150.0'],
    ['integer-pound', '[lb_av]', 155, '331'],
  ])('%s in %s shows overload at %d kg, in its own unit: above %s', (name, unit, kg, value) => {
    expect(on(unit, 1, SCALE_MODELS[name])(kg)?.result).toEqual({
      kind: 'off-scale',
      direction: 'high',
      bound: { value, unit },
    });
  });

  test('all resolutions and numbers of users of the facts are there', () => {
    const models = Object.values(SCALE_MODELS);
    expect(new Set(models.map((m) => m.users))).toEqual(new Set([1, 4, 8]));
    expect(new Set(models.map((m) => m.highestKg))).toEqual(new Set([150, 180, 200]));
    const steps = (unit: WeightUnit) =>
      new Set(models.map(({ resolution }) => resolution[unit].step / 10 ** resolution[unit].decimals));
    expect(steps('kg')).toEqual(new Set([0.1, 0.05, 0.2, 0.5]));
    expect(steps('[lb_av]')).toEqual(new Set([0.2, 0.1, 1]));
  });
});
