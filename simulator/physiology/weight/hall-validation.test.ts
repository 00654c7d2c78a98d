import { describe, expect, test } from 'vitest';
import { HALL_2011, type HallParameters, type HallPerson } from './hall-parameters.ts';
import { hallProblems } from './hall-validation.ts';

const MAN: HallPerson = { sex: 'male', ageYears: 40, heightM: 1.8, weightKg: 90, activityLevel: 1.5 };
const problemsOf = (person: Partial<HallPerson>, parameters: Partial<HallParameters> = {}): string =>
  hallProblems({ ...MAN, ...person }, { ...HALL_2011, ...parameters }).join('; ');

describe('bodies and constants', () => {
  test.each<[string, Partial<HallPerson>]>([
    ['a man', {}],
    ['a small old woman', { sex: 'female', ageYears: 88, heightM: 1.5, weightKg: 48, activityLevel: 1.3 }],
    ['a very heavy man', { weightKg: 180, activityLevel: 1.6 }],
  ])('%s is one', (_who, person) => {
    expect(problemsOf(person)).toBe('');
  });

  test.each<[string, Partial<HallPerson>, RegExp]>([
    ['a child', { ageYears: 9 }, /ageYears is 9, not 18 to 110/],
    ['height in centimetres', { heightM: 180 }, /heightM is 180/],
    ['no weight', { weightKg: Number.NaN }, /weightKg is NaN/],
    ['nobody rests all day', { activityLevel: 1 }, /activityLevel is 1,/],
    ['too thin to have fat', { weightKg: 40 }, /fatKg is -.* kg at rest, day 0/],
  ])('%s is refused with its reason', (_what, person, reason) => {
    expect(problemsOf(person)).toMatch(reason);
  });

  test.each<[string, Partial<HallParameters>, RegExp]>([
    ['a negative constant', { rhoFat: -9440 }, /rhoFat is -9440, not a positive number/],
    ['a zero constant', { tauAdaptationDays: 0 }, /tauAdaptationDays is 0/],
    ['a share above 1', { betaTef: 1.2 }, /betaTef is 1.2, not below 1/],
    ['megajoules for kilocalories', { rhoGlycogen: 17.6 }, /weightKg is NaN kg at -700 kcal a day/],
    ['glycogen for a whole body', { glycogenKg: 40 }, /leanKg is -.* kg at rest, day 0/],
    ['sodium that leaves faster than a step', { zetaSodium: 30_000 }, /weightKg is NaN kg at -700 kcal a day/],
  ])('%s is refused with its reason', (_what, parameters, reason) => {
    expect(problemsOf({}, parameters)).toMatch(reason);
  });

  test('every wrong number is named, not the first alone', () => {
    expect(hallProblems({ ...MAN, ageYears: 5, heightM: 0 }, { ...HALL_2011, rhoLean: 0 })).toHaveLength(3);
  });
});
