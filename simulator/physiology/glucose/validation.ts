import { dallaManBody } from './dalla-man-body.ts';
import { notFraction, notPositive, type ParameterProblem } from '../parameter-problem.ts';
import { HIGHEST_EXTRACTION } from './meal-step.ts';
import { courseProblems, restProblems } from './parameter-problem.ts';
import type { GlucoseParameters } from './parameters.ts';
import { steadyStateOf } from './steady-state.ts';

const FRACTIONS = ['heb', 'f', 'b', 'd'] as const;

/** Beyond so many a minute, steps of a minute by the classical Runge–Kutta method grow without end. */
const FASTEST_PER_MINUTE = 2.78;

/** How fast insulin leaves liver and plasma where none is secreted, as in a low: the liver takes most of it then. 1/min. */
function fastestInsulin({ m1, m2, m4, m6 }: GlucoseParameters): number {
  const liver = m1 / (1 - Math.min(m6, HIGHEST_EXTRACTION));
  const plasma = m2 + m4;
  return (liver + plasma + Math.hypot(liver - plasma, 2 * Math.sqrt(m1 * m2))) / 2;
}

/**
 * Why a set of parameters of the meal model is not a person: a number that is not positive, a fraction
 * of 1 or more, insulin that is gone faster than a step can follow, a resting glucose nobody has, a drift of more than 0.1 mg/dL in a day at rest, or a
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

  const fastest = fastestInsulin(p);
  if (fastest > FASTEST_PER_MINUTE) {
    const what = `m1 (${p.m1}) with m2, m4 and m6 lets insulin go at ${fastest.toFixed(2)} a minute in a low, above ${FASTEST_PER_MINUTE}`;
    return [{ field: 'm1', what }];
  }

  const rest = steadyStateOf(p);
  if (rest === undefined) return [{ what: 'no glucose level is steady' }];
  const negative = Object.entries(rest).filter(([, value]) => value < 0);
  if (negative.length > 0) return negative.map(([name, value]) => ({ what: `${name} at rest is ${value}` }));
  const atRest = restProblems(rest.glucoseMgDl);
  return atRest.length > 0 ? atRest : courseProblems(dallaManBody(p), everyMinutes);
}
