import {
  DIALYSIS_WEIGHING,
  FALLING_WEIGHING,
  FRAIL_WEIGHING,
  HEART_FAILURE_WEIGHING,
  WELLNESS_WEIGHING,
  type WeighingHabit,
} from '../behaviour/weighing-habit.ts';
import type { ScaleModelName } from '../devices/scale/models.ts';
import type { ProgramSpread } from '../physiology/weight/intake.ts';
import type { ArchetypeBase } from './archetype-base.ts';

/** Median weight by sex and its log-scale deviation. */
interface WeightSpread {
  readonly female: number;
  readonly male: number;
  readonly sigma: number;
}

/** A person whose weight is tracked. */
export interface WeightArchetype extends ArchetypeBase {
  readonly measure: 'weight';
  readonly units: readonly ('kg' | '[lb_av]')[];
  readonly dryWeightKg: WeightSpread;
  /** Medians of people, which differ by `SPREAD_SIGMA`. */
  readonly fluidSdPercent: number;
  readonly gutSdKg: number;
  /** Largest change of the dry weight in a month, either way. */
  readonly driftKgPerMonth: number;
  readonly weighing: WeighingHabit;
  readonly scale: ScaleModelName;
  /** Days from the start between which a decompensation leads to admission. Absent: none. */
  readonly decompensation?: readonly [first: number, last: number];
  /** Wasting, percent of the weight a week, in place of the drift. */
  readonly wastingPercentPerWeek?: number;
  /** A weight-loss programme, in place of the drift. */
  readonly program?: ProgramSpread;
  /** Water between dialyses: kg a day. */
  readonly dialysisGainKgPerDay?: readonly [low: number, high: number];
  /** The scale is shared: how many live with it, and the chance that a child or a suitcase is put on it in a day. */
  readonly household?: { readonly members: readonly [least: number, most: number]; readonly visitsPerDay: number };
}

const COMMON = {
  measure: 'weight',
  units: ['kg', '[lb_av]'],
  fluidSdPercent: 0.5,
  gutSdKg: 0.2,
  driftKgPerMonth: 0.3,
} as const;

const HEART_FAILURE = {
  ...COMMON,
  ageYears: [55, 88],
  dryWeightKg: { female: 74, male: 87, sigma: 0.16 },
  weighing: HEART_FAILURE_WEIGHING,
  scale: 'telehealth',
} as const;

/** Everybody whose weight is tracked. Targets: realism facts 9.2. */
export const weightArchetypes: readonly WeightArchetype[] = [
  { ...HEART_FAILURE, name: 'hf-stable', number: 11, title: 'Heart failure, stable, weighs daily' },
  {
    ...HEART_FAILURE,
    name: 'hf-decomp',
    number: 12,
    title: 'Heart failure that decompensates in the second week, 40 % of it silently',
    decompensation: [10, 14],
  },
  {
    ...HEART_FAILURE,
    name: 'hf-cachexia',
    number: 13,
    title: 'Heart failure with wasting, half a percent of the weight a week',
    ageYears: [62, 92],
    dryWeightKg: { female: 64, male: 75, sigma: 0.14 },
    weighing: FRAIL_WEIGHING,
    wastingPercentPerWeek: 0.5,
  },
  {
    ...COMMON,
    name: 'obesity-program',
    number: 14,
    title: 'Obesity under a GLP-1 agonist, loses a tenth in a year and weighs ever more rarely',
    ageYears: [24, 66],
    dryWeightKg: { female: 103, male: 119, sigma: 0.12 },
    weighing: FALLING_WEIGHING,
    scale: 'fine',
    program: { medianDeficitKcal: 635, sigma: 0.3, rampDays: 112, fadePerYear: [0.5, 0.9] },
  },
  {
    ...COMMON,
    name: 'ckd-dialysis',
    number: 15,
    title: 'Kidney failure, dialysis on Monday, Wednesday and Friday',
    ageYears: [40, 84],
    dryWeightKg: { female: 68, male: 80, sigma: 0.16 },
    fluidSdPercent: 0.3,
    weighing: DIALYSIS_WEIGHING,
    scale: 'telehealth',
    dialysisGainKgPerDay: [0.8, 1.1],
  },
  {
    ...COMMON,
    name: 'family-scale',
    number: 16,
    title: 'A scale that two to four people share and that mistakes one for another',
    ageYears: [28, 70],
    dryWeightKg: { female: 68, male: 83, sigma: 0.15 },
    gutSdKg: 0.17,
    weighing: WELLNESS_WEIGHING,
    scale: 'family',
    household: { members: [2, 4], visitsPerDay: 0.003 },
  },
];
