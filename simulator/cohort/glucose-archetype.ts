import type { GlucoseBehaviour } from '../behaviour/glucose-behaviour.ts';
import type { MeterErrorModel } from '../devices/glucometer/error-model.ts';
import type { GlucoseParameters } from '../physiology/glucose/parameters.ts';
import type { ParameterSpread } from '../physiology/glucose/person.ts';
import type { Type1Spread } from '../physiology/glucose/type1-cohort.ts';
import type { ArchetypeBase } from './archetype-base.ts';

/** Whose body: a model, the mean person and how people differ. Data; another set does as well. */
export type BodyKind =
  | {
      readonly model: 'dalla-man';
      readonly mean: GlucoseParameters;
      readonly spread: ParameterSpread;
      /** Resting glucose of anybody who counts as of this kind, mg/dL: others are drawn again. */
      readonly restMgDl: readonly [low: number, high: number];
    }
  | {
      readonly model: 'uva-padova';
      readonly spread: Type1Spread;
      /** Loss through the kidney, 1/min, of what lies above a mass of glucose in plasma, mg/kg. */
      readonly kidney: { readonly ke1: number; readonly ke2: number };
    };

/** What the archetype's finger tests have to come out as. Source: realism facts 9.2. */
export interface GlucoseTarget {
  /** mg/dL */
  readonly mean: number;
  /** Within a patient, percent. */
  readonly cvPercent: number;
  /** mg/dL. Absent: none given. */
  readonly fasting?: number;
  readonly testsPerDay?: number;
  /** Percent below 70 mg/dL. */
  readonly below70?: number;
}

/** A person whose blood glucose is tracked. */
export interface GlucoseArchetype extends ArchetypeBase {
  readonly measure: 'glucose';
  readonly units: readonly ('mg/dL' | 'mmol/L')[];
  readonly body: BodyKind;
  readonly behaviour: GlucoseBehaviour;
  readonly meter: MeterErrorModel['name'];
  readonly target: GlucoseTarget;
}

export const GLUCOSE_COMMON = { measure: 'glucose', units: ['mg/dL', 'mmol/L'], meter: 'good' } as const;
