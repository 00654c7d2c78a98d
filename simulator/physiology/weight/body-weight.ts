import type { RandomStream } from '../../random.ts';

/** What makes one person's weight move from day to day. Percentages are of the dry weight. */
export interface WeightTraits {
  readonly dryWeightKg: number;
  /** Slow change of the dry weight. */
  readonly driftKgPerMonth: number;
  /** Monday to Sunday. */
  readonly weeklyPercent: readonly number[];
  readonly fluidSdPercent: number;
  /** How much of yesterday's excess of fluid is left today. */
  readonly fluidMemory: number;
  /** Food and drink inside the body, white from day to day. */
  readonly gutSdKg: number;
  /** Chance of a salty day, and what it holds back. */
  readonly saltProbability: number;
  readonly saltKg: readonly [low: number, high: number];
}

/** Heaviest after the weekend, lightest on Thursday and Friday, 0.35 % between (NoHoW, 1,421 people). */
export const WEEKLY_PERCENT: readonly number[] = [0.2, 0.03, -0.06, -0.15, -0.15, -0.02, 0.15];

const SALT_MEMORY = Math.exp(-1 / 1.5);
const DAYS_PER_MONTH = 30.4;

/** Everything that tomorrow depends on. */
export interface WeightState {
  readonly fluidKg: number;
  readonly saltKg: number;
}

/** A first day as likely as any other. */
export const firstWeightState = (traits: WeightTraits, random: RandomStream): WeightState => ({
  fluidKg: random.normal(0, (traits.fluidSdPercent / 100) * traits.dryWeightKg),
  saltKg: 0,
});

/** One night later. Fluid is a first-order autoregression; salt decays with a time constant of 1.5 days. */
export function nextWeightState(state: WeightState, traits: WeightTraits, random: RandomStream): WeightState {
  const sd = (traits.fluidSdPercent / 100) * traits.dryWeightKg;
  const innovation = random.normal(0, sd * Math.sqrt(1 - traits.fluidMemory ** 2));
  const amount = random.between(...traits.saltKg);
  const salty = random.bernoulli(traits.saltProbability);
  return {
    fluidKg: traits.fluidMemory * state.fluidKg + innovation,
    saltKg: SALT_MEMORY * state.saltKg + (salty ? amount : 0),
  };
}

/** Body weight on a morning, without clothes, in kg. `dayIndex` counts from the first day, `weekday` from Monday. */
export function bodyWeightKg(
  state: WeightState,
  traits: WeightTraits,
  dayIndex: number,
  weekday: number,
  random: RandomStream,
): number {
  const drift = (traits.driftKgPerMonth * dayIndex) / DAYS_PER_MONTH;
  const weekly = ((traits.weeklyPercent[weekday] ?? 0) / 100) * traits.dryWeightKg;
  return traits.dryWeightKg + drift + weekly + state.fluidKg + state.saltKg + random.normal(0, traits.gutSdKg);
}
