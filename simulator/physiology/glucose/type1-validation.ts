import { notFraction, notPositive, type ParameterProblem } from '../parameter-problem.ts';
import { courseProblems, restProblems } from './parameter-problem.ts';
import { type1Body } from './type1-body.ts';
import type { Type1Parameters } from './type1-parameters.ts';
import { type1Rest } from './type1-rest.ts';

const FRACTIONS = ['f', 'b', 'd'] as const;

/** Beyond so many a minute, steps of a minute by the classical Runge–Kutta method grow without end. */
const FASTEST_PER_MINUTE = 2.7;

/** What moves plasma glucose faster than a step can follow: in a low what the liver adds, in a high what the kidney takes. */
function tooFastForAStep({ rescue, ke1, vg }: Type1Parameters): ParameterProblem | undefined {
  for (const [field, given, rate] of [
    ['rescue', rescue, rescue / vg],
    ['ke1', ke1, ke1],
  ] as const) {
    if (rate > FASTEST_PER_MINUTE)
      return {
        field,
        what: `${field} (${given}) moves glucose at ${rate.toPrecision(3)} a minute, above ${FASTEST_PER_MINUTE}`,
      };
  }
  return undefined;
}

/**
 * Why a set of parameters of UVA/Padova S2008 is not a person: as `parameterProblems` of the meal model,
 * under the basal rate.
 */
export function type1Problems(p: Type1Parameters, everyMinutes = 1): readonly ParameterProblem[] {
  const numbers = notPositive(p, ['rescue']);
  if (numbers.length > 0) return numbers;
  const fractions = notFraction(p, FRACTIONS);
  if (fractions.length > 0) return fractions;
  if (p.d >= p.b) return [{ field: 'd', what: `d (${p.d}) is not below b (${p.b})` }];
  if (p.kmin > p.kmax) return [{ field: 'kmin', what: `kmin (${p.kmin}) is above kmax (${p.kmax})` }];

  const tooFast = tooFastForAStep(p);
  if (tooFast !== undefined) return [tooFast];

  const rest = type1Rest(p);
  if (rest === undefined) return [{ what: 'no glucose level is steady' }];
  if (rest.tissueGlucose < 0) return [{ what: `tissueGlucose at rest is ${rest.tissueGlucose}` }];
  const atRest = restProblems(rest.glucoseMgDl);
  return atRest.length > 0 ? atRest : courseProblems(type1Body(p), everyMinutes);
}
