import type { BodyModulation, GlucoseBody, Therapy } from './body.ts';
import { EATING_GRAMS_PER_MINUTE, requireMinutes, requireSnapshot } from './body-input.ts';
import {
  emptyGut,
  emptyingOf,
  GUT_NUMBERS,
  isBending,
  lowestInGut,
  gutNumbers,
  gutStep,
  isServed,
  serve,
  setGut,
  swallow,
} from './gut.ts';
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
import {
  addLong,
  insulinAction,
  insulinStep,
  plasmaInsulin,
  restingInsulin,
  setInfusion,
  setLong,
} from './type1-insulin.ts';
import type { Type1Parameters } from './type1-parameters.ts';
import { type1Rest } from './type1-rest.ts';
import { therapyOf } from './therapy.ts';

const MODEL = 'uva-padova';
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

/** How time is cut: by the minute always, or into longer steps where nothing is eaten or injected. */
export type Stepping = 'minute' | 'adaptive';
const LONGEST_STEP_MINUTES = 5;
/** How much of the exchange of glucose a long step may span, in its time constants: at rest, and while insulin acts. */
const LONG_STEP_REACH = 1.25;
const HARDEST_REACH = 1.5;
/** How far steps are taken before the next look at whether they may be long, minutes. */
const LOOK_MINUTES = 15;
/** Below this the models are held up by force, mg/dL: there time goes by the minute. */
const LONG_STEP_LOWEST_MG_DL = 25;

/** Where a great dose lets tissue glucose be used by more than so many time constants a minute, it is looked at each minute. */
const WATCHED_PER_MINUTE = 0.5;
/** Beyond so many, a step of a minute by the classical Runge–Kutta method grows without end, and glucose with it: then it is cut. */
const FASTEST_PER_MINUTE = 2.7;
const MOST_CUTS = 64;

/** Not a number when any is not one. */
const smallest = (numbers: Float64Array): number => {
  let least = Number.POSITIVE_INFINITY;
  for (const number of numbers) least = Math.min(least, number);
  return least;
};

/**
 * A person without insulin of their own: UVA/Padova S2008. Throws RangeError when the parameters have no
 * steady state; `type1Problems` says so beforehand.
 */
export function type1Body(p: Type1Parameters, stepping: Stepping = 'minute'): GlucoseBody {
  const rest = type1Rest(p);
  if (rest === undefined) throw new RangeError('these parameters have no steady state');
  const { bodyWeightKg } = p;
  const glucose = Float64Array.of(rest.plasmaGlucose, rest.tissueGlucose, rest.plasmaGlucose);
  const insulin = restingInsulin(p, rest);
  const gut = emptyGut();
  const constants = glucoseConstants(p);
  const exchangeRate = p.k1 + p.k2;
  const longest =
    stepping === 'minute'
      ? 1
      : Math.max(1, Math.min(LONGEST_STEP_MINUTES, Math.floor(LONG_STEP_REACH / (exchangeRate + p.vm0 / p.km0))));
  /** Steps by their minutes, made when first taken. */
  const steps: (StepLength | undefined)[] = Array.from({ length: LONGEST_STEP_MINUTES + 1 });
  let emptying: Float64Array | undefined;
  const stepFor = (minutes: number): StepLength => ({
    minutes,
    insulin: insulinStep(p, minutes),
    gut: gutStep({ ...p, grinding: p.kmax }, minutes),
    emptying: (emptying ??= emptyingOf(p)),
  });
  const stepOf = (minutes: number): StepLength => (steps[minutes] ??= stepFor(minutes));
  /** The same of a minute that is cut into so many, made when first taken. */
  const cuts = new Map<number, StepLength>();
  const cutInto = (count: number): StepLength => {
    const known = cuts.get(count) ?? stepFor(1 / count);
    cuts.set(count, known);
    return known;
  };
  /** How fast tissue glucose can be used now, 1/min: so fast where hardly any is left. */
  const useRate = (): number =>
    ((constants[UPTAKE] as number) + (constants[INSULIN_ON_UPTAKE] as number) * insulinAction(insulin)) / p.km0;
  /** So many steps of equal length make a minute as things are now. */
  const stepsInMinute = (): number => {
    const rate = exchangeRate + useRate();
    let count = 1;
    while (count < MOST_CUTS && rate / count > (count === 1 ? FASTEST_PER_MINUTE : 1)) count *= 2;
    return count;
  };
  const lowestForLong = LONG_STEP_LOWEST_MG_DL * p.vg;
  /** The longest step that is good until the next look, minutes: short where glucose is very low or moves fast. */
  const goodStep = (): number => {
    if ((glucose[0] as number) < lowestForLong || isBending(gut, stepOf(longest).gut)) return 1;
    return Math.max(1, Math.min(longest, Math.floor(HARDEST_REACH / (exchangeRate + useRate()))));
  };
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
        if (useRate() > WATCHED_PER_MINUTE) {
          const count = stepsInMinute();
          takeSteps(glucose, insulin, gut, constants, count === 1 ? stepOf(1) : cutInto(count), count);
          left -= 1;
          continue;
        }
        const ahead = busy ? 1 : Math.min(left, LOOK_MINUTES);
        const step = stepOf(longest > 1 && ahead > 1 ? Math.min(goodStep(), ahead) : 1);
        const count = Math.floor(ahead / step.minutes);
        takeSteps(glucose, insulin, gut, constants, step, count);
        left -= count * step.minutes;
      }
    },
    plasmaGlucoseMgDl: () => (glucose[0] as number) / p.vg,
    interstitialGlucoseMgDl: () => (glucose[2] as number) / p.vg,
    plasmaInsulinPmolL: () => plasmaInsulin(insulin) / p.vi,
    lowestMass: () => Math.min(smallest(glucose), smallest(insulin), lowestInGut(gut)),
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
