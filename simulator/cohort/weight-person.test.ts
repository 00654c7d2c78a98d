import { describe, expect, test } from 'vitest';
import { SCALE_MODELS } from '../devices/scale/models.ts';
import { USUAL_DECOMPENSATION } from '../physiology/weight/decompensation.ts';
import { drawProgram } from '../physiology/weight/intake.ts';
import { hallProblems } from '../physiology/weight/hall-validation.ts';
import { randomSpace } from '../random.ts';
import { weightArchetypes, type WeightArchetype } from './weight-archetypes.ts';
import { drawBody, hallPersonOf, type FixedDecompensation } from './weight-person.ts';

const named = (name: string): WeightArchetype => {
  const found = weightArchetypes.find((a) => a.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const bodies = (name: string, count: number, gender = 'female', fixed?: FixedDecompensation) =>
  Array.from({ length: count }, (_, i) =>
    drawBody(named(name), { gender, ageYears: 50 }, fixed, randomSpace(3, name, i)),
  );
const median = (x: readonly number[]): number => x.toSorted((a, b) => a - b)[x.length >> 1] ?? Number.NaN;

describe.each(weightArchetypes)('$name', ({ name, dryWeightKg, scale, ageYears }) => {
  test.each(['female', 'male'] as const)(
    'weighs what a %s of its kind does, and no scale is too small for many',
    (gender) => {
      const weights = bodies(name, 800, gender).map((body) => body.dryWeightKg);
      expect(Math.abs(median(weights) / dryWeightKg[gender] - 1)).toBeLessThan(0.03);
      const over = weights.filter((kg) => kg > SCALE_MODELS[scale].highestKg).length;
      expect(over / weights.length).toBeLessThan(0.01);
    },
  );

  test('is grown up', () => {
    expect(ageYears[0]).toBeGreaterThanOrEqual(18);
    expect(ageYears[1]).toBeGreaterThan(ageYears[0]);
  });
});

describe('what differs between people', () => {
  test('fluid, gut and week do, around the median of their kind', () => {
    const traits = bodies('hf-stable', 800).map((body) => body.traits);
    const { fluidSdPercent, gutSdKg } = named('hf-stable');
    expect(Math.abs(median(traits.map((t) => t.fluidSdPercent)) / fluidSdPercent - 1)).toBeLessThan(0.04);
    expect(Math.abs(median(traits.map((t) => t.gutSdKg)) / gutSdKg - 1)).toBeLessThan(0.04);
    expect(new Set(traits.map((t) => t.weeklyPercent[0])).size).toBeGreaterThan(790);
  });

  test('nothing that one draw makes moves another: a kind with a cause more has the same bodies', () => {
    const space = randomSpace(9, 'body');
    const plain = drawBody(named('hf-stable'), { gender: 'male', ageYears: 70 }, undefined, space);
    const ill = drawBody(named('hf-stable'), { gender: 'male', ageYears: 70 }, { gainKg: 3 }, space);
    expect(ill.traits).toEqual(plain.traits);
    expect(ill.dryWeightKg).toBe(plain.dryWeightKg);
    expect(plain.decompensation).toBeUndefined();
    expect(ill.decompensation?.gainKg).toBe(3);
  });
});

describe('causes', () => {
  test('a failing heart: an event in the second week, 40 % silent, else 2.4 kg in the median', () => {
    const courses = bodies('hf-decomp', 3000).map((body) => body.decompensation);
    const shown = courses.flatMap((c) =>
      c !== undefined && c.gainKg >= USUAL_DECOMPENSATION.silentBelowKg ? [c.gainKg] : [],
    );
    expect(Math.abs(1 - shown.length / 3000 - 0.4)).toBeLessThan(0.03);
    expect(Math.abs(median(shown) - 2.4)).toBeLessThan(0.15);
    for (const course of courses) {
      expect(course?.eventDay).toBeGreaterThanOrEqual(10);
      expect(course?.eventDay).toBeLessThanOrEqual(14);
    }
  });

  test('what a scenario fixes is fixed, the rest is drawn', () => {
    const [free, fixed] = [bodies('hf-decomp', 30), bodies('hf-decomp', 30, 'female', { eventDay: 40 })];
    fixed.forEach((body, i) => {
      expect(body.decompensation).toEqual({ ...free[i]?.decompensation, eventDay: 40 });
    });
  });

  test('dialysis: three sessions a week in one of three shifts, 2 kg in two to three days', () => {
    const dialyses = bodies('ckd-dialysis', 300).map((body) => body.dialysis);
    expect(new Set(dialyses.map((d) => d?.overAtHour)).size).toBe(3);
    for (const dialysis of dialyses) {
      expect(dialysis?.weekdays).toEqual([0, 2, 4]);
      expect((dialysis?.gainKgPerDay ?? 0) * 2.33).toBeGreaterThan(1.5);
      expect((dialysis?.gainKgPerDay ?? 0) * 2.33).toBeLessThan(2.7);
    }
    expect(bodies('hf-stable', 1)[0]?.dialysis).toBeUndefined();
  });

  test('everybody in a programme is a body that the model bears, for years', () => {
    const archetype = named('obesity-program');
    if (archetype.program === undefined) throw new Error('no programme');
    for (let i = 0; i < 60; i++) {
      const random = randomSpace(5, i);
      const gender = i % 2 === 0 ? 'female' : 'male';
      const kg = random.stream('weight').logNormal(archetype.dryWeightKg[gender], archetype.dryWeightKg.sigma);
      const person = hallPersonOf({ gender, ageYears: 25 + (i % 40) }, kg, random.stream('tissue'));
      expect(hallProblems(person)).toEqual([]);
      expect(person.weightKg / person.heightM ** 2).toBeGreaterThanOrEqual(24);
      expect(drawProgram(archetype.program, random.stream('program')).deficitKcal).toBeLessThanOrEqual(1100);
    }
  });
});
