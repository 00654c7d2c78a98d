import { AS_DESCRIBED, type GlucoseBody, type Therapy } from './body.ts';

/** The meal by which the carbohydrate ratio is found, g of carbohydrate per kg of body weight: 60 g in an adult. */
const MEAL_GRAMS_PER_KG = 0.7;
/** When the meal has to be paid for, and how long a correction has to show, minutes. */
const MEAL_MINUTES = 300;
const CORRECTION_MINUTES = 360;
const LOOK_EVERY_MINUTES = 10;
/** The correction that is tried, as a share of the daily basal insulin. */
const CORRECTION_SHARE = 0.05;
const FEWEST_GRAMS_PER_UNIT = 2;
const BISECTIONS = 12;

/** Largest fall after `units` at rest, mg/dL. */
function fallAfter(body: GlucoseBody, units: number): number {
  body.injectRapid(units);
  let lowest = body.restMgDl;
  for (let minute = 0; minute < CORRECTION_MINUTES; minute += LOOK_EVERY_MINUTES) {
    body.advance(LOOK_EVERY_MINUTES, AS_DESCRIBED);
    lowest = Math.min(lowest, body.plasmaGlucoseMgDl());
  }
  return body.restMgDl - lowest;
}

/** Glucose five hours after a meal under `units`, against rest, mg/dL. */
function leftAfterMeal(body: GlucoseBody, grams: number, units: number): number {
  body.eat(grams);
  body.injectRapid(units);
  body.advance(MEAL_MINUTES, AS_DESCRIBED);
  return body.plasmaGlucoseMgDl() - body.restMgDl;
}

/**
 * Insulin that suits a person, found by trying it on `body`, which is at rest on its basal insulin:
 * - correction factor: the largest fall of glucose within six hours of a dose of 5 % of the daily basal
 *   insulin, per unit;
 * - carbohydrate ratio: 0.7 g/kg of carbohydrate per the dose with which glucose is back at rest five
 *   hours after the meal; no more than a unit for every 2 g.
 */
export function therapyOf(body: GlucoseBody, basalUnitsPerDay: number): Therapy {
  const rest = body.snapshot();
  const trial = basalUnitsPerDay * CORRECTION_SHARE;
  const grams = MEAL_GRAMS_PER_KG * body.bodyWeightKg;
  const correctionMgDlPerUnit = fallAfter(body, trial) / trial;
  let low = 0;
  let high = grams / FEWEST_GRAMS_PER_UNIT;
  for (let i = 0; i < BISECTIONS; i++) {
    const units = (low + high) / 2;
    body.restore(rest);
    if (leftAfterMeal(body, grams, units) > 0) low = units;
    else high = units;
  }
  return { basalUnitsPerDay, carbohydrateGramsPerUnit: grams / high, correctionMgDlPerUnit };
}
