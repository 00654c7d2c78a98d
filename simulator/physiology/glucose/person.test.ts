import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { NORMAL, TYPE_2 } from './parameters.ts';
import { ADULT_SPREAD, drawPerson } from './person.ts';
import { steadyStateOf } from './steady-state.ts';
import { parameterProblems } from './validation.ts';

const draw = () => drawPerson(NORMAL, ADULT_SPREAD, randomStream(3, 'same'));

describe('drawing a person', () => {
  const people = Array.from({ length: 30 }, (_, i) => drawPerson(TYPE_2, ADULT_SPREAD, randomStream(3, 'person', i)));

  test('everyone drawn is a person, and no two are alike', () => {
    for (const person of people) expect(parameterProblems(person)).toEqual([]);
    expect(new Set(people.map((p) => p.bodyWeightKg)).size).toBe(people.length);
  });

  test('resting glucose spreads around the mean subject', () => {
    const levels = people.map((person) => steadyStateOf(person)?.glucoseMgDl ?? 0);
    const mean = levels.reduce((a, b) => a + b, 0) / levels.length;
    expect(Math.abs(mean - 159)).toBeLessThan(25);
    expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(30);
  });

  test('a parameter without a spread stays that of the mean', () => {
    for (const person of people) expect(person.k1).toBe(TYPE_2.k1);
  });

  test('the same stream draws the same person', () => {
    expect(draw()).toEqual(draw());
  });

  test('impossible draws are drawn again', () => {
    const wide = { kp1: 0.5 };
    const drawn = Array.from({ length: 20 }, (_, i) => drawPerson(NORMAL, wide, randomStream(9, i)));
    for (const person of drawn) expect(parameterProblems(person)).toEqual([]);
  });

  test('from a mean that is nobody, nobody is drawn', () => {
    expect(() => drawPerson({ ...NORMAL, m6: 0.1 }, ADULT_SPREAD, randomStream(1))).toThrow(/insulin/);
  });
});
