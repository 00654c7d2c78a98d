import type { GlucoseBehaviour, MealHabit } from '../../behaviour/glucose-behaviour.ts';
import {
  GLUCOSE_ENGAGEMENT,
  LOG_ENGAGEMENT,
  LOG_TESTS,
  MEALS,
  OCCASIONAL_TESTS,
  PREGNANCY_TESTS,
  REACTIVE,
  SPELLS,
  testsTimes,
} from '../../behaviour/habits.ts';
import { NORMAL, type GlucoseParameters } from '../../physiology/glucose/parameters.ts';
import { ADULT_SPREAD, type ParameterSpread } from '../../physiology/glucose/person.ts';
import { GLUCOSE_COMMON, type GlucoseArchetype } from '../glucose-archetype.ts';

/** Ordinary meals are taken up faster than the one large meal of the table; calibrated to realism facts 7.2. */
const BODY: GlucoseParameters = {
  ...NORMAL,
  kabs: 0.249,
  kmax: 0.108,
  kgri: 0.108,
  kmin: 0.0046,
  k: 1.793,
  beta: 0.114,
  p2u: 0.0638,
};
const SPREAD: ParameterSpread = { ...ADULT_SPREAD, kp1: 0.057 };

const BEHAVIOUR: GlucoseBehaviour = {
  meals: MEALS,
  tests: OCCASIONAL_TESTS,
  engagement: GLUCOSE_ENGAGEMENT,
  reactive: REACTIVE,
  rhythm: {
    dawn: { median: 0.0741, sigma: 0.8 },
    circadian: 1,
    sensitivitySd: 0.424,
    sensitivityMemory: 0.3,
    partSd: 0.0832,
    productionSd: 0.164,
    personSigma: 0,
  },
  spells: SPELLS,
};

/** Fewer have eaten by seven: a meal before seven counts as a rise of the dawn (realism facts 7.2). */
const laterBreakfast = (habit: MealHabit): MealHabit =>
  habit.name === 'breakfast' ? { ...habit, usual: { ...habit.usual, hour: 7.4 } } : habit;

export const prediabetes: GlucoseArchetype = {
  ...GLUCOSE_COMMON,
  name: 'prediabetes',
  number: 7,
  title: 'Prediabetes, tests twice a week',
  ageYears: [35, 75],
  body: {
    model: 'dalla-man',
    mean: { ...BODY, kp1: 2.705, kp3: 0.0063, vmx: 0.0255 },
    // People whose own means lie as near each other as those of realism facts 7.2.
    spread: { ...SPREAD, kp1: 0.028, vg: 0.03 },
    restMgDl: [79, 140],
  },
  behaviour: {
    ...BEHAVIOUR,
    meals: { ...MEALS, list: MEALS.list.map(laterBreakfast), appetite: 0.62, mealSigma: 0.64 },
    // Nights that rise by more than 20 mg/dL are fewer than half (realism facts 7.2).
    rhythm: { ...BEHAVIOUR.rhythm, dawn: { median: 0.03, sigma: 0.8 } },
  },
  target: { mean: 109, cvPercent: 20, fasting: 108, testsPerDay: 0.3 },
};

export const gdm: GlucoseArchetype = {
  ...GLUCOSE_COMMON,
  name: 'gdm',
  number: 8,
  title: 'Diabetes of pregnancy from week 20, tests fasting and after meals',
  ageYears: [22, 44],
  body: {
    model: 'dalla-man',
    mean: { ...BODY, vmx: BODY.vmx * 0.6, kp1: BODY.kp1 * 0.985 },
    spread: { ...SPREAD, kp1: 0.03 },
    restMgDl: [72, 105],
  },
  behaviour: {
    ...BEHAVIOUR,
    meals: { ...MEALS, appetite: 0.29, mealSigma: 0.78 },
    tests: PREGNANCY_TESTS,
    engagement: { ...GLUCOSE_ENGAGEMENT, missEngaged: 0.03, lapsePerDay: 0.004 },
    rhythm: { ...BEHAVIOUR.rhythm, dawn: { median: 0.04, sigma: 0.6 }, sensitivitySd: 0.2, productionSd: 0.08 },
    spells: { ...SPELLS, exercisePerWeek: 1.5 },
    sensitivityLossPerWeek: 0.02,
  },
  target: { mean: 105, cvPercent: 18, fasting: 92, testsPerDay: 4 },
};

export const steroid: GlucoseArchetype = {
  ...GLUCOSE_COMMON,
  name: 'steroid',
  number: 9,
  title: 'Home from hospital on a 14-day course of steroids, high in the afternoon',
  ageYears: [45, 85],
  body: {
    model: 'dalla-man',
    mean: { ...BODY, kp1: 2.9, vmx: 0.03, beta: 0.025, k: 0.5 },
    spread: SPREAD,
    restMgDl: [90, 170],
  },
  behaviour: {
    ...BEHAVIOUR,
    meals: { ...MEALS, appetite: 1.45 },
    tests: LOG_TESTS,
    engagement: LOG_ENGAGEMENT,
    rhythm: { ...BEHAVIOUR.rhythm, sensitivitySd: 0.3, productionSd: 0.1 },
    steroids: { sensitivity: 0.45, days: 14 },
  },
  target: { mean: 220, cvPercent: 35, fasting: 150, testsPerDay: 4 },
};

export const healthy: GlucoseArchetype = {
  ...GLUCOSE_COMMON,
  name: 'healthy',
  number: 10,
  title: 'Nobody’s patient: glucose without diabetes, the floor of false alarms',
  ageYears: [20, 75],
  body: {
    model: 'dalla-man',
    mean: { ...BODY, vmx: BODY.vmx * 0.75, kp1: BODY.kp1 * 1.01 },
    spread: { ...SPREAD, kp1: 0.02 },
    restMgDl: [75, 100],
  },
  behaviour: {
    ...BEHAVIOUR,
    meals: { ...MEALS, appetite: 0.58 },
    tests: testsTimes(OCCASIONAL_TESTS, 2),
    rhythm: { ...BEHAVIOUR.rhythm, dawn: { median: 0.03, sigma: 0.6 }, sensitivitySd: 0.3, productionSd: 0.1 },
  },
  target: { mean: 96, cvPercent: 15, fasting: 92 },
};
