import { moveGut, type Gut } from './gut.ts';
import { moveInsulin, noActions, type Insulin } from './type1-insulin.ts';
import type { Type1Parameters } from './type1-parameters.ts';

/** Glucose of one person in plasma, tissue and under the skin, mg/kg. */
export type Glucose = Float64Array;
const PLASMA = 0;
const TISSUE = 1;
const SKIN = 2;

/** Where a gut says what appears: three places, as in gut.ts, repeated here because an engine folds a file's own constants alone. */
const APPEARS = 7;

/** Under these the brain cannot take its share, and adrenalin and glucagon set in, mg/dL. */
const BRAIN_LIMIT_MG_DL = 20;
const RESCUE_LIMIT_MG_DL = 60;

/** The numbers of a person that a step reads. The first four follow the modulation. */
export const MADE = 0;
export const INSULIN_ON_LIVER = 1;
export const UPTAKE = 2;
export const INSULIN_ON_UPTAKE = 3;
export const glucoseConstants = (p: Type1Parameters): Float64Array =>
  Float64Array.of(
    p.kp1,
    p.kp3,
    p.vm0 - p.vmx * p.ib,
    p.vmx,
    p.kp2,
    p.k1,
    p.k2,
    p.ksc,
    p.fcns,
    p.ke1,
    p.ke2,
    p.km0,
    BRAIN_LIMIT_MG_DL * p.vg,
    RESCUE_LIMIT_MG_DL * p.vg,
    p.rescue / p.vg,
  );

/** Steps of one length for one person: `insulinStep`, `gutStep` and `emptyingOf`. */
export interface StepLength {
  readonly minutes: number;
  readonly insulin: Float64Array;
  readonly gut: Float64Array;
  readonly emptying: Float64Array;
}

const actions = noActions();

/**
 * Lets `count` steps pass: insulin exactly, then stomach and glucose by the classical Runge–Kutta method
 * under it. Numbers are held in locals, for this is where a simulated year is spent.
 */
export function takeSteps(
  glucose: Glucose,
  insulin: Insulin,
  gut: Gut,
  k: Float64Array,
  step: StepLength,
  count: number,
): void {
  const h = step.minutes;
  const half = h / 2;
  const sixth = h / 6;
  const made = k[MADE] as number;
  const kp3 = k[INSULIN_ON_LIVER] as number;
  const vm0 = k[UPTAKE] as number;
  const vmx = k[INSULIN_ON_UPTAKE] as number;
  const kp2 = k[4] as number;
  const k1 = k[5] as number;
  const k2 = k[6] as number;
  const ksc = k[7] as number;
  const fcns = k[8] as number;
  const ke1 = k[9] as number;
  const ke2 = k[10] as number;
  const km0 = k[11] as number;
  const brainLimit = k[12] as number;
  const rescueLimit = k[13] as number;
  const rescue = k[14] as number;
  const { insulin: insulinProduct, gut: gutConstants, emptying } = step;
  let gp = glucose[PLASMA] as number;
  let gt = glucose[TISSUE] as number;
  let gs = glucose[SKIN] as number;

  for (let i = 0; i < count; i++) {
    moveInsulin(insulin, insulinProduct, actions);
    moveGut(gut, gutConstants, emptying);
    const midMade = made - kp3 * (actions[4] as number);
    const midUptake = Math.max(0, vm0 + vmx * (actions[1] as number));

    let crossing = k1 * gp - k2 * gt;
    const gp1 =
      Math.max(0, made - kp3 * (actions[3] as number) - kp2 * gp) +
      rescue * Math.max(0, rescueLimit - gp) +
      (gut[APPEARS] as number) -
      fcns * Math.min(1, gp / brainLimit) -
      ke1 * Math.max(0, gp - ke2) -
      crossing;
    const gt1 = crossing - (Math.max(0, vm0 + vmx * (actions[0] as number)) * gt) / (km0 + gt);
    const gs1 = ksc * (gp - gs);

    let g = gp + half * gp1;
    let t = gt + half * gt1;
    crossing = k1 * g - k2 * t;
    const gp2 =
      Math.max(0, midMade - kp2 * g) +
      rescue * Math.max(0, rescueLimit - g) +
      (gut[APPEARS + 1] as number) -
      fcns * Math.min(1, g / brainLimit) -
      ke1 * Math.max(0, g - ke2) -
      crossing;
    const gt2 = crossing - (midUptake * t) / (km0 + t);
    const gs2 = ksc * (g - gs - half * gs1);

    g = gp + half * gp2;
    t = gt + half * gt2;
    crossing = k1 * g - k2 * t;
    const gp3 =
      Math.max(0, midMade - kp2 * g) +
      rescue * Math.max(0, rescueLimit - g) +
      (gut[APPEARS + 1] as number) -
      fcns * Math.min(1, g / brainLimit) -
      ke1 * Math.max(0, g - ke2) -
      crossing;
    const gt3 = crossing - (midUptake * t) / (km0 + t);
    const gs3 = ksc * (g - gs - half * gs2);

    g = gp + h * gp3;
    t = gt + h * gt3;
    crossing = k1 * g - k2 * t;
    const gp4 =
      Math.max(0, made - kp3 * (actions[5] as number) - kp2 * g) +
      rescue * Math.max(0, rescueLimit - g) +
      (gut[APPEARS + 2] as number) -
      fcns * Math.min(1, g / brainLimit) -
      ke1 * Math.max(0, g - ke2) -
      crossing;
    const gt4 = crossing - (Math.max(0, vm0 + vmx * (actions[2] as number)) * t) / (km0 + t);
    const gs4 = ksc * (g - gs - h * gs3);

    gp += sixth * (gp1 + 2 * (gp2 + gp3) + gp4);
    gt += sixth * (gt1 + 2 * (gt2 + gt3) + gt4);
    gs += sixth * (gs1 + 2 * (gs2 + gs3) + gs4);
  }
  glucose[PLASMA] = gp;
  glucose[TISSUE] = gt;
  glucose[SKIN] = gs;
}
