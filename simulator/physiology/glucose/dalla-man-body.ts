import type { BodyModulation, GlucoseBody, Therapy } from './body.ts';
import { EATING_GRAMS_PER_MINUTE, requireMinutes, requireSnapshot } from './body-input.ts';
import {
  appearance,
  emptyGut,
  emptyingOf,
  GUT_NUMBERS,
  gutNumbers,
  gutStep,
  isServed,
  lowestInGut,
  serve,
  setGut,
  swallow,
} from './gut.ts';
import {
  lowestInMeal,
  MEAL_STATES,
  mealConstants,
  modulateMeal,
  plasmaGlucose,
  plasmaInsulin,
  portalInsulin,
  production,
  restingMeal,
  skinGlucose,
  takeMealSteps,
} from './meal-step.ts';
import type { GlucoseParameters } from './parameters.ts';
import { addLong, noSkinInsulin, setInfusion, setLong, SKIN_NUMBERS, skinStep } from './skin-insulin.ts';
import { steadyStateOf, type SteadyState } from './steady-state.ts';
import { pmolKgOfUnits, settledLong, USUAL_SUBCUTANEOUS } from './subcutaneous.ts';

const MODEL = 'dalla-man';
const MINUTES_PER_HOUR = 60;
const SNAPSHOT_NUMBERS = 2 + MEAL_STATES + GUT_NUMBERS + SKIN_NUMBERS;

/** What the paper's figures show of a person. */
interface MealOutputs {
  readonly glucoseMgDl: number;
  readonly insulinPmolL: number;
  /** mg/kg/min */
  readonly rateOfAppearance: number;
  /** pmol/kg/min */
  readonly secretion: number;
  /** mg/kg/min */
  readonly production: number;
}

/** A body by the meal model, which has insulin of its own. */
export interface DallaManBody extends GlucoseBody {
  readonly atRest: SteadyState;
  outputs(): MealOutputs;
}

/** Rules of thumb of type 2 diabetes: 0.2 U/kg of basal insulin, half of a daily 0.4 U/kg; 500 and 1800 by the daily dose. */
const usualTherapy = (bodyWeightKg: number): Therapy => ({
  basalUnitsPerDay: 0.2 * bodyWeightKg,
  carbohydrateGramsPerUnit: 500 / (0.4 * bodyWeightKg),
  correctionMgDlPerUnit: 1800 / (0.4 * bodyWeightKg),
});

/**
 * A person with insulin of their own: Dalla Man 2007, with insulin from under the skin beside it. Throws
 * RangeError when the parameters have no steady state; `parameterProblems` says so beforehand.
 */
export function dallaManBody(p: GlucoseParameters): DallaManBody {
  const rest = steadyStateOf(p);
  if (rest === undefined) throw new RangeError('these parameters have no steady state');
  const { bodyWeightKg } = p;
  const state = restingMeal(rest);
  const gut = emptyGut();
  const skin = noSkinInsulin();
  const constants = mealConstants(p, rest);
  const step = {
    minutes: 1,
    gut: gutStep({ ...p, grinding: p.kgri }, 1),
    emptying: emptyingOf(p),
    skin: skinStep(USUAL_SUBCUTANEOUS, 1),
  };
  let infusion = 0;
  /** A dose goes under the skin within the next minute. */
  let dose = 0;
  let modulated: BodyModulation | undefined;

  return {
    atRest: rest,
    bodyWeightKg,
    restMgDl: rest.glucoseMgDl,
    therapy: usualTherapy(bodyWeightKg),
    eat: (grams, gramsPerMinute = EATING_GRAMS_PER_MINUTE) => serve(gut, grams, gramsPerMinute),
    injectRapid: (units) => {
      dose += pmolKgOfUnits(units, bodyWeightKg);
    },
    injectLong: (units) => addLong(skin, pmolKgOfUnits(units, bodyWeightKg)),
    infuse: (unitsPerHour) => {
      infusion = pmolKgOfUnits(unitsPerHour, bodyWeightKg) / MINUTES_PER_HOUR;
    },
    settleOnLong: (unitsPerDay, hoursSinceDose) => {
      infusion = 0;
      const { first, second } = settledLong(pmolKgOfUnits(unitsPerDay, bodyWeightKg), hoursSinceDose);
      setLong(skin, first, second);
    },
    advance: (minutes, modulation) => {
      requireMinutes(minutes);
      if (modulation !== modulated) modulateMeal(constants, p, modulation);
      modulated = modulation;
      for (let left = minutes; left > 0;) {
        const count = dose > 0 || isServed(gut) ? 1 : left;
        swallow(gut);
        setInfusion(skin, infusion + dose);
        dose = 0;
        takeMealSteps(state, gut, skin, constants, step, count);
        left -= count;
      }
    },
    plasmaGlucoseMgDl: () => plasmaGlucose(state) / p.vg,
    interstitialGlucoseMgDl: () => skinGlucose(state) / p.vg,
    plasmaInsulinPmolL: () => plasmaInsulin(state) / p.vi,
    outputs: () => ({
      glucoseMgDl: plasmaGlucose(state) / p.vg,
      insulinPmolL: plasmaInsulin(state) / p.vi,
      rateOfAppearance: appearance(gut, step.gut),
      secretion: p.gamma * portalInsulin(state),
      production: production(state, constants),
    }),
    lowestMass: () => Math.min(lowestInMeal(state), lowestInGut(gut)),
    snapshot: () => ({
      model: MODEL,
      numbers: [infusion, dose, ...state, ...gutNumbers(gut), ...skin.subarray(0, SKIN_NUMBERS)],
    }),
    restore: (snapshot) => {
      const [rate = 0, pending = 0, ...numbers] = requireSnapshot(snapshot, MODEL, SNAPSHOT_NUMBERS);
      infusion = rate;
      dose = pending;
      state.set(numbers.slice(0, MEAL_STATES));
      setGut(gut, numbers.slice(MEAL_STATES, MEAL_STATES + GUT_NUMBERS));
      skin.set(numbers.slice(MEAL_STATES + GUT_NUMBERS));
    },
  };
}
