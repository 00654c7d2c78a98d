import { describe, expect, test } from 'vitest';
import { METER_ERROR_MODELS } from '../error-model.ts';
import { fdaOverTheCounter, insideIso, iso15197, type Verdict } from './protocols.ts';
import { accuracyStudy, ISO_BINS, type StudyResult } from './study.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const { good, average, legacy } = METER_ERROR_MODELS;
const shares = ({ criteria }: Verdict): number[] => criteria.map(({ share }) => share);
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

describe('a study', () => {
  test('has 100 subjects in the bins of ISO 15197:2013, two meters, three lots', () => {
    const results = accuracyStudy(good, 1);
    expect(results).toHaveLength(600);
    for (const [subjects, low, high] of ISO_BINS) {
      const inside = results.filter(({ referenceMgDl: r }) => r >= low && r < high).length;
      expect(inside).toBe(subjects * 6);
    }
  });

  test('is the same for a seed and another for another', () => {
    expect(accuracyStudy(average, 3)).toEqual(accuracyStudy(average, 3));
    expect(accuracyStudy(average, 3)).not.toEqual(accuracyStudy(average, 4));
  });
});

describe.each(SEEDS)('seed %d', (seed) => {
  test('the good meter passes ISO 15197:2013 and the FDA', () => {
    expect(iso15197(accuracyStudy(good, seed))).toMatchObject({ passes: true });
    expect(fdaOverTheCounter(accuracyStudy(good, seed))).toMatchObject({ passes: true });
  });
  test('the average meter passes ISO 15197:2013 and fails the FDA', () => {
    expect(iso15197(accuracyStudy(average, seed))).toMatchObject({ passes: true });
    expect(fdaOverTheCounter(accuracyStudy(average, seed))).toMatchObject({ passes: false });
  });
  test('the legacy meter fails both, for the 95 %, not for danger', () => {
    const iso = iso15197(accuracyStudy(legacy, seed));
    expect(iso.criteria.map(({ met }) => met)).toEqual([false, true]);
    expect(fdaOverTheCounter(accuracyStudy(legacy, seed))).toMatchObject({ passes: false });
  });
});

test('over 20 seeds: good 99 % and more inside ISO, average 96 to 98 %', () => {
  const share = (model: typeof good | typeof average) =>
    mean(SEEDS.map((s) => shares(iso15197(accuracyStudy(model, s)))[0] ?? 0));
  expect(share(good)).toBeGreaterThan(0.99);
  expect(share(average)).toBeGreaterThan(0.96);
  expect(share(average)).toBeLessThan(0.985);
});

describe('verdicts', () => {
  const of = (inside: number, outside: number, off: number): StudyResult[] => [
    ...Array.from({ length: inside }, () => ({ referenceMgDl: 200, meterMgDl: 200 })),
    ...Array.from({ length: outside }, () => ({ referenceMgDl: 200, meterMgDl: 200 + off })),
  ];

  test('95 % is enough, one result less is not', () => {
    expect(iso15197(of(95, 5, 31)).passes).toBe(true);
    expect(iso15197(of(94, 6, 31)).passes).toBe(false);
    expect(fdaOverTheCounter(of(95, 5, 31)).passes).toBe(true);
    expect(fdaOverTheCounter(of(94, 6, 31)).passes).toBe(false);
  });

  test('one dangerous result in a hundred may be, two may not', () => {
    expect(iso15197(of(99, 1, -170)).passes).toBe(true);
    expect(iso15197(of(98, 2, -170)).passes).toBe(false);
    expect(fdaOverTheCounter(of(99, 1, 41)).passes).toBe(true);
    expect(fdaOverTheCounter(of(98, 2, 41)).passes).toBe(false);
  });

  test.each([
    [99, 114, true],
    [99, 115, false],
    [100, 115, true],
    [100, 116, false],
    [100, 85, true],
    [100, 84, false],
  ])('limits belong to the inside: %d shown as %d', (referenceMgDl, meterMgDl, inside) => {
    expect(insideIso({ referenceMgDl, meterMgDl })).toBe(inside);
  });

  test('a study without results has none', () => {
    expect(() => iso15197([])).toThrow(RangeError);
    expect(() => fdaOverTheCounter([])).toThrow(RangeError);
  });
});
