import { describe, expect, test } from 'vitest';
import { weightArchetypes } from '../../cohort/weight-archetypes.ts';
import { randomSpace } from '../../random.ts';
import { judge, shareWithin } from '../statistic.ts';
import { simulatedWeights } from './weight-cohort.ts';
import { DAY_TO_DAY_STATISTICS, WEIGHT_STATISTICS } from './weight-statistics.ts';
import { weightSeries } from './weight-series.ts';

/** A sample: the whole table is made over 20 seeds. No seed is one that anything was fitted on. */
const SEEDS = [101, 2026];
const PEOPLE = 60;

describe.each(Object.entries(WEIGHT_STATISTICS))('%s', (name, statistics) => {
  test.each(SEEDS)('at least 90 %% of its figures are within, seed %d', (seed) => {
    const verdicts = judge(statistics, simulatedWeights(name, seed, PEOPLE));
    const outside = verdicts.filter((v) => !v.within).map((v) => `${v.id} ${v.simulated.toFixed(3)}`);
    expect(shareWithin(verdicts), outside.join(', ')).toBeGreaterThanOrEqual(verdicts.length < 10 ? 0.7 : 0.9);
  });
});

test('every archetype of weight has figures to keep, but for the one that is an event', () => {
  const names = weightArchetypes.map((a) => a.name).filter((name) => name !== 'hf-decomp');
  expect(Object.keys(WEIGHT_STATISTICS).toSorted()).toEqual(names.toSorted());
});

describe('the figures can refuse', () => {
  const cohortOf = (kgOn: (day: number, person: number) => number) =>
    Array.from({ length: 20 }, (_, person) =>
      weightSeries(new Map(Array.from({ length: 365 }, (_day, day) => [20_514 + day, kgOn(day, person)]))),
    );

  test('a flat line', () => {
    expect(
      shareWithin(
        judge(
          DAY_TO_DAY_STATISTICS,
          cohortOf(() => 80),
        ),
      ),
    ).toBeLessThan(0.4);
  });

  test('white noise around a mean, as toys have it', () => {
    const days = randomSpace(3, 'white');
    const kgOn = (day: number, person: number): number => 80 + days.at2(person, day).normal(0, 0.45);
    const verdicts = judge(DAY_TO_DAY_STATISTICS, cohortOf(kgOn));
    const outside = verdicts.filter((v) => !v.within).map((v) => v.id);
    expect(outside).toContain('lag1');
    expect(outside).toContain('successive');
    expect(outside).toContain('weeklyAmplitude');
  });
});
