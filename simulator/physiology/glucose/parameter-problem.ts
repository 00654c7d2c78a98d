import type { ParameterProblem } from '../parameter-problem.ts';
import { AS_DESCRIBED, type BodyModulation, type GlucoseBody } from './body.ts';

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

const HARD_GRAMS = 300;
/** Into a stomach that is full, half empty and all but empty. */
const AGAIN_AT_MINUTES = [5, 90, 240, 600] as const;
/** A syringe has half units: nobody takes less, however little they need. */
const LEAST_UNITS = 0.5;
/** Minutes at a time: looked at each of them, and as a simulated day runs, where a body may not see at once how fast it has become. */
const SLICES = [1, 5] as const;
/** Insulin acts most, as in exercise by somebody who is sensitive that day. */
const HARD_DAY: BodyModulation = { ...AS_DESCRIBED, sensitivity: 2, uptake: 1.6 };

/**
 * What goes wrong in a day after far more carbohydrate than anybody eats at once, in one after as much again and again, and in one after
 * the insulin for it and nothing to eat: people of a simulation come near all of them now and then. Last, whether insulin can be dosed.
 */
export function hardProblems(body: GlucoseBody): readonly ParameterProblem[] {
  const rest = body.snapshot();
  const { therapy } = body;
  const unusable = Object.entries(therapy).find(([, value]) => !(value > 0 && Number.isFinite(value)));
  if (unusable !== undefined) return [{ what: `no therapy suits: ${unusable[0]} is ${unusable[1]}` }];
  for (const every of SLICES) {
    body.restore(rest);
    body.eat(HARD_GRAMS, Number.POSITIVE_INFINITY);
    const fed = dayProblem(body, AS_DESCRIBED, every, `after ${HARD_GRAMS} g`);
    if (fed !== undefined) return [fed];
    body.restore(rest);
    const again = dayProblem(body, AS_DESCRIBED, every, `after ${HARD_GRAMS} g again and again`, AGAIN_AT_MINUTES);
    if (again !== undefined) return [again];
    body.restore(rest);
    body.injectRapid(HARD_GRAMS / therapy.carbohydrateGramsPerUnit);
    const low = dayProblem(body, HARD_DAY, every, `after insulin for ${HARD_GRAMS} g and nothing to eat`);
    if (low !== undefined) return [low];
  }
  const { basalUnitsPerDay, carbohydrateGramsPerUnit } = therapy;
  if (basalUnitsPerDay >= LEAST_UNITS && HARD_GRAMS / carbohydrateGramsPerUnit >= LEAST_UNITS) return [];
  const needed = `${basalUnitsPerDay.toPrecision(3)} units a day and one for ${carbohydrateGramsPerUnit.toPrecision(3)} g`;
  return [{ what: `no therapy suits: ${needed}, and a syringe has half units` }];
}

function dayProblem(
  body: GlucoseBody,
  by: BodyModulation,
  every: number,
  occasion: string,
  meals: readonly number[] = [],
): ParameterProblem | undefined {
  for (let minute = every; minute <= DAY_MINUTES; minute += every) {
    if (meals.includes(minute)) body.eat(HARD_GRAMS);
    body.advance(every, by);
    if (!(body.lowestMass() >= 0)) return { what: `a compartment is negative ${occasion}, minute ${minute}` };
  }
  return undefined;
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
