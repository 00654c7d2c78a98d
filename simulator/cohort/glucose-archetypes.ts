import type { GlucoseArchetype } from './glucose-archetype.ts';
import { gdm, healthy, prediabetes, steroid } from './glucose/own-insulin.ts';
import { type1Good, type1Mdi } from './glucose/type-1.ts';
import { type2Basal, type2Diet, type2Oral, type2Uncontrolled } from './glucose/type-2.ts';

export type { GlucoseArchetype } from './glucose-archetype.ts';

/** Everybody whose glucose is tracked. */
export const glucoseArchetypes: readonly GlucoseArchetype[] = [
  type2Oral,
  type2Diet,
  type2Basal,
  type2Uncontrolled,
  type1Mdi,
  type1Good,
  prediabetes,
  gdm,
  steroid,
  healthy,
];
