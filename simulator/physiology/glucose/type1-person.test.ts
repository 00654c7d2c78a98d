import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { AS_DESCRIBED } from './body.ts';
import { type1Body } from './type1-body.ts';
import { ADULTS, CHILDREN, drawType1, type Type1Spread } from './type1-cohort.ts';
import { drawType1Person } from './type1-person.ts';
import { type1Rest } from './type1-rest.ts';
import { type1Problems } from './type1-validation.ts';

const SEED = 11;
const PEOPLE = 60;
const middle = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

describe.each<[string, Type1Spread, number, number]>([
  ['adults', ADULTS, 142.8, 86.1],
  ['children', CHILDREN, 139, 35.9],
])(`a virtual cohort of %s (seed ${SEED})`, (age, spread, resting, weight) => {
  const people = Array.from({ length: PEOPLE }, (_, i) => drawType1Person(spread, randomStream(SEED, age, i)));

  test('everyone is a person, and no two are alike', () => {
    for (const person of people) expect(type1Problems(person)).toEqual([]);
    expect(new Set(people.map((person) => person.kp1)).size).toBe(PEOPLE);
  });

  test('glucose under the basal rate moves by less than 0.1 mg/dL in a day', () => {
    for (const person of people) {
      const body = type1Body(person);
      body.advance(1440, AS_DESCRIBED);
      expect(Math.abs(body.plasmaGlucoseMgDl() - body.restMgDl)).toBeLessThan(0.1);
    }
  });

  test('resting glucose and weight are those of the spread', () => {
    const rests = people.map((person) => type1Rest(person)?.glucoseMgDl ?? 0);
    expect(Math.abs(middle(rests) / resting - 1)).toBeLessThan(0.03);
    expect(Math.abs(middle(people.map((person) => person.bodyWeightKg)) / weight - 1)).toBeLessThan(0.1);
    expect(Math.max(...rests) - Math.min(...rests)).toBeGreaterThan(15);
  });

  test('the insulin that suits them keeps a counted meal from ending high or low', () => {
    for (const person of people) {
      const body = type1Body(person);
      const grams = 0.7 * person.bodyWeightKg;
      body.eat(grams);
      body.injectRapid(grams / body.therapy.carbohydrateGramsPerUnit);
      body.advance(300, AS_DESCRIBED);
      expect(Math.abs(body.plasmaGlucoseMgDl() - body.restMgDl)).toBeLessThan(1);
    }
  });

  test('a unit of correction lowers glucose by the correction factor', () => {
    for (const person of people.slice(0, 10)) {
      const body = type1Body(person);
      const { correctionMgDlPerUnit, basalUnitsPerDay } = body.therapy;
      const units = basalUnitsPerDay / 20;
      body.injectRapid(units);
      let lowest = body.restMgDl;
      for (let minute = 0; minute < 360; minute++) {
        body.advance(1, AS_DESCRIBED);
        lowest = Math.min(lowest, body.plasmaGlucoseMgDl());
      }
      expect((body.restMgDl - lowest) / units / correctionMgDlPerUnit).toBeCloseTo(1, 2);
    }
  });

  test('the basal need is what holds the rest, in units', () => {
    for (const person of people.slice(0, 10)) {
      const body = type1Body(person);
      body.infuse(body.therapy.basalUnitsPerDay / 24);
      body.advance(1440, AS_DESCRIBED);
      expect(Math.abs(body.plasmaGlucoseMgDl() - body.restMgDl)).toBeLessThan(0.1);
    }
  });

  test('without any insulin glucose climbs', () => {
    for (const person of people) {
      const body = type1Body(person);
      body.infuse(0);
      body.advance(720, AS_DESCRIBED);
      expect(body.plasmaGlucoseMgDl()).toBeGreaterThan(body.restMgDl + 30);
    }
  });
});

test('the same stream draws the same person', () => {
  const draw = () => drawType1Person(ADULTS, randomStream(3, 'same'));
  expect(draw()).toEqual(draw());
});

test('what is not drawn follows from the steady state', () => {
  for (let i = 0; i < 20; i++) {
    const person = drawType1(ADULTS, randomStream(SEED, 'identities', i));
    const rest = type1Rest(person);
    if (rest === undefined) continue;
    expect(person.m4).toBeCloseTo(0.4 * person.m2, 12);
    expect(person.m30).toBeCloseTo(1.5 * person.m1, 12);
    expect(rest.glucoseMgDl).toBeGreaterThan(110);
    expect(rest.glucoseMgDl).toBeLessThan(180);
  }
});

test('a spread around nobody yields nobody', () => {
  expect(() => drawType1Person({ ...ADULTS, b: [3, 0.01] }, randomStream(1))).toThrow(/no person in 100 draws/);
});

describe('refused', () => {
  const person = drawType1Person(ADULTS, randomStream(SEED, 'sound'));
  test.each<[string, object, RegExp, string | undefined]>([
    ['a negative volume', { vg: -1 }, /vg is -1/, 'vg'],
    ['not a number', { kp3: Number.NaN }, /kp3 is NaN/, 'kp3'],
    ['a share of 1', { b: 1 }, /b is 1/, 'b'],
    ['bends of the stomach in the wrong order', { d: 0.9, b: 0.5 }, /d \(0.9\) is not below b/, 'd'],
    ['a stomach faster at its slowest', { kmin: 0.5 }, /kmin/, 'kmin'],
    ['a liver that makes too little', { kp1: 0.1 }, /steady/, undefined],
    ['a resting glucose nobody has', { kp1: person.kp1 * 3 }, /at rest is .* mg\/dL/, undefined],
    ['an exchange faster than a step', { k1: 4, k2: 4 }, /negative|drifts/, undefined],
    ['a stomach faster than a step', { kmax: 4 }, /negative after 75 g/, undefined],
  ])('%s', (_what, change, reason, field) => {
    const [problem] = type1Problems({ ...person, ...change });
    expect(problem?.what).toMatch(reason);
    expect(problem?.field).toBe(field);
  });

  test('no rescue is allowed: it is the published model', () => {
    expect(type1Problems({ ...person, rescue: 0 })).toEqual([]);
  });
});
