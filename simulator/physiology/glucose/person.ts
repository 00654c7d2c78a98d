import type { RandomStream } from '../../random.ts';
import type { GlucoseParameters } from './parameters.ts';
import { parameterProblems } from './validation.ts';

/** How far people differ, as the sigma of a log-normal factor per parameter. */
export type ParameterSpread = Partial<Record<keyof GlucoseParameters, number>>;

/** Spreads near those between the adults of simglucose, damped where the resting glucose hangs on one number. */
export const ADULT_SPREAD: ParameterSpread = {
  bodyWeightKg: 0.18,
  vg: 0.07,
  vi: 0.1,
  kmax: 0.2,
  kabs: 0.2,
  vmx: 0.25,
  km0: 0.05,
  kp1: 0.045,
  kp3: 0.15,
  p2u: 0.2,
  k: 0.2,
  beta: 0.2,
};

const MAX_ATTEMPTS = 50;
/** How often a draw is looked at while it is tried. */
const LOOK_MINUTES = 10;

/**
 * A person near `mean`: every spread parameter times a log-normal factor. Sets that are nobody
 * (`parameterProblems`) are drawn again, because independent draws can combine to an impossible
 * body. Throws RangeError when `mean` itself is nobody.
 */
export function drawPerson(mean: GlucoseParameters, spread: ParameterSpread, random: RandomStream): GlucoseParameters {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const drawn: Record<string, number> = { ...mean };
    for (const [name, sigma] of Object.entries(spread)) drawn[name] = (drawn[name] ?? 0) * random.logNormal(1, sigma);
    const person = { ...mean, ...drawn };
    if (parameterProblems(person, LOOK_MINUTES).length === 0) return person;
  }
  const problems = parameterProblems(mean);
  if (problems.length > 0)
    throw new RangeError(`no person can be drawn: ${problems.map(({ what }) => what).join('; ')}`);
  return mean;
}
