import { dallaManBody } from './dalla-man-body.ts';
import { notFraction, notPositive, type ParameterProblem } from '../parameter-problem.ts';
import { courseProblems, restProblems } from './parameter-problem.ts';
import type { GlucoseParameters } from './parameters.ts';
import { steadyStateOf } from './steady-state.ts';

const FRACTIONS = ['heb', 'f', 'b', 'd'] as const;

/**
 * Why a set of parameters of the meal model is not a person: a number that is not positive, a fraction
 * of 1 or more, a resting glucose nobody has, a drift of more than 0.1 mg/dL in a day at rest, or a
 * compartment that goes negative at rest or after 75 g of carbohydrate. Empty means usable.
 */
export function parameterProblems(p: GlucoseParameters, everyMinutes = 1): readonly ParameterProblem[] {
  const numbers = notPositive(p);
  if (numbers.length > 0) return numbers;
  const fractions = notFraction(p, FRACTIONS);
  if (fractions.length > 0) return fractions;
  if (p.m6 <= p.heb) {
    return [{ field: 'm6', what: `m6 (${p.m6}) is not above heb (${p.heb}): no insulin would be secreted at rest` }];
  }
  if (p.kmin > p.kmax) return [{ field: 'kmin', what: `kmin (${p.kmin}) is above kmax (${p.kmax})` }];

  const rest = steadyStateOf(p);
  if (rest === undefined) return [{ what: 'no glucose level is steady' }];
  const negative = Object.entries(rest).filter(([, value]) => value < 0);
  if (negative.length > 0) return negative.map(([name, value]) => ({ what: `${name} at rest is ${value}` }));
  const atRest = restProblems(rest.glucoseMgDl);
  return atRest.length > 0 ? atRest : courseProblems(dallaManBody(p), everyMinutes);
}
