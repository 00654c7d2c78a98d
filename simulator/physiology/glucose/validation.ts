import { glucoseModel } from './dalla-man.ts';
import type { GlucoseParameters } from './parameters.ts';
import { steadyStateOf } from './steady-state.ts';

const DAY_MINUTES = 1440;
const MAX_DRIFT_MG_DL = 0.1;
const TEST_MEAL_GRAMS = 75;
/** A living person at rest, mg/dL. */
const LOWEST_AT_REST = 40;
const HIGHEST_AT_REST = 400;
const FRACTIONS = ['heb', 'b', 'd'] as const;

/**
 * Why a set of parameters is not a person: a number that is not positive, a fraction of 1 or more, a
 * resting glucose nobody has, a drift of more than 0.1 mg/dL in a day at rest, or a compartment
 * that goes negative at rest or after 75 g of carbohydrate. Empty means usable.
 */
export function parameterProblems(p: GlucoseParameters): readonly string[] {
  const notPositive = Object.entries(p)
    .filter(([, value]) => !(Number.isFinite(value) && value > 0))
    .map(([name, value]) => `${name} is ${value}, not a positive number`);
  if (notPositive.length > 0) return notPositive;
  const notFraction = FRACTIONS.filter((name) => p[name] >= 1).map((name) => `${name} is ${p[name]}, not below 1`);
  if (notFraction.length > 0) return notFraction;
  if (p.m6 <= p.heb) return [`m6 (${p.m6}) is not above heb (${p.heb}): no insulin would be secreted at rest`];
  if (p.kmin > p.kmax) return [`kmin (${p.kmin}) is above kmax (${p.kmax})`];

  const rest = steadyStateOf(p);
  if (rest === undefined) return ['no glucose level is steady'];
  const negative = Object.entries(rest).filter(([, value]) => value < 0);
  if (negative.length > 0) return negative.map(([name, value]) => `${name} at rest is ${value}`);
  if (rest.glucoseMgDl < LOWEST_AT_REST || rest.glucoseMgDl > HIGHEST_AT_REST) {
    return [`glucose at rest is ${rest.glucoseMgDl.toFixed(1)} mg/dL, not ${LOWEST_AT_REST} to ${HIGHEST_AT_REST}`];
  }
  return dynamicProblem(p, 0) ?? dynamicProblem(p, TEST_MEAL_GRAMS) ?? [];
}

function dynamicProblem(p: GlucoseParameters, grams: number): readonly string[] | undefined {
  const model = glucoseModel(p);
  const start = model.atRest.glucoseMgDl;
  const occasion = grams === 0 ? 'at rest' : `after ${grams} g`;
  if (grams > 0) model.eat(grams);
  for (let minute = 1; minute <= DAY_MINUTES; minute++) {
    model.advance(1);
    if (!model.masses().every((mass) => Number.isFinite(mass) && mass >= 0)) {
      return [`a compartment is negative ${occasion}, minute ${minute}`];
    }
    const drift = Math.abs(model.outputs().glucoseMgDl - start);
    if (grams === 0 && drift > MAX_DRIFT_MG_DL) return [`glucose drifts by ${drift.toFixed(2)} mg/dL at rest`];
  }
  return undefined;
}
