import { AS_DESCRIBED, type BodyModulation } from './body.ts';
import { dallaManBody, type MealOutputs } from './dalla-man-body.ts';
import type { GlucoseParameters } from './parameters.ts';

/** The factors of `BodyModulation`; those that are absent are 1. */
export type Modulation = Pick<BodyModulation, 'production' | 'sensitivity'> & Partial<BodyModulation>;

/** The meal model minute by minute, with meals eaten at once. */
export interface GlucoseModel {
  eat(grams: number): void;
  advance(minutes: number, modulation?: Modulation): void;
  outputs(): MealOutputs;
}

export function glucoseModel(p: GlucoseParameters): GlucoseModel {
  const body = dallaManBody(p);
  return {
    eat: (grams) => body.eat(grams, Number.POSITIVE_INFINITY),
    advance: (minutes, modulation) => body.advance(minutes, { ...AS_DESCRIBED, ...modulation }),
    outputs: () => body.outputs(),
  };
}
