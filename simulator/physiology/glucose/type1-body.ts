import type { BodyModulation, GlucoseBody, Therapy } from './body.ts';
import { EATING_GRAMS_PER_MINUTE, requireMinutes, requireSnapshot } from './body-input.ts';
import { emptyGut, GUT_NUMBERS, gutMasses, gutNumbers, gutStep, isServed, serve, setGut, swallow } from './gut.ts';
import { pmolKgOfUnits, settledLong } from './subcutaneous.ts';
import {
  glucoseConstants,
  INSULIN_ON_LIVER,
  INSULIN_ON_UPTAKE,
  MADE,
  takeSteps,
  UPTAKE,
  type StepLength,
} from './type1-glucose.ts';
import { addLong, insulinStep, plasmaInsulin, restingInsulin, setInfusion, setLong } from './type1-insulin.ts';
import type { Type1Parameters } from './type1-parameters.ts';
import { type1Rest } from './type1-rest.ts';
import { therapyOf } from './therapy.ts';

const MODEL = 'uva-padova';
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

/** How time is cut: by the minute always, or into longer steps where nothing is eaten or injected. */
export type Stepping = 'minute' | 'adaptive';
const LONG_STEP_MINUTES = 5;

/** A body whose compartments can be looked into, for checks of plausibility. */
export interface Type1Body extends GlucoseBody {
  /** Every compartment that holds a mass. */
  masses(): readonly number[];
}

const lengthOf = (p: Type1Parameters, minutes: number): StepLength => ({
  minutes,
  insulin: insulinStep(p, minutes),
  gut: gutStep({ ...p, grinding: p.kmax }, minutes),
});

/**
 * A person without insulin of their own: UVA/Padova S2008. Throws RangeError when the parameters have no
 * steady state; `type1Problems` says so beforehand.
 */
export function type1Body(p: Type1Parameters, stepping: Stepping = 'minute'): Type1Body {
  const rest = type1Rest(p);
  if (rest === undefined) throw new RangeError('these parameters have no steady state');
  const { bodyWeightKg } = p;
  const glucose = Float64Array.of(rest.plasmaGlucose, rest.tissueGlucose, rest.plasmaGlucose);
  const insulin = restingInsulin(p, rest);
  const gut = emptyGut();
  const constants = glucoseConstants(p);
  const minuteStep = lengthOf(p, 1);
  const longStep = stepping === 'adaptive' ? lengthOf(p, LONG_STEP_MINUTES) : minuteStep;
  let infusion = rest.basalPmolKgMin;
  /** A dose goes under the skin within the next minute. */
  let dose = 0;
  let modulated: BodyModulation | undefined;
  let therapy: Therapy | undefined;

  const modulate = (by: BodyModulation): void => {
    if (by === modulated) return;
    modulated = by;
    constants[MADE] = p.kp1 * by.production;
    constants[INSULIN_ON_LIVER] = p.kp3 * by.sensitivity;
    constants[UPTAKE] = p.vm0 * by.uptake - p.vmx * by.sensitivity * p.ib;
    constants[INSULIN_ON_UPTAKE] = p.vmx * by.sensitivity;
  };

  return {
    bodyWeightKg,
    restMgDl: rest.glucoseMgDl,
    get therapy() {
      therapy ??= therapyOf(
        type1Body(p, 'adaptive'),
        (rest.basalPmolKgMin * MINUTES_PER_DAY) / pmolKgOfUnits(1, bodyWeightKg),
      );
      return therapy;
    },
    eat: (grams, gramsPerMinute = EATING_GRAMS_PER_MINUTE) => serve(gut, grams, gramsPerMinute),
    injectRapid: (units) => {
      dose += pmolKgOfUnits(units, bodyWeightKg);
    },
    injectLong: (units) => addLong(insulin, pmolKgOfUnits(units, bodyWeightKg)),
    infuse: (unitsPerHour) => {
      infusion = pmolKgOfUnits(unitsPerHour, bodyWeightKg) / MINUTES_PER_HOUR;
    },
    settleOnLong: (unitsPerDay, hoursSinceDose) => {
      infusion = 0;
      const { first, second } = settledLong(pmolKgOfUnits(unitsPerDay, bodyWeightKg), hoursSinceDose);
      setLong(insulin, first, second);
    },
    advance: (minutes, modulation) => {
      requireMinutes(minutes);
      modulate(modulation);
      for (let left = minutes; left > 0;) {
        const busy = dose > 0 || isServed(gut);
        swallow(gut);
        setInfusion(insulin, infusion + dose);
        dose = 0;
        const longSteps = busy ? 0 : Math.floor(left / longStep.minutes);
        if (longSteps > 0) {
          takeSteps(glucose, insulin, gut, constants, longStep, longSteps);
          left -= longSteps * longStep.minutes;
        } else {
          const count = busy ? 1 : left;
          takeSteps(glucose, insulin, gut, constants, minuteStep, count);
          left -= count;
        }
      }
    },
    plasmaGlucoseMgDl: () => (glucose[0] as number) / p.vg,
    interstitialGlucoseMgDl: () => (glucose[2] as number) / p.vg,
    plasmaInsulinPmolL: () => plasmaInsulin(insulin) / p.vi,
    masses: () => [...glucose, ...insulin, ...gutMasses(gut)],
    snapshot: () => ({ model: MODEL, numbers: [infusion, dose, ...glucose, ...insulin, ...gutNumbers(gut)] }),
    restore: (snapshot) => {
      const size = 2 + glucose.length + insulin.length + GUT_NUMBERS;
      const [rate = 0, pending = 0, ...numbers] = requireSnapshot(snapshot, MODEL, size);
      infusion = rate;
      dose = pending;
      glucose.set(numbers.slice(0, glucose.length));
      insulin.set(numbers.slice(glucose.length, glucose.length + insulin.length));
      setGut(gut, numbers.slice(glucose.length + insulin.length));
    },
  };
}
