import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { type1Mdi } from '../cohort/glucose/type-1.ts';
import { type2Oral } from '../cohort/glucose/type-2.ts';
import { waysOf } from './ways.ts';

const many = (of: typeof type2Oral) => Array.from({ length: 2000 }, (_, i) => waysOf(of.behaviour, randomStream(1, i)));
const median = (x: readonly number[]): number => x.toSorted((a, b) => a - b)[Math.floor(x.length / 2)] ?? Number.NaN;

describe('one person’s ways', () => {
  test('people differ about the habit of their kind', () => {
    const people = many(type2Oral);
    const { meals } = type2Oral.behaviour;
    expect(median(people.map((p) => p.appetite)) / meals.appetite).toBeCloseTo(1, 1);
    for (const { name, usual } of meals.list) {
      expect(Math.abs(median(people.map((p) => p.hours.get(name) ?? 0)) - usual.hour), name).toBeLessThan(0.1);
    }
  });

  test('nobody’s own hours leave the day, and no dawn is beyond all bounds', () => {
    for (const { hours, dawn } of many(type2Oral)) {
      for (const hour of hours.values()) expect(hour >= 4.5 && hour <= 23.6).toBe(true);
      expect(dawn).toBeLessThanOrEqual(0.4);
    }
  });

  test('who injects has a share of the need at each meal, and a threshold below which lows are felt', () => {
    const people = many(type1Mdi);
    const { bolus, hypo } = type1Mdi.behaviour;
    expect(median(people.map((p) => p.bolusShares.get('lunch') ?? 0))).toBeCloseTo(bolus?.share.lunch ?? 0, 1);
    expect(Math.abs(median(people.map((p) => p.feltBelowMgDl)) - (hypo?.feltBelow ?? 0))).toBeLessThan(1);
  });
});
