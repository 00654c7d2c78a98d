import type { BodyModulation } from './body.ts';
import { moveGut, type Gut } from './gut.ts';
import type { GlucoseParameters } from './parameters.ts';
import { moveSkinInsulin, type SkinInsulin } from './skin-insulin.ts';
import type { SteadyState } from './steady-state.ts';

/**
 * Glucose and insulin of one person by the meal model. Units as in the paper: mg/kg, pmol/kg, pmol/L. The
 * places stand in this file because an engine folds a file's own constants alone.
 */
export type MealState = Float64Array;
const PLASMA_GLUCOSE = 0;
const TISSUE_GLUCOSE = 1;
const SKIN_GLUCOSE = 2;
const LIVER_INSULIN = 3;
const PLASMA_INSULIN = 4;
const DELAYED_1 = 5;
const DELAYED_2 = 6;
/** Insulin that acts on uptake, above rest, pmol/L. */
const ACTION = 7;
const PORTAL = 8;
/** Secretion that follows the level of glucose, above rest, pmol/kg/min. */
const STATIC = 9;
export const MEAL_STATES = 10;
/** How many of them, from the first on, hold a mass; with `PORTAL`. */
const MASSES = 7;

/** Where a gut says what appears and a skin what reaches plasma: three places, as in gut.ts and skin-insulin.ts. */
const APPEARS = 7;
const REACHES = 5;

/** Under these the brain cannot take its share, and adrenalin and glucagon set in, mg/dL. */
const BRAIN_LIMIT_MG_DL = 20;
const RESCUE_LIMIT_MG_DL = 60;
/** Glucose that the liver then adds for every mg/dL, mg/kg/min [assumed: the paper has no answer to a low]. */
const RESCUE = 0.03;
/** A sensor under the skin follows plasma at this rate, 1/min: the mean of S2008's people. */
const KSC = 0.0954;
/** The most of its insulin that a liver keeps back. */
export const HIGHEST_EXTRACTION = 0.999;

/** The numbers of a person that a step reads. The first seven follow the modulation. */
const MADE = 0;
const INSULIN_ON_LIVER = 1;
const UPTAKE = 2;
const INSULIN_ON_UPTAKE = 3;
const DYNAMIC = 4;
const STATIC_SHARE = 5;

export const mealConstants = (p: GlucoseParameters, rest: SteadyState): Float64Array =>
  Float64Array.of(
    p.kp1,
    p.kp3,
    p.vm0,
    p.vmx,
    p.k / p.vg,
    1,
    p.kp2,
    p.kp4,
    p.k1,
    p.k2,
    p.fcns,
    p.ke1,
    p.ke2,
    p.km0,
    1 / p.vi,
    p.m1,
    p.m2,
    p.m2 + p.m4,
    p.m5,
    p.m6,
    p.gamma,
    p.ki,
    p.p2u,
    p.alpha,
    p.beta / p.vg,
    rest.plasmaGlucose,
    rest.insulinPmolL,
    rest.secretion,
    BRAIN_LIMIT_MG_DL * p.vg,
    RESCUE_LIMIT_MG_DL * p.vg,
    RESCUE / p.vg,
  );

/** Writes a modulation into a person's numbers. */
export function modulateMeal(k: Float64Array, p: GlucoseParameters, by: BodyModulation): void {
  k[MADE] = p.kp1 * by.production;
  k[INSULIN_ON_LIVER] = p.kp3 * by.sensitivity;
  k[UPTAKE] = p.vm0 * by.uptake;
  k[INSULIN_ON_UPTAKE] = p.vmx * by.sensitivity;
  k[DYNAMIC] = (p.k / p.vg) * by.secretion;
  k[STATIC_SHARE] = by.secretion;
}

export const restingMeal = (rest: SteadyState): MealState =>
  Float64Array.of(
    rest.plasmaGlucose,
    rest.tissueGlucose,
    rest.plasmaGlucose,
    rest.liverInsulin,
    rest.plasmaInsulin,
    rest.insulinPmolL,
    rest.insulinPmolL,
    0,
    rest.portalInsulin,
    0,
  );

export const lowestInMeal = (state: MealState): number =>
  Math.min(...state.subarray(0, MASSES), state[PORTAL] as number);

/** What can be measured of a person, in the model's units. */
export const plasmaGlucose = (state: MealState): number => state[PLASMA_GLUCOSE] as number;
export const skinGlucose = (state: MealState): number => state[SKIN_GLUCOSE] as number;
export const plasmaInsulin = (state: MealState): number => state[PLASMA_INSULIN] as number;
export const portalInsulin = (state: MealState): number => state[PORTAL] as number;
export const production = (state: MealState, k: Float64Array): number =>
  Math.max(
    0,
    (k[MADE] as number) -
      (k[6] as number) * (state[PLASMA_GLUCOSE] as number) -
      (k[INSULIN_ON_LIVER] as number) * (state[DELAYED_2] as number) -
      (k[7] as number) * (state[PORTAL] as number),
  );

/** Steps of one length for one person: `gutStep` and `skinStep` of it, and `emptyingOf`. */
export interface MealStep {
  readonly minutes: number;
  readonly gut: Float64Array;
  readonly emptying: Float64Array;
  readonly skin: Float64Array;
}

/** What a stage of a step works out, to be added up: a slope of each state. */
const slopes = new Float64Array(4 * MEAL_STATES);
const probe = new Float64Array(MEAL_STATES);

/** Slopes at `s` into the `stage`th part of `slopes`, while glucose appears and insulin arrives at those rates. */
function slope(s: MealState, k: Float64Array, appears: number, reaches: number, into: number): void {
  const gp = s[PLASMA_GLUCOSE] as number;
  const gt = s[TISSUE_GLUCOSE] as number;
  const liver = s[LIVER_INSULIN] as number;
  const plasma = s[PLASMA_INSULIN] as number;
  const delayed1 = s[DELAYED_1] as number;
  const delayed2 = s[DELAYED_2] as number;
  const action = s[ACTION] as number;
  const portal = s[PORTAL] as number;
  const fixed = s[STATIC] as number;
  const ki = k[21] as number;
  const p2u = k[22] as number;
  const basalSecretion = k[27] as number;
  const insulin = plasma * (k[14] as number);

  const crossing = (k[8] as number) * gp - (k[9] as number) * gt;
  const made =
    (k[MADE] as number) -
    (k[6] as number) * gp -
    (k[INSULIN_ON_LIVER] as number) * delayed2 -
    (k[7] as number) * portal;
  const excess = gp - (k[12] as number);
  const short = (k[29] as number) - gp;
  let rise = appears - crossing - (k[10] as number) * (gp < (k[28] as number) ? gp / (k[28] as number) : 1);
  if (made > 0) rise += made;
  if (excess > 0) rise -= (k[11] as number) * excess;
  if (short > 0) rise += (k[30] as number) * short;
  const uptake = (k[UPTAKE] as number) + (k[INSULIN_ON_UPTAKE] as number) * action;

  const secretion = (k[20] as number) * portal;
  const extraction = Math.min(HIGHEST_EXTRACTION, Math.max(0, (k[19] as number) - (k[18] as number) * secretion));
  const m1 = k[15] as number;
  const drive = (k[24] as number) * (gp - (k[25] as number));

  slopes[into] = rise;
  slopes[into + TISSUE_GLUCOSE] = crossing - (uptake > 0 ? (uptake * gt) / ((k[13] as number) + gt) : 0);
  slopes[into + SKIN_GLUCOSE] = KSC * (gp - (s[SKIN_GLUCOSE] as number));
  slopes[into + LIVER_INSULIN] = secretion + (k[16] as number) * plasma - (m1 / (1 - extraction)) * liver;
  slopes[into + PLASMA_INSULIN] = m1 * liver - (k[17] as number) * plasma + reaches;
  slopes[into + DELAYED_1] = ki * (insulin - delayed1);
  slopes[into + DELAYED_2] = ki * (delayed1 - delayed2);
  slopes[into + ACTION] = p2u * (insulin - (k[26] as number) - action);
  // The dynamic part of secretion answers a rise of glucose only; a fall does not take insulin back.
  slopes[into + PORTAL] =
    basalSecretion + (k[STATIC_SHARE] as number) * fixed + (rise > 0 ? (k[DYNAMIC] as number) * rise : 0) - secretion;
  slopes[into + STATIC] = (k[23] as number) * (Math.max(drive, -basalSecretion) - fixed);
}

/** Lets `count` steps pass, by the classical Runge–Kutta method under exact stomach, intestine and skin. */
export function takeMealSteps(
  state: MealState,
  gut: Gut,
  skin: SkinInsulin,
  k: Float64Array,
  step: MealStep,
  count: number,
): void {
  const h = step.minutes;
  const half = h / 2;
  const sixth = h / 6;
  for (let n = 0; n < count; n++) {
    moveGut(gut, step.gut, step.emptying);
    moveSkinInsulin(skin, step.skin);
    const appearsMid = gut[APPEARS + 1] as number;
    const reachesMid = skin[REACHES + 1] as number;
    slope(state, k, gut[APPEARS] as number, skin[REACHES] as number, 0);
    for (let i = 0; i < MEAL_STATES; i++) probe[i] = (state[i] as number) + half * (slopes[i] as number);
    slope(probe, k, appearsMid, reachesMid, MEAL_STATES);
    for (let i = 0; i < MEAL_STATES; i++) probe[i] = (state[i] as number) + half * (slopes[MEAL_STATES + i] as number);
    slope(probe, k, appearsMid, reachesMid, 2 * MEAL_STATES);
    for (let i = 0; i < MEAL_STATES; i++) probe[i] = (state[i] as number) + h * (slopes[2 * MEAL_STATES + i] as number);
    slope(probe, k, gut[APPEARS + 2] as number, skin[REACHES + 2] as number, 3 * MEAL_STATES);
    for (let i = 0; i < MEAL_STATES; i++) {
      const middle = (slopes[MEAL_STATES + i] as number) + (slopes[2 * MEAL_STATES + i] as number);
      state[i] =
        (state[i] as number) + sixth * ((slopes[i] as number) + 2 * middle + (slopes[3 * MEAL_STATES + i] as number));
    }
  }
}
