import { describe, expect, test } from 'vitest';
import { randomSpace } from '../../random.ts';
import { bodyFluids, type WeightTraits } from './body-weight.ts';
import { USUAL_WEIGHT, weekOf } from './weight-parameters.ts';

const STILL: WeightTraits = {
  dryWeightKg: 80,
  weeklyPercent: [0, 0, 0, 0, 0, 0, 0],
  fluidSdPercent: 0,
  fluidMemory: 0,
  wanderSdPercent: 0,
  wanderDays: 25,
  gutSdKg: 0,
  saltProbability: 0,
  saltKg: [0.2, 0.4],
  saltDays: 1.5,
  eveningRiseKg: { mean: 0, sd: 0 },
};

/** Mornings above the tissue, one day after the other. */
const mornings = (traits: WeightTraits, days: number, weekday = () => 2): number[] => {
  const body = bodyFluids(traits);
  const space = randomSpace(1, 'fluid');
  return Array.from({ length: days }, (_, day) => {
    body.live(space.at(day));
    return body.morningKg(weekday());
  });
};
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
const deviation = (x: readonly number[]): number => Math.sqrt(mean(x.map((v) => v * v)) - mean(x) ** 2);
const lag = (x: readonly number[]): number => {
  const [centre, variance] = [mean(x), deviation(x) ** 2];
  return mean(x.slice(1).map((v, i) => (v - centre) * ((x[i] ?? 0) - centre))) / variance;
};

describe('parts of a morning weight, one at a time', () => {
  test('without any part there is nothing above the tissue', () => {
    expect(mornings(STILL, 30)).toEqual(Array.from({ length: 30 }, () => 0));
  });

  test('the week swings by 0.35 % of the weight, highest on Monday, lowest on Thursday and Friday', () => {
    const body = bodyFluids({ ...STILL, weeklyPercent: weekOf(USUAL_WEIGHT) });
    body.live(randomSpace(1).at(0));
    const week = [0, 1, 2, 3, 4, 5, 6].map((day) => body.morningKg(day));
    expect(Math.max(...week) - Math.min(...week)).toBeCloseTo(0.28, 9);
    expect(week.indexOf(Math.max(...week))).toBe(0);
    expect([3, 4]).toContain(week.indexOf(Math.min(...week)));
    expect(mean(week)).toBeCloseTo(0, 2);
  });

  test('fluid keeps its deviation and forgets as fast as it should, from the first day on', () => {
    const x = mornings({ ...STILL, fluidSdPercent: 0.5, fluidMemory: 0.35 }, 8000);
    expect(Math.abs(deviation(x) - 0.4)).toBeLessThan(0.015);
    expect(Math.abs(lag(x) - 0.35)).toBeLessThan(0.03);
    const firsts = Array.from({ length: 2000 }, (_, person) => {
      const body = bodyFluids({ ...STILL, fluidSdPercent: 0.5, fluidMemory: 0.9 });
      body.live(randomSpace(2, person).at(0));
      return body.morningKg(0);
    });
    expect(Math.abs(deviation(firsts) - 0.4)).toBeLessThan(0.03);
  });

  test('the gut is white with its own deviation', () => {
    const x = mornings({ ...STILL, gutSdKg: 0.35 }, 6000);
    expect(Math.abs(mean(x))).toBeLessThan(0.02);
    expect(Math.abs(deviation(x) - 0.35)).toBeLessThan(0.015);
    expect(Math.abs(lag(x))).toBeLessThan(0.04);
  });

  test('a salty day holds back 0.2 to 0.4 kg, which decays with a time constant of 1.5 days', () => {
    const rare = mornings({ ...STILL, saltProbability: 0.05 }, 4000);
    const steps = rare.slice(1).map((kg, i) => kg - Math.exp(-2 / 3) * (rare[i] ?? 0));
    const salty = steps.filter((step) => step > 1e-9);
    expect(Math.abs(salty.length / 4000 - 0.05)).toBeLessThan(0.012);
    for (const step of salty) {
      expect(step).toBeGreaterThanOrEqual(0.2 - 1e-9);
      expect(step).toBeLessThan(0.4);
    }
    for (const step of steps) expect(step).toBeGreaterThan(-1e-9);
  });
});

describe('in a day', () => {
  const traits = { ...STILL, eveningRiseKg: { mean: 0.9, sd: 0.5 } };

  test('the body gains 0.9 kg from waking to late evening, never less than nothing nor more than 2', () => {
    const body = bodyFluids(traits);
    const rises = Array.from({ length: 4000 }, (_, day) => {
      body.live(randomSpace(3).at(day));
      expect(body.sinceMorningKg(7)).toBe(0);
      expect(body.sinceMorningKg(5)).toBe(0);
      expect(body.sinceMorningKg(14.5)).toBeCloseTo(body.sinceMorningKg(22) / 2, 12);
      return body.sinceMorningKg(22);
    });
    expect(Math.abs(mean(rises) - 0.9)).toBeLessThan(0.04);
    expect(Math.min(...rises)).toBe(0);
    expect(Math.max(...rises)).toBe(2);
  });

  test('the next morning knows nothing of it', () => {
    expect(mornings(traits, 10)).toEqual(mornings(STILL, 10));
  });
});

test('days have draws of their own: another body on the same days is moved alike', () => {
  const light = mornings({ ...STILL, fluidSdPercent: 0.5, gutSdKg: 0.2 }, 50);
  const twice = mornings({ ...STILL, fluidSdPercent: 1, gutSdKg: 0.4 }, 50);
  twice.forEach((kg, day) => expect(kg).toBeCloseTo(2 * (light[day] ?? 0), 9));
});
