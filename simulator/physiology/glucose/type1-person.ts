import type { RandomStream } from '../../random.ts';
import type { Therapy } from './body.ts';
import { type1Body } from './type1-body.ts';
import { drawType1, type Type1Spread } from './type1-cohort.ts';
import type { Type1Parameters } from './type1-parameters.ts';
import { type1Problems } from './type1-validation.ts';

const MAX_ATTEMPTS = 100;
/** How often a draw is looked at while it is tried. */
const LOOK_MINUTES = 10;
/** Insulin that clinics prescribe to people with type 1 diabetes of any age [assumed, wide]. */
const BASAL_UNITS_PER_KG_DAY = [0.12, 0.9] as const;
const CARBOHYDRATE_GRAMS_PER_UNIT = [3, 60] as const;
const CORRECTION_MG_DL_PER_UNIT = [4, 200] as const;

const within = (value: number, [low, high]: readonly [number, number]): boolean => value >= low && value <= high;

/** Whether a clinic would know such a person by the insulin that suits them. */
const isUsual = (therapy: Therapy, bodyWeightKg: number): boolean =>
  within(therapy.basalUnitsPerDay / bodyWeightKg, BASAL_UNITS_PER_KG_DAY) &&
  within(therapy.carbohydrateGramsPerUnit, CARBOHYDRATE_GRAMS_PER_UNIT) &&
  within(therapy.correctionMgDlPerUnit, CORRECTION_MG_DL_PER_UNIT);

/**
 * A person of the virtual cohort. Independent draws combine to bodies that nobody has, so those that
 * `type1Problems` refuses or that would need unheard-of insulin are drawn again. Throws RangeError when a
 * spread yields nobody in 100 draws.
 */
export function drawType1Person(spread: Type1Spread, random: RandomStream): Type1Parameters {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const person = drawType1(spread, random);
    if (type1Problems(person, LOOK_MINUTES).length > 0) continue;
    if (isUsual(type1Body(person).therapy, person.bodyWeightKg)) return person;
  }
  throw new RangeError(`no person in ${MAX_ATTEMPTS} draws of this spread`);
}
