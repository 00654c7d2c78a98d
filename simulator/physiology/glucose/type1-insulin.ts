import { matrixExponential } from './matrix-exponential.ts';
import { USUAL_SUBCUTANEOUS } from './subcutaneous.ts';
import type { Type1Parameters, Type1Rest } from './type1-parameters.ts';

/**
 * Insulin of one person, pmol/kg, and its actions, pmol/L. Each stands behind all that it hangs on. The
 * places stand in this file because an engine folds a file's own constants alone.
 */
export type Insulin = Float64Array;
const SKIN_1 = 0;
const SKIN_2 = 1;
const LONG_1 = 2;
const LONG_2 = 3;
const LIVER = 4;
const PLASMA = 5;
/** Insulin whose action on uptake has come; at rest that of plasma. */
const ACTION = 6;
const DELAYED_1 = 7;
const DELAYED_2 = 8;
/** Insulin into the skin now, pmol/kg/min: the basal rate and, for a minute, a dose. */
const INFUSION = 9;
const SIZE = 10;

/** Rate of change of the row's state per unit of the column's, 1/min. */
function rates(p: Type1Parameters): number[][] {
  const { kl1, kl2 } = USUAL_SUBCUTANEOUS;
  const a = Array.from({ length: SIZE }, () => Array.from({ length: SIZE }, () => 0));
  const flow = (to: number, from: number, rate: number): void => {
    const row = a[to] as number[];
    row[from] = (row[from] as number) + rate;
  };
  flow(SKIN_1, INFUSION, 1);
  flow(SKIN_1, SKIN_1, -(p.kd + p.ka1));
  flow(SKIN_2, SKIN_1, p.kd);
  flow(SKIN_2, SKIN_2, -p.ka2);
  flow(LONG_1, LONG_1, -kl1);
  flow(LONG_2, LONG_1, kl1);
  flow(LONG_2, LONG_2, -kl2);
  flow(LIVER, LIVER, -(p.m1 + p.m30));
  flow(LIVER, PLASMA, p.m2);
  flow(PLASMA, LIVER, p.m1);
  flow(PLASMA, PLASMA, -(p.m2 + p.m4));
  flow(PLASMA, SKIN_1, p.ka1);
  flow(PLASMA, SKIN_2, p.ka2);
  flow(PLASMA, LONG_2, kl2);
  flow(ACTION, PLASMA, p.p2u / p.vi);
  flow(ACTION, ACTION, -p.p2u);
  flow(DELAYED_1, PLASMA, p.ki / p.vi);
  flow(DELAYED_1, DELAYED_1, -p.ki);
  flow(DELAYED_2, DELAYED_1, p.ki);
  flow(DELAYED_2, DELAYED_2, -p.ki);
  return a;
}

/** Behind the product: for the middle of a step, the rates of action times an eighth of it, and 1 / vi. */
const ACTION_EIGHTH = SIZE * SIZE;
const DELAY_EIGHTH = ACTION_EIGHTH + 1;
const PER_VI = ACTION_EIGHTH + 2;

/**
 * Insulin does not depend on glucose in this model and all its flows are linear, so a step of any length
 * is one exact product: row by row, the share of every earlier state in each state `minutes` later.
 */
export const insulinStep = (p: Type1Parameters, minutes: number): Float64Array =>
  Float64Array.of(
    ...matrixExponential(rates(p).map((row) => row.map((rate) => rate * minutes))),
    (p.p2u * minutes) / 8,
    (p.ki * minutes) / 8,
    1 / p.vi,
  );

export const restingInsulin = (p: Type1Parameters, rest: Type1Rest): Insulin =>
  Float64Array.of(
    ...rest.skinInsulin,
    0,
    0,
    rest.liverInsulin,
    rest.plasmaInsulin,
    p.ib,
    p.ib,
    p.ib,
    rest.basalPmolKgMin,
  );

export const plasmaInsulin = (insulin: Insulin): number => insulin[PLASMA] as number;
/** Insulin whose action on uptake has come, pmol/L. */
export const insulinAction = (insulin: Insulin): number => insulin[ACTION] as number;

/** What is infused from now on, pmol/kg/min. */
export const setInfusion = (insulin: Insulin, rate: number): void => {
  insulin[INFUSION] = rate;
};
/** Puts long-acting insulin into its depot, pmol/kg. */
export const addLong = (insulin: Insulin, pmolKg: number): void => {
  insulin[LONG_1] = (insulin[LONG_1] as number) + pmolKg;
};
/** Sets both parts of the long-acting depot, pmol/kg. */
export const setLong = (insulin: Insulin, first: number, second: number): void => {
  insulin[LONG_1] = first;
  insulin[LONG_2] = second;
};

/** What of insulin acts on glucose at the start, in the middle and at the end of a step, pmol/L. */
export type Actions = Float64Array;
export const noActions = (): Actions => new Float64Array(6);

/**
 * Moves insulin by one step (`a` of `insulinStep`) and tells how it acted: on uptake in places 0 to 2, on
 * the liver in 3 to 5. The middle is that of the cubic through both ends with their slopes. Written out
 * without the places that are always 0: it runs once a simulated minute.
 */
export function moveInsulin(z: Insulin, a: Float64Array, out: Actions): void {
  const skin1 = z[SKIN_1] as number;
  const skin2 = z[SKIN_2] as number;
  const long1 = z[LONG_1] as number;
  const long2 = z[LONG_2] as number;
  const liver = z[LIVER] as number;
  const plasma = z[PLASMA] as number;
  const action = z[ACTION] as number;
  const delayed1 = z[DELAYED_1] as number;
  const delayed2 = z[DELAYED_2] as number;
  const infusion = z[INFUSION] as number;
  const liverNext =
    (a[LIVER * SIZE + SKIN_1] as number) * skin1 +
    (a[LIVER * SIZE + SKIN_2] as number) * skin2 +
    (a[LIVER * SIZE + LONG_1] as number) * long1 +
    (a[LIVER * SIZE + LONG_2] as number) * long2 +
    (a[LIVER * SIZE + LIVER] as number) * liver +
    (a[LIVER * SIZE + PLASMA] as number) * plasma +
    (a[LIVER * SIZE + INFUSION] as number) * infusion;
  const plasmaNext =
    (a[PLASMA * SIZE + SKIN_1] as number) * skin1 +
    (a[PLASMA * SIZE + SKIN_2] as number) * skin2 +
    (a[PLASMA * SIZE + LONG_1] as number) * long1 +
    (a[PLASMA * SIZE + LONG_2] as number) * long2 +
    (a[PLASMA * SIZE + LIVER] as number) * liver +
    (a[PLASMA * SIZE + PLASMA] as number) * plasma +
    (a[PLASMA * SIZE + INFUSION] as number) * infusion;
  const actionNext =
    (a[ACTION * SIZE + SKIN_1] as number) * skin1 +
    (a[ACTION * SIZE + SKIN_2] as number) * skin2 +
    (a[ACTION * SIZE + LONG_1] as number) * long1 +
    (a[ACTION * SIZE + LONG_2] as number) * long2 +
    (a[ACTION * SIZE + LIVER] as number) * liver +
    (a[ACTION * SIZE + PLASMA] as number) * plasma +
    (a[ACTION * SIZE + INFUSION] as number) * infusion +
    (a[ACTION * SIZE + ACTION] as number) * action;
  const delayed1Next =
    (a[DELAYED_1 * SIZE + SKIN_1] as number) * skin1 +
    (a[DELAYED_1 * SIZE + SKIN_2] as number) * skin2 +
    (a[DELAYED_1 * SIZE + LONG_1] as number) * long1 +
    (a[DELAYED_1 * SIZE + LONG_2] as number) * long2 +
    (a[DELAYED_1 * SIZE + LIVER] as number) * liver +
    (a[DELAYED_1 * SIZE + PLASMA] as number) * plasma +
    (a[DELAYED_1 * SIZE + INFUSION] as number) * infusion +
    (a[DELAYED_1 * SIZE + DELAYED_1] as number) * delayed1;
  const delayed2Next =
    (a[DELAYED_2 * SIZE + SKIN_1] as number) * skin1 +
    (a[DELAYED_2 * SIZE + SKIN_2] as number) * skin2 +
    (a[DELAYED_2 * SIZE + LONG_1] as number) * long1 +
    (a[DELAYED_2 * SIZE + LONG_2] as number) * long2 +
    (a[DELAYED_2 * SIZE + LIVER] as number) * liver +
    (a[DELAYED_2 * SIZE + PLASMA] as number) * plasma +
    (a[DELAYED_2 * SIZE + INFUSION] as number) * infusion +
    (a[DELAYED_2 * SIZE + DELAYED_1] as number) * delayed1 +
    (a[DELAYED_2 * SIZE + DELAYED_2] as number) * delayed2;
  out[0] = action;
  out[1] =
    (action + actionNext) / 2 +
    (a[ACTION_EIGHTH] as number) * ((plasma - plasmaNext) * (a[PER_VI] as number) - action + actionNext);
  out[2] = actionNext;
  out[3] = delayed2;
  out[4] =
    (delayed2 + delayed2Next) / 2 + (a[DELAY_EIGHTH] as number) * (delayed1 - delayed2 - delayed1Next + delayed2Next);
  out[5] = delayed2Next;

  z[LIVER] = liverNext;
  z[PLASMA] = plasmaNext;
  z[ACTION] = actionNext;
  z[DELAYED_1] = delayed1Next;
  z[DELAYED_2] = delayed2Next;
  z[LONG_2] = (a[LONG_2 * SIZE + LONG_1] as number) * long1 + (a[LONG_2 * SIZE + LONG_2] as number) * long2;
  z[LONG_1] = (a[LONG_1 * SIZE + LONG_1] as number) * long1;
  z[SKIN_2] =
    (a[SKIN_2 * SIZE] as number) * skin1 +
    (a[SKIN_2 * SIZE + SKIN_2] as number) * skin2 +
    (a[SKIN_2 * SIZE + INFUSION] as number) * infusion;
  z[SKIN_1] = (a[SKIN_1] as number) * skin1 + (a[INFUSION] as number) * infusion;
}
