import { describe, expect, test } from 'vitest';
import { weightArchetypes } from '../../cohort/weight-archetypes.ts';
import { usualWeightOf } from '../../cohort/weight-person.ts';
import type { WeightParameters } from './weight-parameters.ts';
import { WEIGHT_FIELDS, weightProblems } from './weight-validation.ts';

const USUAL = weightArchetypes.map((archetype) => [archetype.name, usualWeightOf(archetype)] as const);
const [[, HEART_FAILURE] = []] = USUAL;
if (HEART_FAILURE === undefined) throw new Error('nobody is weighed');
const problemsOf = (changes: Partial<WeightParameters>) => weightProblems({ ...HEART_FAILURE, ...changes });

test.each(USUAL)('what is usual for %s is usable, and every number of it has its name', (_name, usual) => {
  expect(weightProblems(usual)).toEqual([]);
  expect(Object.keys(usual).toSorted()).toEqual(WEIGHT_FIELDS.toSorted());
});

test('a body without any fluid, gut, week, clothes or decompensation that shows is one', () => {
  const still = { fluidSdPercent: 0, wanderSdPercent: 0, saltProbability: 0, gutSdKg: 0, weeklyFactor: 0 };
  expect(problemsOf({ ...still, eveningRiseKg: 0, eveningRiseSdKg: 0, clothesHighKg: 0, silentShare: 1 })).toEqual([]);
});

describe('refused by name', () => {
  test.each<[string, Partial<WeightParameters>, string | undefined, RegExp]>([
    ['a constant of Hall that is zero', { rhoFat: 0 }, 'rhoFat', /^rhoFat is 0, not a positive number$/],
    ['a share of 1', { betaTef: 1 }, 'betaTef', /^betaTef is 1, not below 1$/],
    ['not finite', { gutSdKg: Number.POSITIVE_INFINITY }, 'gutSdKg', /^gutSdKg is Infinity, not 0 to 2$/],
    ['no number', { saltDays: Number.NaN }, 'saltDays', /^saltDays is NaN, not 0.1 to 7$/],
    ['fluid that never forgets', { fluidMemory: 1 }, 'fluidMemory', /^fluidMemory is 1, not 0 to 0.99$/],
    ['a heavy Monday', { mondayPercent: 12 }, 'mondayPercent', /^mondayPercent is 12, not -2 to 2$/],
    ['the wrong way round', { saltLowKg: 0.5 }, 'saltLowKg', /^saltLowKg \(0.5\) is above saltHighKg \(0.4\)$/],
    ['steep before slow', { steepDays: 30 }, 'steepDays', /^steepDays \(30\) is not below slowDays \(30\)$/],
    [
      'a gut of more than the body',
      { gutSdKg: 2, spreadSigma: 0.5 },
      undefined,
      /^fluid, gut and week take a body of 24 kg to -/,
    ],
    ['a part that goes negative', { glycogenKg: 40 }, undefined, /^leanKg is -.* kg at rest, day 0 \(female, 70 kg\)$/],
    ['a state that does not hold', { zetaSodium: 30_000 }, undefined, /^\w+ is NaN kg at -700 kcal a day, day \d+/],
  ])('%s', (_what, changes, field, words) => {
    const [first, ...more] = problemsOf(changes);
    expect(first?.what).toMatch(words);
    expect([first?.field, more]).toEqual([field, []]);
  });

  test('every wrong number is named', () => {
    expect(problemsOf({ rhoFat: -1, clothesSdKg: -1, slowShare: 2 }).map(({ field }) => field)).toEqual([
      'rhoFat',
      'clothesSdKg',
      'slowShare',
    ]);
  });
});
