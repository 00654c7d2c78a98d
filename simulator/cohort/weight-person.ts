import type { BodyParts } from '../physiology/weight/living-body.ts';
import { drawDecompensation, type Decompensation } from '../physiology/weight/decompensation.ts';
import type { DialysisTraits } from '../physiology/weight/dialysis.ts';
import type { HallPerson } from '../physiology/weight/hall-parameters.ts';
import { drawProgram } from '../physiology/weight/intake.ts';
import { driftingTissue, programTissue, wastingTissue, type Tissue } from '../physiology/weight/tissue.ts';
import type { WeightTraits } from '../physiology/weight/body-weight.ts';
import { USUAL_WEIGHT, weekOf, type WeightParameters } from '../physiology/weight/weight-parameters.ts';
import type { RandomSpace, RandomStream } from '../random.ts';
import type { WeightArchetype } from './weight-archetypes.ts';

/** Who it is, as far as weight depends on it. */
export interface WeightPerson {
  readonly gender: string;
  readonly ageYears: number;
}

/** Fixes part of a decompensation that would else be drawn, for a scenario that needs it. */
export type FixedDecompensation = Partial<Pick<Decompensation, 'eventDay' | 'gainKg'>>;

const HEIGHT_M = { female: { mean: 1.62, sd: 0.065 }, male: { mean: 1.76, sd: 0.07 } } as const;
const ACTIVITY = [1.3, 1.55] as const;
const LEAST_BMI = 24;

/** Monday, Wednesday, Friday, in one of three shifts. */
const SESSION_DAYS = [0, 2, 4] as const;
const SHIFTS_OVER_AT = [11.5, 16, 21] as const;

/** The numbers by which the weights of a kind of people come about. */
export const usualWeightOf = ({ fluidSdPercent, gutSdKg, weighing }: WeightArchetype): WeightParameters => {
  const [clothesLowKg, clothesHighKg] = weighing.clothesKg;
  const { clothesSdKg } = weighing;
  return { ...USUAL_WEIGHT, fluidSdPercent, gutSdKg, clothesLowKg, clothesHighKg, clothesSdKg };
};

function traitsOf(p: WeightParameters, dryWeightKg: number, random: RandomStream): WeightTraits {
  const weekly = random.logNormal(p.weeklyFactor, p.weeklySigma);
  return {
    dryWeightKg,
    weeklyPercent: weekOf(p).map((percent) => percent * weekly),
    fluidSdPercent: random.logNormal(p.fluidSdPercent, p.spreadSigma),
    fluidMemory: p.fluidMemory,
    wanderSdPercent: p.wanderSdPercent,
    wanderDays: p.wanderDays,
    gutSdKg: random.logNormal(p.gutSdKg, p.spreadSigma),
    eveningRiseKg: { mean: p.eveningRiseKg, sd: p.eveningRiseSdKg },
    saltProbability: p.saltProbability,
    saltKg: [p.saltLowKg, p.saltHighKg],
    saltDays: p.saltDays,
  };
}

/** A height that goes with the weight: nobody in a programme against obesity is slim, nobody is outside what the model bears. */
export function hallPersonOf({ gender, ageYears }: WeightPerson, weightKg: number, random: RandomStream): HallPerson {
  const sex = gender === 'female' ? 'female' : 'male';
  const { mean, sd } = HEIGHT_M[sex];
  const tallest = Math.sqrt(weightKg / LEAST_BMI);
  const heightM = Math.min(tallest, Math.max(1.4, random.normal(mean, sd)));
  return { sex, ageYears: Math.max(18, ageYears), heightM, weightKg, activityLevel: random.between(...ACTIVITY) };
}

function tissueOf(
  archetype: WeightArchetype,
  person: WeightPerson,
  dryWeightKg: number,
  random: RandomStream,
  parameters: WeightParameters,
): Tissue {
  const { program, wastingPercentPerWeek, driftKgPerMonth } = archetype;
  if (program !== undefined) {
    return programTissue(hallPersonOf(person, dryWeightKg, random), drawProgram(program, random), parameters);
  }
  if (wastingPercentPerWeek !== undefined) return wastingTissue(dryWeightKg, wastingPercentPerWeek);
  return driftingTissue(dryWeightKg, random.between(-driftKgPerMonth, driftKgPerMonth));
}

/** The patient's course: drawn, with what is fixed put in its place; none for a stable patient without anything fixed. */
function courseOf(
  archetype: WeightArchetype,
  fixed: FixedDecompensation | undefined,
  random: RandomStream,
  parameters: WeightParameters,
): Decompensation | undefined {
  if (archetype.decompensation === undefined && fixed === undefined) return undefined;
  return { ...drawDecompensation(archetype.decompensation ?? [10, 14], random, parameters), ...fixed };
}

const dialysisOf = ([low, high]: readonly [number, number], random: RandomStream): DialysisTraits => ({
  gainKgPerDay: random.between(low, high),
  gainSdKg: 0.2,
  weekdays: SESSION_DAYS,
  overAtHour: random.pick(SHIFTS_OVER_AT),
  missed: 0.015,
});

/** One body of a kind. `parameters`: other numbers than are usual for it. */
export function drawBody(
  archetype: WeightArchetype,
  person: WeightPerson,
  fixed: FixedDecompensation | undefined,
  space: RandomSpace,
  parameters: WeightParameters = usualWeightOf(archetype),
): BodyParts & { readonly dryWeightKg: number } {
  const { female, male, sigma } = archetype.dryWeightKg;
  const dryWeightKg = space.stream('weight').logNormal(person.gender === 'female' ? female : male, sigma);
  const decompensation = courseOf(archetype, fixed, space.stream('decompensation'), parameters);
  return {
    dryWeightKg,
    tissue: tissueOf(archetype, person, dryWeightKg, space.stream('tissue'), parameters),
    traits: traitsOf(parameters, dryWeightKg, space.stream('traits')),
    ...(decompensation === undefined ? {} : { decompensation }),
    ...(archetype.dialysisGainKgPerDay === undefined
      ? {}
      : { dialysis: dialysisOf(archetype.dialysisGainKgPerDay, space.stream('dialysis', 'traits')) }),
  };
}
