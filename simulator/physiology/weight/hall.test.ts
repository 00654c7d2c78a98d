import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hallModel } from './hall.ts';
import type { HallPerson } from './hall-parameters.ts';

const TRACE = '../shared/data/hall_reference.csv';
const hasTrace = existsSync(TRACE);
const MAN: HallPerson = { sex: 'male', ageYears: 40, heightM: 1.8, weightKg: 90, activityLevel: 1.5 };
const WOMAN: HallPerson = { sex: 'female', ageYears: 55, heightM: 1.63, weightKg: 95, activityLevel: 1.4 };

const trace = (name: string): readonly (readonly number[])[] =>
  readFileSync(TRACE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
    .filter((cells) => cells[0] === name)
    .map(([, ...numbers]) => numbers.map(Number));

describe('weight model against the reference trace', () => {
  test.skipIf(!hasTrace).each([
    ['M90kg_1.80m_40y_PAL1.5_-500kcal', 90, -500, 365],
    ['M100kg_1.80m_40y_PAL1.5_-500kcal', 100, -500, 366],
    ['M80kg_1.80m_40y_baseline', 80, 0, 31],
  ])('%s: within 0.02 kg at every point (skipped without shared data)', (name, weightKg, energyKcal, rows) => {
    const points = trace(name);
    expect(points).toHaveLength(rows);
    const model = hallModel({ ...MAN, weightKg });
    let today = 0;
    for (const [day = 0, weight = 0, fat = 0, lean = 0, water = 0, glycogen = 0, adaptation = 0] of points) {
      if (day > today) model.advance(day - today, { energyKcal });
      today = day;
      const state = model.state();
      expect(Math.abs(state.weightKg - weight), `day ${day}`).toBeLessThanOrEqual(0.02);
      expect(Math.abs(state.fatKg - fat)).toBeLessThanOrEqual(0.005);
      expect(Math.abs(state.leanKg - lean)).toBeLessThanOrEqual(0.005);
      expect(Math.abs(state.extracellularKg - water)).toBeLessThanOrEqual(0.005);
      expect(Math.abs(state.glycogenKg - glycogen)).toBeLessThanOrEqual(0.002);
      expect(Math.abs(state.adaptationKcal - adaptation)).toBeLessThanOrEqual(0.001);
    }
  });

  test.each([
    [1, 89.694],
    [2, 89.548],
    [7, 89.199],
    [364, 76.261],
  ])('a published run of -500 kcal a day, day %d: %d kg', (day, kg) => {
    const model = hallModel(MAN);
    model.advance(day, { energyKcal: -500 });
    expect(Math.abs(model.weightKg() - kg)).toBeLessThanOrEqual(0.02);
  });

  test.each([
    [1, 0.202],
    [2, 0.281],
    [7, 0.331],
  ])('a gram of sodium more a day holds water: day %d, %d kg', (day, kg) => {
    const model = hallModel(MAN);
    model.advance(day, { energyKcal: 0, sodiumMg: 1000 });
    expect(Math.abs(model.weightKg() - 90 - kg)).toBeLessThanOrEqual(0.005);
  });
});

describe('what a body does', () => {
  const after = (person: HallPerson, days: number, energyKcal: number): number => {
    const model = hallModel(person);
    model.advance(days, { energyKcal });
    return model.weightKg();
  };

  test('in balance nothing moves, in either sex, for ten years', () => {
    for (const person of [MAN, WOMAN]) expect(after(person, 3650, 0)).toBeCloseTo(person.weightKg, 9);
  });

  test('more deficit loses more, slower and slower, and surplus gains', () => {
    for (const person of [MAN, WOMAN]) {
      const lost = [-250, -500, -750].map((kcal) => person.weightKg - after(person, 180, kcal));
      expect(lost).toEqual(lost.toSorted((a, b) => a - b));
      const [half, whole, more] = [90, 180, 720].map((days) => person.weightKg - after(person, days, -500));
      expect((whole ?? 0) - (half ?? 0)).toBeLessThan(half ?? 0);
      expect((more ?? 0) / (whole ?? 1)).toBeLessThan(3);
      expect(after(person, 90, 500)).toBeGreaterThan(person.weightKg + 3);
    }
  });

  test('the parts add up, and most of what is lost in a year is fat', () => {
    const model = hallModel(WOMAN);
    const before = model.state();
    model.advance(365, { energyKcal: -600 });
    const { weightKg, fatKg, leanKg, extracellularKg, glycogenKg } = model.state();
    expect(fatKg + leanKg + extracellularKg + 3.7 * glycogenKg).toBeCloseTo(weightKg, 12);
    expect((before.fatKg - fatKg) / (before.weightKg - weightKg)).toBeGreaterThan(0.6);
  });

  test('smaller steps change less than 0.01 kg', () => {
    const [days, parts] = [hallModel(MAN), hallModel(MAN)];
    for (let day = 0; day < 60; day++) {
      days.advance(1, { energyKcal: -800 });
      for (let i = 0; i < 10; i++) parts.advance(0.1, { energyKcal: -800 });
      expect(Math.abs(days.weightKg() - parts.weightKg())).toBeLessThan(0.01);
    }
  });
});
