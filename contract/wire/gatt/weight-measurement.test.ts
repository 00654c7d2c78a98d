import { describe, expect, test } from 'vitest';
import { bytesOfHex, hexOf } from './hex.ts';
import { problemIn } from './problem.test-helper.ts';
import { decodeWeightMeasurement, encodeWeightMeasurement, type WeightMeasurement } from './weight-measurement.ts';

const METRIC: WeightMeasurement = {
  unit: 'kg',
  weight: '82.400',
  time: '2026-11-23T06:30:00',
  user: 3,
  body: { bmi: '25.4', height: '1.801' },
};
const METRIC_HEX = '0E6040EA070B17061E0003FE000907';

const read = (hex: string): WeightMeasurement => decodeWeightMeasurement(bytesOfHex(hex));
const write = (change: Partial<WeightMeasurement>): string => hexOf(encodeWeightMeasurement({ ...METRIC, ...change }));

describe('weight measurement', () => {
  test('each field has its place', () => {
    expect(hexOf(encodeWeightMeasurement(METRIC))).toBe(METRIC_HEX);
    expect(read(METRIC_HEX)).toEqual(METRIC);
  });

  test('pounds count hundredths, inches tenths', () => {
    const imperial: WeightMeasurement = { unit: '[lb_av]', weight: '181.60', body: { bmi: '25.4', height: '70.9' } };
    expect(hexOf(encodeWeightMeasurement(imperial))).toBe('09F046FE00C502');
    expect(read('09F046FE00C502')).toEqual(imperial);
  });

  test('0xFFFF is a measurement that failed, not 327.675 kg', () => {
    expect(read('06FFFFE7070C190E1E2DFF')).toEqual({ unit: 'kg', time: '2023-12-25T14:30:45', user: 255 });
    expect(hexOf(encodeWeightMeasurement({ unit: '[lb_av]' }))).toBe('01FFFF');
    expect(read('00FEFF').weight).toBe('327.670');
    expect(problemIn(() => write({ weight: '327.675' }))).toBe('not-representable weight measurement.weight');
  });

  test.each([
    ['82.4', '6040'],
    ['82.40', '6040'],
    ['82.400000', '6040'],
    ['82', '1040'],
    ['8e1', '803E'],
    ['0.005', '0100'],
    ['0', '0000'],
    ['-0.0', '0000'],
  ])('%s kg is written %s', (weight, hex) => {
    expect(write({ weight }).slice(2, 6)).toBe(hex);
  });

  test.each(['82.401', '-1', '1e9', '327.68', '82,4', '', '1e30'])('"%s" kg is not a number of steps', (weight) => {
    expect(problemIn(() => write({ weight }))).toBe('not-representable weight measurement.weight');
  });

  test('other fields that cannot hold their value', () => {
    expect(problemIn(() => write({ user: 256 }))).toBe('not-representable weight measurement.user');
    expect(problemIn(() => write({ body: { bmi: '25.45', height: '1.8' } }))).toBe(
      'not-representable weight measurement.BMI',
    );
    expect(problemIn(() => write({ body: { bmi: '25.4', height: '66' } }))).toBe(
      'not-representable weight measurement.height',
    );
    expect(problemIn(() => write({ body: { bmi: '6553.6', height: '1.8' } }))).toBe(
      'not-representable weight measurement.BMI',
    );
    expect(problemIn(() => write({ body: { bmi: '25.4', height: '1.8005' } }))).toBe(
      'not-representable weight measurement.height',
    );
    expect(problemIn(() => write({ time: '2026-11-31T06:30:00' }))).toBe('impossible-time weight measurement.time');
    expect(() => write({ weight: '-5' })).toThrow('-5 is no whole number of steps');
    expect(() => write({ weight: '82.401' })).toThrow(
      expect.objectContaining({ message: '82.401 is no whole number of steps', expected: 'a multiple of 0.005' }),
    );
  });

  test.each([
    ['', 'truncated weight measurement.flags'],
    ['0060', 'truncated weight measurement.weight'],
    ['026040EA070B17061E', 'truncated weight measurement.time'],
    ['046040', 'truncated weight measurement.user'],
    ['086040FE', 'truncated weight measurement.BMI'],
    ['086040FE0009', 'truncated weight measurement.height'],
    ['00604000', 'trailing-bytes weight measurement'],
    ['106040', 'unknown-flags weight measurement.flags'],
    ['026040EA070B1F061E00', 'impossible-time weight measurement.time'],
  ])('"%s" is refused: %s', (hex, problem) => {
    expect(problemIn(() => read(hex))).toBe(problem);
  });

  test('every count of the field comes back as it was, in both units', () => {
    for (const unit of ['kg', '[lb_av]'] as const) {
      for (let count = 0; count < 65_535; count += 7) {
        const bytes = Uint8Array.of(unit === 'kg' ? 0 : 1, count & 0xff, count >> 8);
        const { weight } = decodeWeightMeasurement(bytes);
        expect(Number(weight)).toBeCloseTo(unit === 'kg' ? count * 0.005 : count * 0.01, 9);
        expect(hexOf(encodeWeightMeasurement({ unit, weight: weight ?? '' }))).toBe(hexOf(bytes));
      }
    }
  });
});
