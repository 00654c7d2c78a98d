import { notFraction, notPositive, type ParameterProblem } from '../parameter-problem.ts';
import { HALL_2011, type HallParameters, type HallPerson } from './hall-parameters.ts';
import { hallProblems, HALL_SHARES } from './hall-validation.ts';
import { type WeightParameters, weekOf } from './weight-parameters.ts';

const WEEKDAY = [-2, 2] as const;

/** Every number that is not Hall's, and what of it a living person can have. */
const BOUNDS: Readonly<
  Record<Exclude<keyof WeightParameters, keyof HallParameters>, readonly [low: number, high: number]>
> = {
  fluidSdPercent: [0, 3],
  fluidMemory: [0, 0.99],
  wanderSdPercent: [0, 3],
  wanderDays: [1, 365],
  saltProbability: [0, 1],
  saltLowKg: [0, 1],
  saltHighKg: [0, 1],
  saltDays: [0.1, 7],
  mondayPercent: WEEKDAY,
  tuesdayPercent: WEEKDAY,
  wednesdayPercent: WEEKDAY,
  thursdayPercent: WEEKDAY,
  fridayPercent: WEEKDAY,
  saturdayPercent: WEEKDAY,
  sundayPercent: WEEKDAY,
  weeklyFactor: [0, 3],
  weeklySigma: [0, 0.5],
  spreadSigma: [0, 0.5],
  gutSdKg: [0, 2],
  eveningRiseKg: [0, 2],
  eveningRiseSdKg: [0, 2],
  clothesLowKg: [0, 5],
  clothesHighKg: [0, 5],
  clothesSdKg: [0, 1],
  decompensationGainKg: [0.1, 10],
  decompensationGainSigma: [0, 0.8],
  silentShare: [0, 1],
  silentBelowKg: [0, 5],
  slowDays: [1, 120],
  steepDays: [0.5, 60],
  slowShare: [0, 1],
  steepExponent: [0.1, 10],
  slowestResponseKgPerDay: [0.1, 5],
  fastestResponseKgPerDay: [0.1, 5],
  longestResponseDays: [1, 60],
};

/** Pairs of which the first is not above the second. */
const IN_ORDER = [
  ['saltLowKg', 'saltHighKg'],
  ['clothesLowKg', 'clothesHighKg'],
  ['slowestResponseKgPerDay', 'fastestResponseKgPerDay'],
] as const;

const HALL_FIELDS = Object.keys(HALL_2011) as (keyof HallParameters)[];
const OWN_FIELDS = Object.keys(BOUNDS) as (keyof typeof BOUNDS)[];
/** Every name of a parameter set of weight. */
export const WEIGHT_FIELDS: readonly (keyof WeightParameters)[] = [...HALL_FIELDS, ...OWN_FIELDS];

/** The least and the most of those who are in a programme by the model of Hall. */
const PEOPLE: readonly HallPerson[] = [
  { sex: 'female', ageYears: 24, heightM: 1.5, weightKg: 70, activityLevel: 1.55 },
  { sex: 'female', ageYears: 66, heightM: 1.62, weightKg: 150, activityLevel: 1.3 },
  { sex: 'male', ageYears: 24, heightM: 1.76, weightKg: 80, activityLevel: 1.55 },
  { sex: 'male', ageYears: 66, heightM: 1.8, weightKg: 170, activityLevel: 1.3 },
];

/** A small body that has wasted, kg, and how far from the mean one day of one person can be, in standard deviations. */
const SMALL_KG = 24;
const FAR = 5;

const hallOf = (p: WeightParameters): HallParameters =>
  Object.fromEntries(HALL_FIELDS.map((name) => [name, p[name]])) as unknown as HallParameters;

const outOfBounds = (p: WeightParameters): readonly ParameterProblem[] =>
  OWN_FIELDS.flatMap((field) => {
    const [low, high] = BOUNDS[field];
    return p[field] >= low && p[field] <= high
      ? []
      : [{ field, what: `${field} is ${p[field]}, not ${low} to ${high}` }];
  });

const outOfOrder = (p: WeightParameters): readonly ParameterProblem[] => {
  if (p.steepDays >= p.slowDays)
    return [{ field: 'steepDays', what: `steepDays (${p.steepDays}) is not below slowDays (${p.slowDays})` }];
  return IN_ORDER.flatMap(([low, high]) =>
    p[low] <= p[high] ? [] : [{ field: low, what: `${low} (${p[low]}) is above ${high} (${p[high]})` }],
  );
};

/** The lightest morning that fluid, gut and week can make of a small body. */
const lightestProblems = (p: WeightParameters): readonly ParameterProblem[] => {
  const unlike = Math.exp(FAR * p.spreadSigma);
  const weekly = p.weeklyFactor * Math.exp(FAR * p.weeklySigma) * Math.max(0, -Math.min(...weekOf(p)));
  const percent = weekly + FAR * (unlike * p.fluidSdPercent + p.wanderSdPercent);
  const lightestKg = SMALL_KG * (1 - percent / 100) - FAR * unlike * p.gutSdKg;
  if (lightestKg > 0) return [];
  return [{ what: `fluid, gut and week take a body of ${SMALL_KG} kg to ${lightestKg.toFixed(1)} kg` }];
};

/**
 * Why a set of parameters of weight is nobody: a constant of Hall's that is not positive, a share of 1 or more, a
 * number outside what a living person has, two that are the wrong way round, fluid and gut that make a small body weigh
 * less than nothing, or a body in a programme of which a part goes negative or whose weight drifts at rest (`hallProblems`).
 * Empty means usable.
 */
export function weightProblems(p: WeightParameters): readonly ParameterProblem[] {
  const hall = hallOf(p);
  const numbers = [...notPositive(hall), ...notFraction(hall, HALL_SHARES), ...outOfBounds(p)];
  if (numbers.length > 0) return numbers;
  const together = [...outOfOrder(p), ...lightestProblems(p)];
  if (together.length > 0) return together;
  for (const person of PEOPLE) {
    const [what] = hallProblems(person, hall);
    if (what !== undefined) return [{ what: `${what} (${person.sex}, ${person.weightKg} kg)` }];
  }
  return [];
}
