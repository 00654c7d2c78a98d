import { describe, expect, test } from 'vitest';
import { driftingTissue, programTissue, wastingTissue, type Tissue } from './tissue.ts';

const days = (tissue: Tissue, count: number): number[] => Array.from({ length: count }, () => tissue.live());

describe('tissue', () => {
  test('that drifts does so per month of 30.4 days, from the first day, and not without end', () => {
    const x = days(driftingTissue(80, -0.3), 3000);
    expect(x[0]).toBe(80);
    expect(x[304]).toBeCloseTo(77, 9);
    expect(x.at(-1)).toBe(75);
    expect(days(driftingTissue(80, 0.3), 3000).at(-1)).toBe(85);
  });

  test('that wastes loses half a percent a week of what is left, to a limit', () => {
    const x = days(wastingTissue(70, 0.5), 3650);
    expect(x[0]).toBeCloseTo(70, 12);
    expect(x[7]).toBeCloseTo(70 * 0.995, 9);
    expect(x[364]).toBeCloseTo(70 * 0.995 ** 52, 6);
    expect(Math.min(...x)).toBeCloseTo(42, 9);
  });

  test('in a programme follows the model of intake, from its own weight', () => {
    const person = { sex: 'female', ageYears: 45, heightM: 1.65, weightKg: 104, activityLevel: 1.4 } as const;
    const program = { deficitKcal: 700, rampDays: 112, fadePerYear: 0.7 };
    const x = days(programTissue(person, program), 366);
    expect(x[0]).toBeCloseTo(104, 9);
    for (let day = 2; day < 300; day++) expect(x[day]).toBeLessThan(x[day - 1] ?? 0);
    expect((x[365] ?? 0) / 104).toBeGreaterThan(0.8);
    expect((x[365] ?? 0) / 104).toBeLessThan(0.92);
  });
});
