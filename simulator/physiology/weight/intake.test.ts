import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { hallModel } from './hall.ts';
import { drawProgram, intakeChangeKcal, type IntakeProgram } from './intake.ts';

const GLP1: IntakeProgram = { deficitKcal: 700, rampDays: 112, fadePerYear: 0.7 };

describe('a programme', () => {
  test.each([
    [-1, 0],
    [0, 0],
    [56, -350],
    [112, -700],
  ])('on day %d of a ramp over 16 weeks: %d kcal', (day, kcal) => {
    expect(intakeChangeKcal(GLP1, day)).toBeCloseTo(kcal, 9);
  });

  test('fades after the ramp, never into a surplus', () => {
    expect(intakeChangeKcal(GLP1, 112 + 365.25)).toBeCloseTo(-210, 9);
    expect(Math.abs(intakeChangeKcal(GLP1, 112 + 10 * 365.25))).toBe(0);
  });

  test('without a ramp it is whole at once', () => {
    expect(intakeChangeKcal({ ...GLP1, rampDays: 0 }, 0)).toBe(-700);
  });

  test('on the model it loses, then comes to a plateau and turns', () => {
    const model = hallModel({ sex: 'female', ageYears: 48, heightM: 1.65, weightKg: 105, activityLevel: 1.4 });
    const monthly = Array.from({ length: 24 }, (_, month) => {
      for (let day = 0; day < 30; day++) model.advance(1, { energyKcal: intakeChangeKcal(GLP1, month * 30 + day) });
      return model.weightKg();
    });
    const losses = monthly.slice(1).map((kg, i) => (monthly[i] ?? 0) - kg);
    expect(Math.max(...losses.slice(2, 5))).toBeGreaterThan(1);
    expect(Math.abs(losses[14] ?? 9)).toBeLessThan(0.2);
    expect(losses.at(-1)).toBeLessThan(0);
  });
});

test('people differ in how well it works, within what a body bears', () => {
  const spread = { medianDeficitKcal: 700, sigma: 0.35, rampDays: 112, fadePerYear: [0.1, 0.5] } as const;
  const drawn = Array.from({ length: 3000 }, (_, i) => drawProgram(spread, randomStream(3, i)));
  const deficits = drawn.map((p) => p.deficitKcal).toSorted((a, b) => a - b);
  expect(Math.abs((deficits[1500] ?? 0) - 700)).toBeLessThan(25);
  expect(deficits.at(-1)).toBe(1100);
  for (const { rampDays, fadePerYear } of drawn) {
    expect(rampDays).toBe(112);
    expect(fadePerYear).toBeGreaterThanOrEqual(0.1);
    expect(fadePerYear).toBeLessThan(0.5);
  }
});
