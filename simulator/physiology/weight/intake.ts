import type { RandomStream } from '../../random.ts';

/**
 * A weight-loss programme as a deficit of intake: it ramps up with the dose, stays, and is kept less
 * well as the months pass.
 */
export interface IntakeProgram {
  /** Deficit at the full dose, kcal/d. 0 for nobody on a diet. */
  readonly deficitKcal: number;
  /** Days from the start until the deficit is whole: 112 for a GLP-1 agonist that is raised over 16 weeks. */
  readonly rampDays: number;
  /** Share of the deficit that is lost each year after the ramp: appetite comes back. */
  readonly fadePerYear: number;
}

const YEAR_DAYS = 365.25;

/** Change of intake on a day of the programme, kcal/d: zero or negative. Day 0 is its first. */
export function intakeChangeKcal({ deficitKcal, rampDays, fadePerYear }: IntakeProgram, day: number): number {
  if (day < 0) return 0;
  const ramp = rampDays <= 0 ? 1 : Math.min(1, day / rampDays);
  const faded = Math.max(0, 1 - fadePerYear * (Math.max(0, day - rampDays) / YEAR_DAYS));
  return -deficitKcal * ramp * faded;
}

/** What a kind of programme is in the mean, and how people differ in it. */
export interface ProgramSpread {
  readonly medianDeficitKcal: number;
  /** Log-scale deviation of the deficit between people. */
  readonly sigma: number;
  readonly rampDays: number;
  readonly fadePerYear: readonly [low: number, high: number];
}

/** One person's programme. Bounded, so that nobody starves. */
export function drawProgram(spread: ProgramSpread, random: RandomStream): IntakeProgram {
  const deficitKcal = Math.min(1100, random.logNormal(spread.medianDeficitKcal, spread.sigma));
  return { deficitKcal, rampDays: spread.rampDays, fadePerYear: random.between(...spread.fadePerYear) };
}
