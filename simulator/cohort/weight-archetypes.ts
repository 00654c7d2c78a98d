import type { ArchetypeBase } from './archetype-base.ts';

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

const HEART_FAILURE = {
  measure: 'weight',
  units: ['kg', '[lb_av]'],
  ageYears: [55, 88],
  dryWeightKg: { female: 74, male: 87, sigma: 0.16 },
  fluidSdPercent: 0.45,
  gutSdKg: 0.2,
  driftKgPerMonth: 0.3,
} as const;

/** Everybody whose weight is tracked. Targets: realism facts 9.2. */
export const weightArchetypes: readonly WeightArchetype[] = [
  { ...HEART_FAILURE, name: 'hf-stable', title: 'Heart failure, stable, weighs daily' },
  {
    ...HEART_FAILURE,
    name: 'hf-decomp',
    title: 'Heart failure that decompensates in the second week, 40 % of it silently',
    decompensation: [10, 14],
  },
];
