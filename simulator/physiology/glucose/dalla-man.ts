import type { BodyModulation } from './body.ts';
import type { GlucoseParameters } from './parameters.ts';
import { steadyStateOf, type SteadyState } from './steady-state.ts';

/** Where each quantity stands in the state vector. Units: mg/kg, pmol/kg, mg, pmol/L as in the paper. */
const GP = 0;
const GT = 1;
const IL = 2;
const IP = 3;
const STOMACH_SOLID = 4;
const STOMACH_GROUND = 5;
const GUT = 6;
const I1 = 7;
const ID = 8;
const X = 9;
const IPO = 10;
const Y = 11;
const STATES = 12;

const at = (s: Float64Array, index: number): number => s[index] as number;

/** The factors of `BodyModulation`; those that are absent are 1. */
export type Modulation = Pick<BodyModulation, 'production' | 'sensitivity'> & Partial<BodyModulation>;
const UNMODULATED: Modulation = { production: 1, sensitivity: 1 };

/** What can be measured of the person now. */
export interface GlucoseOutputs {
  readonly glucoseMgDl: number;
  readonly insulinPmolL: number;
  /** mg/kg/min */
  readonly rateOfAppearance: number;
  /** pmol/kg/min */
  readonly secretion: number;
  /** mg/kg/min */
  readonly production: number;
}

/** Everything that a later minute depends on. Plain numbers, so that a run can be resumed. */
export interface GlucoseSnapshot {
  readonly state: readonly number[];
  readonly mealMg: number;
}

/**
 * The meal model as a running person. Starts at rest. `eat` and `advance` change it in place,
 * because a simulated year is half a million minutes.
 */
export interface GlucoseModel {
  readonly atRest: SteadyState;
  /** Carbohydrate eaten at once, in grams. */
  eat(grams: number): void;
  /**
   * Lets `minutes` pass in one Runge–Kutta step; 1 or less keeps the error below 0.1 mg/dL.
   * `insulinPmolKgMin` is insulin that reaches the plasma from outside.
   */
  advance(minutes: number, modulation?: Modulation, insulinPmolKgMin?: number): void;
  outputs(modulation?: Modulation): GlucoseOutputs;
  /** Every compartment that holds a mass, for checks of plausibility. */
  masses(): readonly number[];
  snapshot(): GlucoseSnapshot;
  restore(snapshot: GlucoseSnapshot): void;
}

/** Throws RangeError when the parameters have no steady state; `parameterProblems` says so beforehand. */
export function glucoseModel(p: GlucoseParameters): GlucoseModel {
  const rest = steadyStateOf(p);
  if (rest === undefined) throw new RangeError('these parameters have no steady state');
  const basal = rest;

  let state = new Float64Array(STATES);
  state[GP] = basal.plasmaGlucose;
  state[GT] = basal.tissueGlucose;
  state[IL] = basal.liverInsulin;
  state[IP] = basal.plasmaInsulin;
  state[I1] = basal.insulinPmolL;
  state[ID] = basal.insulinPmolL;
  state[IPO] = basal.portalInsulin;
  let mealMg = 0;

  const productionIn = (s: Float64Array, m: Modulation): number =>
    Math.max(0, p.kp1 * m.production - p.kp2 * at(s, GP) - p.kp3 * m.sensitivity * at(s, ID) - p.kp4 * at(s, IPO));

  /** The stomach empties fast at both ends of a meal and slowly in between; the meal sets the scale. */
  const emptying = (content: number): number => {
    if (mealMg <= 0) return p.kmax;
    const rising = 5 / (2 * mealMg * (1 - p.b));
    const falling = 5 / (2 * mealMg * p.d);
    const shape = Math.tanh(rising * (content - p.b * mealMg)) - Math.tanh(falling * (content - p.d * mealMg)) + 2;
    return p.kmin + ((p.kmax - p.kmin) / 2) * shape;
  };

  function derivatives(s: Float64Array, m: Modulation, given: number, out: Float64Array): void {
    const gp = at(s, GP);
    const gt = at(s, GT);
    const insulin = at(s, IP) / p.vi;
    const secretion = p.gamma * at(s, IPO);
    const extraction = Math.min(0.999, Math.max(0, p.m6 - p.m5 * secretion));
    const m3 = (extraction * p.m1) / (1 - extraction);
    const empties = emptying(at(s, STOMACH_SOLID) + at(s, STOMACH_GROUND)) * at(s, STOMACH_GROUND);
    const appears = (p.f * p.kabs * at(s, GUT)) / p.bodyWeightKg;
    const excreted = p.ke1 * Math.max(0, gp - p.ke2);
    const used = ((p.vm0 * (m.uptake ?? 1) + p.vmx * m.sensitivity * at(s, X)) * gt) / (p.km0 + gt);

    const dGp = productionIn(s, m) + appears - p.fcns - excreted - p.k1 * gp + p.k2 * gt;
    const drive = p.beta * (gp / p.vg - basal.glucoseMgDl);
    // The dynamic part of secretion answers a rise of glucose only; a fall does not take insulin back.
    const secreted = basal.secretion + (m.secretion ?? 1) * (at(s, Y) + p.k * Math.max(0, dGp / p.vg));

    out[GP] = dGp;
    out[GT] = -used + p.k1 * gp - p.k2 * gt;
    out[IL] = -(p.m1 + m3) * at(s, IL) + p.m2 * at(s, IP) + secretion;
    out[IP] = -(p.m2 + p.m4) * at(s, IP) + p.m1 * at(s, IL) + given;
    out[STOMACH_SOLID] = -p.kgri * at(s, STOMACH_SOLID);
    out[STOMACH_GROUND] = p.kgri * at(s, STOMACH_SOLID) - empties;
    out[GUT] = empties - p.kabs * at(s, GUT);
    out[I1] = -p.ki * (at(s, I1) - insulin);
    out[ID] = -p.ki * (at(s, ID) - at(s, I1));
    out[X] = -p.p2u * at(s, X) + p.p2u * (insulin - basal.insulinPmolL);
    out[IPO] = -secretion + secreted;
    out[Y] = -p.alpha * (at(s, Y) - Math.max(drive, -basal.secretion));
  }

  const slope = [0, 1, 2, 3].map(() => new Float64Array(STATES)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const probe = new Float64Array(STATES);

  return {
    atRest: basal,
    eat: (grams) => {
      // What is still in the stomach belongs to the new meal (the rule of simglucose): scaled to a snack
      // alone, the stomach would empty a whole dinner at its fastest.
      mealMg = at(state, STOMACH_SOLID) + at(state, STOMACH_GROUND) + grams * 1000;
      state[STOMACH_SOLID] = at(state, STOMACH_SOLID) + grams * 1000;
    },
    advance: (minutes, modulation = UNMODULATED, given = 0) => {
      const [s1, s2, s3, s4] = slope;
      const half = minutes / 2;
      derivatives(state, modulation, given, s1);
      for (let i = 0; i < STATES; i++) probe[i] = at(state, i) + half * at(s1, i);
      derivatives(probe, modulation, given, s2);
      for (let i = 0; i < STATES; i++) probe[i] = at(state, i) + half * at(s2, i);
      derivatives(probe, modulation, given, s3);
      for (let i = 0; i < STATES; i++) probe[i] = at(state, i) + minutes * at(s3, i);
      derivatives(probe, modulation, given, s4);
      for (let i = 0; i < STATES; i++) {
        state[i] = at(state, i) + (minutes / 6) * (at(s1, i) + 2 * at(s2, i) + 2 * at(s3, i) + at(s4, i));
      }
    },
    outputs: (modulation = UNMODULATED) => ({
      glucoseMgDl: at(state, GP) / p.vg,
      insulinPmolL: at(state, IP) / p.vi,
      rateOfAppearance: (p.f * p.kabs * at(state, GUT)) / p.bodyWeightKg,
      secretion: p.gamma * at(state, IPO),
      production: productionIn(state, modulation),
    }),
    masses: () => [GP, GT, IL, IP, STOMACH_SOLID, STOMACH_GROUND, GUT, I1, ID, IPO].map((i) => at(state, i)),
    snapshot: () => ({ state: [...state], mealMg }),
    restore: (snapshot) => {
      if (snapshot.state.length !== STATES) throw new RangeError(`a snapshot has ${STATES} numbers`);
      state = Float64Array.from(snapshot.state);
      mealMg = snapshot.mealMg;
    },
  };
}
