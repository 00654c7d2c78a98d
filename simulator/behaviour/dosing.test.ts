import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { basalInjection, correctionUnits, doseLuck, halfUnits, mealUnits, type DoseLuck } from './dosing.ts';
import type { BasalHabit, BolusHabit } from './glucose-behaviour.ts';

const THERAPY = { basalUnitsPerDay: 24, carbohydrateGramsPerUnit: 10, correctionMgDlPerUnit: 50 };
const HABIT: BolusHabit = {
  carbCountSigma: 0.35,
  missed: 0.1,
  late: 0.15,
  share: { breakfast: 1 },
  personSigma: 0,
  targetMgDl: 120,
  correction: 1,
  bedtimeCorrection: 0.5,
  actionSigma: 0.2,
};
const EXACT: DoseLuck = { missed: false, lateMinutes: 0, counted: 1, action: 1 };
const units = (over: Partial<Parameters<typeof mealUnits>[0]>) =>
  mealUnits({
    grams: 60,
    share: 1,
    luck: EXACT,
    readingMgDl: undefined,
    targetMgDl: HABIT.targetMgDl,
    habit: HABIT,
    therapy: THERAPY,
    ...over,
  });

describe('a dose with a meal', () => {
  test.each([
    ['what the ratio says', {}, 6],
    ['with a reading at the aim', { readingMgDl: 120 }, 6],
    ['100 mg/dL above it: two units more', { readingMgDl: 220 }, 8],
    ['50 below it: one less', { readingMgDl: 70 }, 5],
    ['counted half', { luck: { ...EXACT, counted: 0.5 } }, 3],
    ['under-dosed on principle', { share: 0.75 }, 4.5],
    ['never below none', { grams: 5, readingMgDl: 40 }, 0],
  ])('%s', (_what, over, expected) => expect(units(over)).toBe(expected));

  test('half units, and no more than a pen gives at once', () =>
    expect([1.2, 1.3, -2, 330.4].map(halfUnits)).toEqual([1, 1.5, 0, 80]));

  test('no reading, no correction', () => expect(correctionUnits(undefined, 120, 1, THERAPY)).toBe(0));
});

describe('luck', () => {
  const lucks = Array.from({ length: 6000 }, (_, i) => doseLuck(HABIT, randomStream(1, i)));
  const share = (is: (luck: DoseLuck) => boolean) => lucks.filter(is).length / lucks.length;

  test('one bolus in ten is missed, 15 % are 15 to 60 minutes late', () => {
    expect(Math.abs(share((l) => l.missed) - 0.1)).toBeLessThan(0.015);
    expect(Math.abs(share((l) => l.lateMinutes > 0) - 0.15)).toBeLessThan(0.015);
    for (const { lateMinutes } of lucks) {
      expect(lateMinutes === 0 || (lateMinutes >= 15 && lateMinutes <= 60)).toBe(true);
      expect(Number.isInteger(lateMinutes)).toBe(true);
    }
  });

  test('carbohydrate is counted with a CV of 35 %, as often too little as too much', () => {
    const logs = lucks.map((l) => Math.log(l.counted));
    const sd = Math.sqrt(logs.reduce((a, x) => a + x * x, 0) / logs.length);
    expect(Math.abs(sd - 0.35)).toBeLessThan(0.02);
    expect(Math.abs(share((l) => l.counted < 1) - 0.5)).toBeLessThan(0.02);
  });
});

describe('the basal dose', () => {
  const habit: BasalHabit = { hour: 21, share: 1, personSigma: 0, missed: 0.05, wrongSize: 0.02, actionSigma: 0 };
  const doses = Array.from({ length: 6000 }, (_, i) => basalInjection(habit, 1, THERAPY, randomStream(2, i)).units);
  const share = (size: number) => doses.filter((d) => d === size).length / doses.length;

  test('is missed on 5 % of days, half or half as much again on 2 %', () => {
    expect(Math.abs(share(0) - 0.05)).toBeLessThan(0.01);
    expect(Math.abs(share(12) + share(36) - 0.02 * 0.95)).toBeLessThan(0.008);
    expect(share(12) + share(36) + share(0) + share(24)).toBeCloseTo(1, 12);
  });

  test('acts as injected without variability, and differently with it', () => {
    expect(basalInjection(habit, 1, THERAPY, randomStream(2, 'a'))).toEqual({ units: 24, effect: 24 });
    const { units: given, effect } = basalInjection({ ...habit, actionSigma: 0.3 }, 1, THERAPY, randomStream(2, 'a'));
    expect(given).toBe(24);
    expect(effect).not.toBe(24);
  });
});
