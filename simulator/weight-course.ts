import { HEART_FAILURE_WEIGHING, planWeighing } from './behaviour/daily-weighing.ts';
import { addDays, weekday, type EpochMs } from './clock.ts';
import type { WeightArchetype } from './cohort/archetypes.ts';
import {
  bodyWeightKg,
  firstWeightState,
  nextWeightState,
  WEEKLY_PERCENT,
  type WeightTraits,
} from './physiology/weight/body-weight.ts';
import { decompensationKg, drawDecompensation, type Decompensation } from './physiology/weight/decompensation.ts';
import type { RandomStream, StreamKey } from './random.ts';

/** The patient's true weight at a weighing. */
export interface WeighedBody {
  readonly atMs: EpochMs;
  readonly bodyKg: number;
}

type StreamOf = (...keys: readonly StreamKey[]) => RandomStream;

const SALT = { saltProbability: 0.05, saltKg: [0.2, 0.4] } as const;
/**
 * More than the 0.35 of a single autoregression fitted to raw series: with the white part of the gut
 * on top, 0.6 gives the measured lag-1 of 0.2 to 0.55 of the weight itself.
 */
const FLUID_MEMORY = 0.6;

/** Fixes part of a course that would else be drawn, for a scenario that needs it. */
export type FixedDecompensation = Partial<Pick<Decompensation, 'eventDay' | 'gainKg'>>;

function traitsOf(archetype: WeightArchetype, gender: string, random: RandomStream): WeightTraits {
  const { female, male, sigma } = archetype.dryWeightKg;
  return {
    dryWeightKg: random.logNormal(gender === 'female' ? female : male, sigma),
    driftKgPerMonth: random.between(-archetype.driftKgPerMonth, archetype.driftKgPerMonth),
    weeklyPercent: WEEKLY_PERCENT,
    fluidSdPercent: archetype.fluidSdPercent,
    fluidMemory: FLUID_MEMORY,
    gutSdKg: archetype.gutSdKg,
    ...SALT,
  };
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

/** Weight of one patient at each morning's weighing, day after day without end. */
export function* weightCourse(
  archetype: WeightArchetype,
  gender: string,
  zone: string,
  firstDate: string,
  fixed: FixedDecompensation | undefined,
  streamOf: StreamOf,
): Generator<WeighedBody> {
  const traits = traitsOf(archetype, gender, streamOf('traits'));
  const course = courseOf(archetype, fixed, streamOf('decompensation'));
  let state = firstWeightState(traits, streamOf('fluid', 'first'));
  let weighed = true;
  for (let day = 0; ; day++) {
    const date = addDays(firstDate, day);
    if (day > 0) state = nextWeightState(state, traits, streamOf('fluid', day));
    const steady = bodyWeightKg(state, traits, day, weekday(date), streamOf('gut', day));
    const bodyKg = steady + (course === undefined ? 0 : decompensationKg(course, day));
    const atMs = planWeighing(date, zone, HEART_FAILURE_WEIGHING, weighed, streamOf('weighing', day));
    weighed = atMs !== undefined;
    if (atMs !== undefined) yield { atMs, bodyKg };
  }
}
