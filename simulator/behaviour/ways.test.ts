import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { type1Mdi } from '../cohort/glucose/type-1.ts';
import { type2Oral } from '../cohort/glucose/type-2.ts';
import { eatingAsTheyRest, waysOf } from './ways.ts';

const many = (of: typeof type2Oral) => Array.from({ length: 2000 }, (_, i) => waysOf(of.behaviour, randomStream(1, i)));
const median = (x: readonly number[]): number => x.toSorted((a, b) => a - b)[Math.floor(x.length / 2)] ?? Number.NaN;

describe('one person’s ways', () => {
  test('each plans the tests of the kind alike, unless people differ in them; then some all but never do one', () => {
    const [first, ...rest] = type2Oral.behaviour.tests;
    if (first === undefined) throw new Error('no test');
    const tests = [{ ...first, probability: 0.9, personSd: 2.5 }, ...rest];
    const people = many({ ...type2Oral, behaviour: { ...type2Oral.behaviour, tests } });
    const plans = people.map((p) => p.plans[0] ?? Number.NaN);
    expect(Math.abs(median(plans) - 0.9)).toBeLessThan(0.02);
    expect(plans.filter((p) => p < 0.2).length / plans.length).toBeGreaterThan(0.05);
    expect(plans.filter((p) => p > 0.98).length / plans.length).toBeGreaterThan(0.2);
    for (const { plans: own } of people) expect(own.slice(1)).toEqual(rest.map(({ probability }) => probability));
  });

  test('what lasts of the parts of days differs about the person’s own middle; nobody’s product is but 1', () => {
    const rhythm = { ...type1Mdi.behaviour.rhythm, lastingPartSd: 0.1 };
    const people = many({ ...type1Mdi, behaviour: { ...type1Mdi.behaviour, rhythm } });
    for (const { parts } of people) expect(parts.reduce((a, b) => a * b, 1)).toBeCloseTo(1, 9);
    const logs = people.flatMap(({ parts }) => parts.map(Math.log));
    const spread = Math.sqrt(logs.reduce((a, x) => a + x * x, 0) / logs.length);
    expect(Math.abs(spread - 0.1 * Math.sqrt(3 / 4))).toBeLessThan(0.004);
    for (const { parts } of many(type2Oral)) expect(parts).toEqual([1, 1, 1, 1]);
  });

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

  test('each corrects to an aim of their own, where the kind says that people differ in it', () => {
    const { behaviour } = type1Mdi;
    if (behaviour.bolus === undefined) throw new Error('no bolus');
    const bolus = { ...behaviour.bolus, targetMgDl: 140 };
    const aims = many({ ...type1Mdi, behaviour: { ...behaviour, bolus: { ...bolus, targetSigma: 0.2 } } });
    const logs = aims.map(({ targetMgDl }) => Math.log(targetMgDl / 140));
    expect(Math.abs(Math.sqrt(logs.reduce((a, x) => a + x * x, 0) / logs.length) - 0.2)).toBeLessThan(0.01);
    expect(Math.abs(median(logs))).toBeLessThan(0.02);
    const alike = many({ ...type1Mdi, behaviour: { ...behaviour, bolus: { ...bolus, targetSigma: 0 } } });
    for (const { targetMgDl } of alike) expect(targetMgDl).toBe(140);
    for (const { targetMgDl } of many(type2Oral)) expect(targetMgDl).toBe(0);
  });

  describe('who rests higher eats more', () => {
    const [own] = many(type2Oral);
    if (own === undefined) throw new Error('nobody');
    const of = (restMgDl: number, power: number) =>
      eatingAsTheyRest(own, { ...type2Oral.behaviour.meals, appetiteOfRest: { atMgDl: 140, power } }, restMgDl);

    test('by the power of how many times as high, and nothing else changes', () => {
      expect(of(140, 1.3)).toEqual(own);
      expect(of(280, 1).appetite / own.appetite).toBeCloseTo(2, 12);
      expect(of(280, 2).appetite / own.appetite).toBeCloseTo(4, 12);
      expect(of(70, 1).appetite / own.appetite).toBeCloseTo(0.5, 12);
      expect({ ...of(280, 1), appetite: own.appetite }).toEqual(own);
    });

    test('not where the kind says nothing of it', () => {
      const { appetiteOfRest: _, ...meals } = type2Oral.behaviour.meals;
      expect(eatingAsTheyRest(own, meals, 280)).toBe(own);
    });
  });
});
