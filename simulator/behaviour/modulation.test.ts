import { describe, expect, test } from 'vitest';
import { AS_DESCRIBED } from '../physiology/glucose/body.ts';
import { circadianSensitivity, dawnWeight } from '../physiology/glucose/day-rhythm.ts';
import { randomStream } from '../random.ts';
import type { Rhythm } from './glucose-behaviour.ts';
import { drawParts, setRhythm, type DayParts } from './modulation.ts';

const FLAT: DayParts = { sensitivity: [1, 1, 1, 1], production: [1, 1, 1, 1] };
const at = (hour: number, dawn: number, circadian: number, parts = FLAT) => {
  const modulation = { ...AS_DESCRIBED };
  setRhythm(modulation, hour * 60, dawn, circadian, parts);
  return modulation;
};

describe('the rhythm of a day', () => {
  test('follows dawn and the circadian profile to a quarter of an hour', () => {
    for (let hour = 0; hour < 24; hour += 0.5) {
      expect(at(hour, 0.2, 0).production).toBeCloseTo(1 + 0.2 * dawnWeight(hour), 1);
      expect(at(hour, 0, 1).sensitivity).toBeCloseTo(circadianSensitivity(hour), 1);
    }
  });

  test('half the circadian strength is half the way', () => {
    expect(1 - at(4, 0, 0.5).sensitivity).toBeCloseTo((1 - at(4, 0, 1).sensitivity) / 2, 12);
  });

  test('each part of the day has its own level', () => {
    const parts: DayParts = { sensitivity: [1, 2, 3, 4], production: [5, 6, 7, 8] };
    const levels = [3, 9, 14, 20, 26].map((hour) => at(hour, 0, 0, parts));
    expect(levels.map((m) => m.sensitivity)).toEqual([1, 2, 3, 4, 4]);
    expect(levels.map((m) => m.production)).toEqual([5, 6, 7, 8, 8]);
  });
});

const rhythm: Rhythm = {
  dawn: { median: 0, sigma: 0 },
  circadian: 1,
  sensitivitySd: 0,
  sensitivityMemory: 0,
  partSd: 0.3,
  productionSd: 0.1,
  personSigma: 0,
};

test('parts of a day differ by their deviation around the day’s own level', () => {
  const person = { swings: 1, parts: [1, 1, 1, 1] };
  const drawn = Array.from({ length: 3000 }, (_, i) => drawParts(rhythm, Math.log(0.8), person, randomStream(1, i)));
  const logs = drawn.flatMap((d) => d.sensitivity.map((s) => Math.log(s / 0.8)));
  expect(Math.abs(Math.sqrt(logs.reduce((a, x) => a + x * x, 0) / logs.length) - 0.3)).toBeLessThan(0.01);
  const made = drawn.flatMap((d) => d.production.map(Math.log));
  expect(Math.abs(Math.sqrt(made.reduce((a, x) => a + x * x, 0) / made.length) - 0.1)).toBeLessThan(0.005);

  const uneven = { swings: 1, parts: [1, 1.2, 0.9, 1] };
  const lasting = drawParts({ ...rhythm, productionSd: 0 }, 0, uneven, randomStream(1));
  expect(lasting.production).toEqual(uneven.parts);
});

test('or they are on one of two levels, as often on either, and draw no more for it', () => {
  const person = { swings: 2, parts: [1, 1, 1, 1] };
  const levels: Rhythm = { ...rhythm, partsDeviate: 'to two levels' };
  const drawn = Array.from({ length: 1000 }, (_, i) => drawParts(levels, 0, person, randomStream(2, i)));
  const sides = (of: keyof DayParts, sd: number) =>
    drawn.flatMap((d) => d[of].map((factor) => Math.log(factor) / (2 * sd)));
  for (const side of [sides('sensitivity', 0.3), sides('production', 0.1)]) {
    expect([...new Set(side.map((s) => s.toFixed(9)))].toSorted()).toEqual(['-1.000000000', '1.000000000']);
    expect(Math.abs(side.reduce((a, b) => a + b, 0) / side.length)).toBeLessThan(0.05);
  }
  const [one, other] = [randomStream(3), randomStream(3)];
  drawParts(rhythm, 0, person, one);
  drawParts(levels, 0, person, other);
  expect(one.uniform()).toBe(other.uniform());
});
