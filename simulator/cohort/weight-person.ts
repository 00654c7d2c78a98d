import type { BodyParts } from '../physiology/weight/living-body.ts';
import { drawDecompensation, type Decompensation } from '../physiology/weight/decompensation.ts';
import type { DialysisTraits } from '../physiology/weight/dialysis.ts';
import type { HallPerson } from '../physiology/weight/hall-parameters.ts';
import { drawProgram } from '../physiology/weight/intake.ts';
import { driftingTissue, programTissue, wastingTissue, type Tissue } from '../physiology/weight/tissue.ts';
import { WEEKLY_PERCENT, type WeightTraits } from '../physiology/weight/body-weight.ts';
import type { RandomSpace, RandomStream } from '../random.ts';
import type { WeightArchetype } from './weight-archetypes.ts';

/** Who it is, as far as weight depends on it. */
export interface WeightPerson {
  readonly gender: string;
  readonly ageYears: number;
}

/** Fixes part of a decompensation that would else be drawn, for a scenario that needs it. */
export type FixedDecompensation = Partial<Pick<Decompensation, 'eventDay' | 'gainKg'>>;

const SALT = { saltProbability: 0.05, saltKg: [0.2, 0.4] } as const;
/**
 * More than the 0.35 of a single autoregression fitted to raw series: with the white part of the gut on top, which
 * is less here for it, 0.7 gives the measured lag-1 of 0.2 to 0.55 of the weight itself, whether it is taken every
 * day or every other.
 */
const FLUID_MEMORY = 0.7;
/** Fitted to the change over seven days, 0.53 to 1.18 kg (realism facts 4.1). */
const WANDER_SD_PERCENT = 0.45;
const WANDER_DAYS = 20;
/** How people differ in fluid and gut, and in how much a week-end weighs: six people ranged by a factor of two, in weekly swing of four. */
const SPREAD_SIGMA = 0.2;
const WEEKLY_SIGMA = 0.3;
const WEEKLY_MEDIAN = 1.3;
/** Evening minus morning, kg. Assumed. */
const EVENING_RISE_KG = { mean: 0.9, sd: 0.5 } as const;

const HEIGHT_M = { female: { mean: 1.62, sd: 0.065 }, male: { mean: 1.76, sd: 0.07 } } as const;
const ACTIVITY = [1.3, 1.55] as const;
const LEAST_BMI = 24;

/** Monday, Wednesday, Friday, in one of three shifts. */
const SESSION_DAYS = [0, 2, 4] as const;
const SHIFTS_OVER_AT = [11.5, 16, 21] as const;

function traitsOf(archetype: WeightArchetype, dryWeightKg: number, random: RandomStream): WeightTraits {
  const weekly = random.logNormal(WEEKLY_MEDIAN, WEEKLY_SIGMA);
  return {
    dryWeightKg,
    weeklyPercent: WEEKLY_PERCENT.map((percent) => percent * weekly),
    fluidSdPercent: random.logNormal(archetype.fluidSdPercent, SPREAD_SIGMA),
    fluidMemory: FLUID_MEMORY,
    wanderSdPercent: WANDER_SD_PERCENT,
    wanderDays: WANDER_DAYS,
    gutSdKg: random.logNormal(archetype.gutSdKg, SPREAD_SIGMA),
    eveningRiseKg: EVENING_RISE_KG,
    ...SALT,
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

function tissueOf(archetype: WeightArchetype, person: WeightPerson, dryWeightKg: number, random: RandomStream): Tissue {
  const { program, wastingPercentPerWeek, driftKgPerMonth } = archetype;
  if (program !== undefined) {
    return programTissue(hallPersonOf(person, dryWeightKg, random), drawProgram(program, random));
  }
  if (wastingPercentPerWeek !== undefined) return wastingTissue(dryWeightKg, wastingPercentPerWeek);
  return driftingTissue(dryWeightKg, random.between(-driftKgPerMonth, driftKgPerMonth));
}

/** The patient's course: drawn, with what is fixed put in its place; none for a stable patient without anything fixed. */
function courseOf(
  archetype: WeightArchetype,
  fixed: FixedDecompensation | undefined,
  random: RandomStream,
): Decompensation | undefined {
  if (archetype.decompensation === undefined && fixed === undefined) return undefined;
  return { ...drawDecompensation(archetype.decompensation ?? [10, 14], random), ...fixed };
}

const dialysisOf = ([low, high]: readonly [number, number], random: RandomStream): DialysisTraits => ({
  gainKgPerDay: random.between(low, high),
  gainSdKg: 0.2,
  weekdays: SESSION_DAYS,
  overAtHour: random.pick(SHIFTS_OVER_AT),
  missed: 0.015,
});

/** One body of a kind. */
export function drawBody(
  archetype: WeightArchetype,
  person: WeightPerson,
  fixed: FixedDecompensation | undefined,
  space: RandomSpace,
): BodyParts & { readonly dryWeightKg: number } {
  const { female, male, sigma } = archetype.dryWeightKg;
  const dryWeightKg = space.stream('weight').logNormal(person.gender === 'female' ? female : male, sigma);
  const decompensation = courseOf(archetype, fixed, space.stream('decompensation'));
  return {
    dryWeightKg,
    tissue: tissueOf(archetype, person, dryWeightKg, space.stream('tissue')),
    traits: traitsOf(archetype, dryWeightKg, space.stream('traits')),
    ...(decompensation === undefined ? {} : { decompensation }),
    ...(archetype.dialysisGainKgPerDay === undefined
      ? {}
      : { dialysis: dialysisOf(archetype.dialysisGainKgPerDay, space.stream('dialysis', 'traits')) }),
  };
}
