import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { bodyWeightKg, firstWeightState, nextWeightState, WEEKLY_PERCENT, type WeightTraits } from './body-weight.ts';

const STILL: WeightTraits = {
  dryWeightKg: 80,
  driftKgPerMonth: 0,
  weeklyPercent: [0, 0, 0, 0, 0, 0, 0],
  fluidSdPercent: 0,
  fluidMemory: 0,
  gutSdKg: 0,
  saltProbability: 0,
  saltKg: [0.2, 0.4],
};

/** Fluid and salt of `days` mornings in a row. */
const states = (traits: WeightTraits, days: number) => {
  let state = firstWeightState(traits, randomStream(1, 'first'));
  return Array.from({ length: days }, (_, day) => {
    if (day > 0) state = nextWeightState(state, traits, randomStream(1, 'fluid', day));
    return state;
  });
};
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

describe('parts of a morning weight, one at a time', () => {
  const none = { fluidKg: 0, saltKg: 0 };

  test('nothing but the dry weight', () => {
    expect(bodyWeightKg(none, STILL, 100, 3, randomStream(1))).toBe(80);
  });

  test('drift is per month of 30.4 days', () => {
    expect(bodyWeightKg(none, { ...STILL, driftKgPerMonth: -0.3 }, 304, 0, randomStream(1))).toBeCloseTo(77, 9);
  });

  test('the week swings by 0.35 % of the weight, highest on Monday, lowest on Thursday and Friday', () => {
    const traits = { ...STILL, weeklyPercent: WEEKLY_PERCENT };
    const week = [0, 1, 2, 3, 4, 5, 6].map((day) => bodyWeightKg(none, traits, 0, day, randomStream(1)));
    expect(Math.max(...week) - Math.min(...week)).toBeCloseTo(0.28, 9);
    expect(week.indexOf(Math.max(...week))).toBe(0);
    expect([3, 4]).toContain(week.indexOf(Math.min(...week)));
    expect(mean(week)).toBeCloseTo(80, 2);
  });

  test('fluid and salt add up', () => {
    expect(bodyWeightKg({ fluidKg: 0.5, saltKg: 0.25 }, STILL, 0, 0, randomStream(1))).toBe(80.75);
  });

  test('the gut is white with its own deviation', () => {
    const traits = { ...STILL, gutSdKg: 0.35 };
    const x = Array.from({ length: 4000 }, (_, i) => bodyWeightKg(none, traits, 0, 0, randomStream(1, i)) - 80);
    expect(Math.abs(mean(x))).toBeLessThan(0.02);
    expect(Math.abs(Math.sqrt(mean(x.map((v) => v * v))) - 0.35)).toBeLessThan(0.015);
  });
});

describe('from day to day', () => {
  test('fluid keeps its deviation and forgets as fast as it should', () => {
    const traits = { ...STILL, fluidSdPercent: 0.5, fluidMemory: 0.35 };
    const x = states(traits, 6000).map((state) => state.fluidKg);
    const variance = mean(x.map((v) => v * v));
    expect(Math.abs(Math.sqrt(variance) - 0.4)).toBeLessThan(0.015);
    const lag = mean(x.slice(1).map((v, i) => v * (x[i] ?? 0))) / variance;
    expect(Math.abs(lag - 0.35)).toBeLessThan(0.03);
  });

  test('salt of one day decays with a time constant of 1.5 days', () => {
    const after = nextWeightState({ fluidKg: 0, saltKg: 0.3 }, STILL, randomStream(1));
    expect(after.saltKg).toBeCloseTo(0.3 * Math.exp(-2 / 3), 12);
  });

  test('a salty day holds back 0.2 to 0.4 kg', () => {
    const salty = { ...STILL, saltProbability: 1 };
    for (let i = 0; i < 200; i++) {
      const { saltKg } = nextWeightState({ fluidKg: 0, saltKg: 0 }, salty, randomStream(2, i));
      expect(saltKg).toBeGreaterThanOrEqual(0.2);
      expect(saltKg).toBeLessThan(0.4);
    }
  });
});
