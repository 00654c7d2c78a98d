import type { GlucoseBehaviour } from '../../behaviour/glucose-behaviour.ts';
import {
  CONNECTED_TESTS,
  GLUCOSE_ENGAGEMENT,
  HYPO,
  REACTIVE,
  SPELLS,
  TABLET_MEALS,
  TYPE_2_MEALS,
  testsTimes,
} from '../../behaviour/habits.ts';
import { TYPE_2, type GlucoseParameters } from '../../physiology/glucose/parameters.ts';
import { ADULT_SPREAD, type ParameterSpread } from '../../physiology/glucose/person.ts';
import { GLUCOSE_COMMON, type GlucoseArchetype } from '../glucose-archetype.ts';

/**
 * The table describes a person whose liver and insulin work alike at every hour, at one large meal. Dawn and the
 * nightly low of sensitivity come on top here, so the liver starts lower; ordinary meals are taken up faster.
 * Calibrated to the dense records of realism facts 7.2.
 */
const BODY: GlucoseParameters = {
  ...TYPE_2,
  kp1: 2.825,
  kabs: 0.0711,
  kmax: 0.0348,
  kgri: 0.0348,
  kmin: 0.00472,
  vmx: 0.0279,
  k: 0.459,
  beta: 0.0518,
  p2u: 0.1,
};
/** Fasting glucose that makes the diagnosis, less what tablets take off, to what nobody leaves untreated. */
const REST = [106, 300] as const;
const SPREAD: ParameterSpread = { ...ADULT_SPREAD, kp1: 0.069 };

const BEHAVIOUR: GlucoseBehaviour = {
  meals: { ...TYPE_2_MEALS, appetite: 0.607 },
  tests: CONNECTED_TESTS,
  engagement: GLUCOSE_ENGAGEMENT,
  reactive: REACTIVE,
  rhythm: {
    dawn: { median: 0.0177, sigma: 0.8 },
    circadian: 1,
    sensitivitySd: 0.6,
    sensitivityMemory: 0.3,
    partSd: 0.111,
    productionSd: 0.085,
    personSigma: 0,
  },
  spells: SPELLS,
};
/** People whose own CVs lie as near each other, and own means as far apart, as those of realism facts 7.2. */
const ALIKE: ParameterSpread = { kp1: 0.0785, vg: 0.119, vmx: 0.1, k: 0.189, beta: 0.116, kmax: 0.146, p2u: 0.108 };
const METFORMIN = { production: 0.93, adherence: 0.85 };

export const type2Oral: GlucoseArchetype = {
  ...GLUCOSE_COMMON,
  name: 't2d-oral',
  number: 1,
  title: 'Type 2 diabetes on metformin, tests 1.5 times a day',
  ageYears: [38, 80],
  body: {
    model: 'dalla-man',
    mean: { ...BODY, kp1: 2.8516, vmx: 0.02704, beta: 0.05355 },
    spread: { ...SPREAD, ...ALIKE },
    restMgDl: REST,
  },
  behaviour: {
    ...BEHAVIOUR,
    tablets: METFORMIN,
    meals: TABLET_MEALS,
    rhythm: {
      ...BEHAVIOUR.rhythm,
      dawn: { median: 0.0198, sigma: 0.635 },
      sensitivitySd: 0.763,
      partSd: 0.0755,
      productionSd: 0.063,
    },
  },
  target: { mean: 155, cvPercent: 27, fasting: 145, testsPerDay: 1.5 },
};

export const type2Diet: GlucoseArchetype = {
  ...GLUCOSE_COMMON,
  name: 't2d-diet',
  number: 2,
  title: 'Type 2 diabetes on diet alone, tests every other day',
  ageYears: [35, 80],
  body: {
    model: 'dalla-man',
    mean: { ...BODY, kp1: BODY.kp1 * 0.985, beta: BODY.beta * 1.3 },
    spread: SPREAD,
    restMgDl: REST,
  },
  behaviour: {
    ...BEHAVIOUR,
    meals: { ...BEHAVIOUR.meals, mealSigma: 0.5 },
    tests: testsTimes(CONNECTED_TESTS, 0.41),
  },
  target: { mean: 150, cvPercent: 27, fasting: 140, testsPerDay: 0.6 },
};

export const type2Basal: GlucoseArchetype = {
  ...GLUCOSE_COMMON,
  name: 't2d-basal',
  number: 3,
  title: 'Type 2 diabetes on a nightly basal insulin, tests 1.5 times a day',
  ageYears: [45, 85],
  body: { model: 'dalla-man', mean: { ...BODY, kp1: BODY.kp1 * 1.01 }, spread: SPREAD, restMgDl: REST },
  behaviour: {
    ...BEHAVIOUR,
    tablets: METFORMIN,
    meals: { ...BEHAVIOUR.meals, appetite: 0.58, mealSigma: 0.6 },
    reactive: { ...REACTIVE, symptoms: 0.15, recheckLow: 0.3 },
    rhythm: { ...BEHAVIOUR.rhythm, sensitivitySd: 0.5 },
    basal: { hour: 21.5, share: 0.3, personSigma: 0.2, missed: 0.05, wrongSize: 0.02, actionSigma: 0.2 },
    hypo: HYPO,
  },
  target: { mean: 150, cvPercent: 32, fasting: 130, testsPerDay: 1.5, below70: 1.2 },
};

export const type2Uncontrolled: GlucoseArchetype = {
  ...GLUCOSE_COMMON,
  name: 't2d-uncontrolled',
  number: 4,
  title: 'Type 2 diabetes out of control, far above every limit on most days',
  ageYears: [35, 80],
  body: {
    model: 'dalla-man',
    mean: { ...BODY, kp1: BODY.kp1 * 1.1, beta: BODY.beta * 0.6 },
    spread: SPREAD,
    restMgDl: [150, 330],
  },
  behaviour: {
    ...BEHAVIOUR,
    reactive: { ...REACTIVE, recheckHigh: 0.1 },
    meals: { ...TYPE_2_MEALS, appetite: 0.75, mealSigma: 0.5 },
    rhythm: { ...BEHAVIOUR.rhythm, sensitivitySd: 0.8, partSd: 0.3, productionSd: 0.1 },
  },
  target: { mean: 230, cvPercent: 28, fasting: 205, testsPerDay: 1.5 },
};
