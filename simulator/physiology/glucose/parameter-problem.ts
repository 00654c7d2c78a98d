import type { ParameterProblem } from '../parameter-problem.ts';
import { AS_DESCRIBED, type GlucoseBody } from './body.ts';

const DAY_MINUTES = 1440;
const MAX_DRIFT_MG_DL = 0.1;
const TEST_MEAL_GRAMS = 75;
/** A living person at rest, mg/dL. */
const LOWEST_AT_REST = 40;
const HIGHEST_AT_REST = 400;
/** Below this the models are held up by force, mg/dL. */
const LOWEST_EVER = 20;

/** A resting glucose that nobody lives with. */
export const restProblems = (restMgDl: number): readonly ParameterProblem[] =>
  restMgDl >= LOWEST_AT_REST && restMgDl <= HIGHEST_AT_REST
    ? []
    : [{ what: `glucose at rest is ${restMgDl.toFixed(1)} mg/dL, not ${LOWEST_AT_REST} to ${HIGHEST_AT_REST}` }];

/**
 * What goes wrong in a day at rest and in a day after 75 g of carbohydrate eaten at once, looked at every so many
 * minutes: 1 to name the minute, more where many people are drawn.
 */
export function courseProblems(body: GlucoseBody, everyMinutes: number): readonly ParameterProblem[] {
  const rest = body.snapshot();
  const problem = courseProblem(body, 0, everyMinutes);
  if (problem !== undefined) return problem;
  body.restore(rest);
  return courseProblem(body, TEST_MEAL_GRAMS, everyMinutes) ?? [];
}

function courseProblem(body: GlucoseBody, grams: number, every: number): readonly ParameterProblem[] | undefined {
  const occasion = grams === 0 ? 'at rest' : `after ${grams} g`;
  if (grams > 0) body.eat(grams, Number.POSITIVE_INFINITY);
  for (let minute = every; minute <= DAY_MINUTES; minute += every) {
    body.advance(every, AS_DESCRIBED);
    // Not a number is no mass either.
    if (!(body.lowestMass() >= 0)) return [{ what: `a compartment is negative ${occasion}, minute ${minute}` }];
    const glucose = body.plasmaGlucoseMgDl();
    if (glucose < LOWEST_EVER) {
      return [{ what: `glucose falls to ${glucose.toFixed(1)} mg/dL ${occasion}, minute ${minute}` }];
    }
    const drift = Math.abs(glucose - body.restMgDl);
    if (grams === 0 && drift > MAX_DRIFT_MG_DL) {
      return [{ what: `glucose drifts by ${drift.toFixed(2)} mg/dL at rest` }];
    }
  }
  return undefined;
}
