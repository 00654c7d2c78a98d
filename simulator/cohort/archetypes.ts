import { InputProblem } from '../../contract/input-problem.ts';
import type { Measure, UnitCode } from '../../contract/domain/index.ts';
import type { GlucoseParameters } from '../physiology/glucose/parameters.ts';
import { TYPE_2 } from '../physiology/glucose/parameters.ts';
import type { MeterErrorModel } from '../devices/glucometer/error-model.ts';

interface ArchetypeBase {
  readonly name: string;
  /** For a list on a terminal. */
  readonly title: string;
  readonly measure: Measure;
  readonly units: readonly UnitCode[];
  readonly ageYears: readonly [youngest: number, oldest: number];
}

/** A person whose blood glucose is tracked. */
export interface GlucoseArchetype extends ArchetypeBase {
  readonly measure: 'glucose';
  readonly units: readonly ('mg/dL' | 'mmol/L')[];
  readonly parameters: GlucoseParameters;
  /** Factor of every meal against the usual amounts. */
  readonly appetite: number;
  /** Factor of the liver's production on a day with and without the tablet, and how often it is taken. */
  readonly medication: { readonly production: number; readonly adherence: number };
  /** Day-to-day insulin sensitivity: log-scale deviation and memory. */
  readonly sensitivity: { readonly sd: number; readonly memory: number };
  /** Median share by which the liver makes more at dawn, and its log-scale deviation between people. */
  readonly dawn: { readonly median: number; readonly sigma: number };
  readonly meter: MeterErrorModel['name'];
}

/** A person whose weight is tracked. */
export interface WeightArchetype extends ArchetypeBase {
  readonly measure: 'weight';
  readonly units: readonly ('kg' | '[lb_av]')[];
  readonly dryWeightKg: { readonly female: number; readonly male: number; readonly sigma: number };
  readonly fluidSdPercent: number;
  readonly gutSdKg: number;
  /** Largest change of the dry weight in a month, either way. */
  readonly driftKgPerMonth: number;
  /** Days from the start between which a decompensation leads to admission. Absent: none. */
  readonly decompensation?: readonly [first: number, last: number];
}

export type Archetype = GlucoseArchetype | WeightArchetype;

const HEART_FAILURE = {
  measure: 'weight',
  units: ['kg', '[lb_av]'],
  ageYears: [55, 88],
  dryWeightKg: { female: 74, male: 87, sigma: 0.16 },
  fluidSdPercent: 0.45,
  gutSdKg: 0.2,
  driftKgPerMonth: 0.3,
} as const;

/**
 * The table describes a person whose liver and insulin work alike at every hour. Dawn and the nightly
 * low of sensitivity come on top here, so the liver starts lower; calibrated to a mean of 155 mg/dL and a CV of 27 %.
 */
const DAY_RHYTHM_ALLOWANCE = 0.96;

/** Every kind of patient that can be simulated. Targets: realism facts 9.2. */
export const archetypes: readonly Archetype[] = [
  {
    name: 't2d-oral',
    title: 'Type 2 diabetes on metformin, tests 1.5 times a day',
    measure: 'glucose',
    units: ['mg/dL', 'mmol/L'],
    ageYears: [38, 80],
    parameters: { ...TYPE_2, kp1: TYPE_2.kp1 * DAY_RHYTHM_ALLOWANCE },
    appetite: 0.65,
    medication: { production: 0.93, adherence: 0.85 },
    sensitivity: { sd: 0.2, memory: 0.3 },
    dawn: { median: 0.06, sigma: 0.8 },
    meter: 'good',
  },
  { ...HEART_FAILURE, name: 'hf-stable', title: 'Heart failure, stable, weighs daily' },
  {
    ...HEART_FAILURE,
    name: 'hf-decomp',
    title: 'Heart failure that decompensates in the second week, 40 % of it silently',
    decompensation: [10, 14],
  },
];

/** Throws an InputProblem that lists the known ones. */
export function archetypeNamed(name: string): Archetype {
  const found = archetypes.find((a) => a.name === name);
  if (found !== undefined) return found;
  const known = archetypes.map((a) => a.name).join(', ');
  throw new InputProblem(`there is no archetype "${name}"`, { path: 'archetype' }, `one of ${known}`);
}
