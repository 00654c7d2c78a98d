import { flagSet } from './flag-set.ts';

/** What kind of blood, by the low nibble of type and location. Other numbers are reserved. Source: realism facts 5.2. */
export const SAMPLE_TYPE = {
  capillaryWholeBlood: 1,
  capillaryPlasma: 2,
  venousWholeBlood: 3,
  venousPlasma: 4,
  arterialWholeBlood: 5,
  arterialPlasma: 6,
  undeterminedWholeBlood: 7,
  undeterminedPlasma: 8,
  interstitialFluid: 9,
  controlSolution: 10,
} as const;

/** Where it was taken, by the high nibble. */
export const SAMPLE_LOCATION = {
  finger: 1,
  alternateSite: 2,
  earlobe: 3,
  controlSolution: 4,
  notAvailable: 15,
} as const;

/** Bits of the sensor status annunciation, from bit 0. */
export const SENSOR_STATUS = flagSet([
  'battery-low',
  'sensor-malfunction',
  'sample-insufficient',
  'strip-insertion',
  'strip-type',
  'result-too-high',
  'result-too-low',
  'temperature-too-high',
  'temperature-too-low',
  'read-interrupted',
  'general-fault',
  'time-fault',
]);
export type SensorStatus = ReturnType<typeof SENSOR_STATUS.namesOf>[number];

/** Codes of the glucose measurement context. Source: realism facts 5.3. */
export const MEAL = { preprandial: 1, postprandial: 2, fasting: 3, casual: 4, bedtime: 5 } as const;
export const CARBOHYDRATE = {
  breakfast: 1,
  lunch: 2,
  dinner: 3,
  snack: 4,
  drink: 5,
  supper: 6,
  brunch: 7,
} as const;
export const TESTER = { self: 1, professional: 2, laboratory: 3, notAvailable: 15 } as const;
export const HEALTH = { minorIssues: 1, majorIssues: 2, menses: 3, stress: 4, none: 5, notAvailable: 15 } as const;
export const MEDICATION = {
  rapidInsulin: 1,
  shortInsulin: 2,
  intermediateInsulin: 3,
  longInsulin: 4,
  premixedInsulin: 5,
} as const;
