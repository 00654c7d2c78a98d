import type { BodySnapshot, GlucoseBody, Therapy } from './body.ts';
import { EATING_GRAMS_PER_MINUTE, requireMinutes, requireSnapshot } from './body-input.ts';
import { glucoseModel, type GlucoseModel } from './dalla-man.ts';
import type { GlucoseParameters } from './parameters.ts';
import { pmolKgOfUnits, settledLong, USUAL_SUBCUTANEOUS } from './subcutaneous.ts';

const MODEL = 'dalla-man';
const NUMBERS = 21;
/** A sensor under the skin follows plasma with about this delay, minutes (S2008's mean: 1 / 0.0954). */
const SENSOR_DELAY_MINUTES = 10.5;

/** Rules of thumb of type 2 diabetes: 0.2 U/kg of basal insulin, half of a daily 0.4 U/kg; 500 and 1800 by the daily dose. */
const thumb = (bodyWeightKg: number): Therapy => ({
  basalUnitsPerDay: 0.2 * bodyWeightKg,
  carbohydrateGramsPerUnit: 500 / (0.4 * bodyWeightKg),
  correctionMgDlPerUnit: 1800 / (0.4 * bodyWeightKg),
});

/** A person with insulin of their own: the meal model, with insulin from under the skin. */
export function dallaManBody(p: GlucoseParameters): GlucoseBody {
  const model: GlucoseModel = glucoseModel(p);
  const { kd, ka1, ka2, kl1, kl2 } = USUAL_SUBCUTANEOUS;
  let toEat = 0;
  let eatingSpeed = EATING_GRAMS_PER_MINUTE;
  let infusion = 0;
  let [rapid1, rapid2, long1, long2] = [0, 0, 0, 0];
  let interstitial = model.atRest.glucoseMgDl;
  const sensed = Math.exp(-1 / SENSOR_DELAY_MINUTES);

  const minute = (modulation: Parameters<GlucoseBody['advance']>[1]): void => {
    if (toEat > 0) {
      const bite = Math.min(toEat, eatingSpeed);
      model.eat(bite);
      toEat -= bite;
    }
    model.advance(1, modulation, ka1 * rapid1 + ka2 * rapid2 + kl2 * long2);
    [rapid1, rapid2, long1, long2] = [
      rapid1 + infusion - (kd + ka1) * rapid1,
      rapid2 + kd * rapid1 - ka2 * rapid2,
      long1 - kl1 * long1,
      long2 + kl1 * long1 - kl2 * long2,
    ];
    const plasma = model.outputs().glucoseMgDl;
    interstitial = plasma + (interstitial - plasma) * sensed;
  };

  return {
    bodyWeightKg: p.bodyWeightKg,
    restMgDl: model.atRest.glucoseMgDl,
    therapy: thumb(p.bodyWeightKg),
    eat: (grams, gramsPerMinute = EATING_GRAMS_PER_MINUTE) => {
      if (gramsPerMinute === Number.POSITIVE_INFINITY) {
        model.eat(grams);
        return;
      }
      toEat += grams;
      eatingSpeed = gramsPerMinute;
    },
    injectRapid: (units) => {
      rapid1 += pmolKgOfUnits(units, p.bodyWeightKg);
    },
    injectLong: (units) => {
      long1 += pmolKgOfUnits(units, p.bodyWeightKg);
    },
    infuse: (unitsPerHour) => {
      infusion = pmolKgOfUnits(unitsPerHour, p.bodyWeightKg) / 60;
    },
    settleOnLong: (unitsPerDay, hoursSinceDose) => {
      infusion = 0;
      const settled = settledLong(pmolKgOfUnits(unitsPerDay, p.bodyWeightKg), hoursSinceDose);
      [long1, long2] = [settled.first, settled.second];
    },
    advance: (minutes, modulation) => {
      requireMinutes(minutes);
      for (let i = 0; i < minutes; i++) minute(modulation);
    },
    plasmaGlucoseMgDl: () => model.outputs().glucoseMgDl,
    interstitialGlucoseMgDl: () => interstitial,
    plasmaInsulinPmolL: () => model.outputs().insulinPmolL,
    lowestMass: () => Math.min(rapid1, rapid2, long1, long2, ...model.masses()),
    snapshot: (): BodySnapshot => {
      const { state, mealMg } = model.snapshot();
      return {
        model: MODEL,
        numbers: [toEat, eatingSpeed, infusion, rapid1, rapid2, long1, long2, interstitial, mealMg, ...state],
      };
    },
    restore: (snapshot) => {
      const [eaten = 0, speed = 0, rate = 0, r1 = 0, r2 = 0, l1 = 0, l2 = 0, sensor = 0, mealMg = 0, ...state] =
        requireSnapshot(snapshot, MODEL, NUMBERS);
      model.restore({ state, mealMg });
      [toEat, eatingSpeed, infusion, rapid1, rapid2, long1, long2, interstitial] = [
        eaten,
        speed,
        rate,
        r1,
        r2,
        l1,
        l2,
        sensor,
      ];
    },
  };
}
