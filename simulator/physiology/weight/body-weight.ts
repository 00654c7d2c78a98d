import type { RandomStream } from '../../random.ts';

/** What makes one person's weight move around its tissue from day to day and in a day. Percentages are of the dry weight. */
export interface WeightTraits {
  readonly dryWeightKg: number;
  /** Monday to Sunday. */
  readonly weeklyPercent: readonly number[];
  readonly fluidSdPercent: number;
  /** How much of yesterday's excess of fluid is left today. */
  readonly fluidMemory: number;
  /** Weeks of eating more and less: how far they take the weight, and how many days they last. */
  readonly wanderSdPercent: number;
  readonly wanderDays: number;
  /** Food and drink inside the body, white from day to day. */
  readonly gutSdKg: number;
  /** Chance of a salty day, and what it holds back. */
  readonly saltProbability: number;
  readonly saltKg: readonly [low: number, high: number];
  /** Time constant with which that goes. */
  readonly saltDays: number;
  /** Heavier in the evening than in the morning. */
  readonly eveningRiseKg: { readonly mean: number; readonly sd: number };
}

/** Nobody eats and drinks so little, or keeps so much, in a day. */
const RISE_BOUNDS_KG = [0, 2] as const;
const WAKING_HOUR = 7;
const EVENING_HOUR = 22;

/** Water, gut and the day of one body. Days are lived in order from the first. */
export interface BodyFluids {
  /** Lives the next day; on the first call the first one. Draws the same number of times every day. */
  live(random: RandomStream): void;
  /** What stands above the tissue on the morning of this day, in kg. `weekday` counts from Monday. */
  morningKg(weekday: number): number;
  /** What has come on top since the morning, at an hour of this day. */
  sinceMorningKg(hour: number): number;
}

/**
 * Fluid is a first-order autoregression and so, much slower, is what was eaten; salt decays, the gut is
 * white, and the day adds up to its rise from waking to evening.
 */
export function bodyFluids(traits: WeightTraits): BodyFluids {
  const { dryWeightKg, fluidMemory, saltProbability, gutSdKg, eveningRiseKg } = traits;
  const [saltLow, saltHigh] = traits.saltKg;
  const fluidSd = (traits.fluidSdPercent / 100) * dryWeightKg;
  const innovationSd = fluidSd * Math.sqrt(1 - fluidMemory * fluidMemory);
  const weekly = traits.weeklyPercent.map((percent) => (percent / 100) * dryWeightKg);
  const wanderSd = (traits.wanderSdPercent / 100) * dryWeightKg;
  const wanderMemory = Math.exp(-1 / traits.wanderDays);
  const wanderStepSd = wanderSd * Math.sqrt(1 - wanderMemory * wanderMemory);
  const saltMemory = Math.exp(-1 / traits.saltDays);
  let started = false;
  let fluid = 0;
  let wander = 0;
  let salt = 0;
  let gut = 0;
  let rise = 0;
  return {
    live: (random) => {
      const deviate = random.normal(0, 1);
      // A first day as likely as any other.
      fluid = started ? fluidMemory * fluid + innovationSd * deviate : fluidSd * deviate;
      const appetite = random.normal(0, 1);
      wander = started ? wanderMemory * wander + wanderStepSd * appetite : wanderSd * appetite;
      started = true;
      const amount = random.between(saltLow, saltHigh);
      salt = saltMemory * salt + (random.bernoulli(saltProbability) ? amount : 0);
      gut = random.normal(0, gutSdKg);
      const drawn = random.normal(eveningRiseKg.mean, eveningRiseKg.sd);
      rise = Math.min(RISE_BOUNDS_KG[1], Math.max(RISE_BOUNDS_KG[0], drawn));
    },
    morningKg: (weekday) => (weekly[weekday] ?? 0) + fluid + wander + salt + gut,
    sinceMorningKg: (hour) => rise * Math.min(1, Math.max(0, (hour - WAKING_HOUR) / (EVENING_HOUR - WAKING_HOUR))),
  };
}
