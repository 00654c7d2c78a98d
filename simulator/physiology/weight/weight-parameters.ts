import { type DecompensationParameters, USUAL_DECOMPENSATION } from './decompensation.ts';
import { HALL_2011, type HallParameters } from './hall-parameters.ts';

/** What is the same for all kinds of people. A person's own are drawn around medians. Percentages are of the dry weight. */
interface CommonParameters extends HallParameters, DecompensationParameters {
  /** How much of yesterday's excess of fluid is left today. */
  readonly fluidMemory: number;
  /** Weeks of eating more and less: how far they take the weight, and how many days they last. */
  readonly wanderSdPercent: number;
  readonly wanderDays: number;
  /** Chance of a salty day; what it holds back, between these; and the time constant with which that goes. */
  readonly saltProbability: number;
  readonly saltLowKg: number;
  readonly saltHighKg: number;
  readonly saltDays: number;
  /** The week of the mean person; the factor by which it is multiplied, in the median; and how people differ in it (log scale). */
  readonly mondayPercent: number;
  readonly tuesdayPercent: number;
  readonly wednesdayPercent: number;
  readonly thursdayPercent: number;
  readonly fridayPercent: number;
  readonly saturdayPercent: number;
  readonly sundayPercent: number;
  readonly weeklyFactor: number;
  readonly weeklySigma: number;
  /** How people differ in fluid and gut (log scale). */
  readonly spreadSigma: number;
  /** Evening minus morning. */
  readonly eveningRiseKg: number;
  readonly eveningRiseSdKg: number;
}

/** What differs between kinds of people. */
interface KindParameters {
  readonly fluidSdPercent: number;
  /** Food and drink inside the body, white from day to day. */
  readonly gutSdKg: number;
  /** Clothes that are kept on: between these in the mean of a person, and from day to day. */
  readonly clothesLowKg: number;
  readonly clothesHighKg: number;
  readonly clothesSdKg: number;
}

/** The numbers by which weights come about, whoever it is: Hall's constants, fluid, week, gut, clothes, and a failing heart. */
export interface WeightParameters extends CommonParameters, KindParameters {}

export const USUAL_WEIGHT: CommonParameters = {
  ...HALL_2011,
  ...USUAL_DECOMPENSATION,
  /**
   * More than the 0.35 of a single autoregression fitted to raw series: with the white part of the gut on top, which
   * is less here for it, 0.7 gives the measured lag-1 of 0.2 to 0.55 of the weight itself, whether it is taken every
   * day or every other.
   */
  fluidMemory: 0.7,
  /** Fitted to the change over seven days, 0.53 to 1.18 kg (realism facts 4.1). */
  wanderSdPercent: 0.45,
  wanderDays: 20,
  saltProbability: 0.05,
  saltLowKg: 0.2,
  saltHighKg: 0.4,
  saltDays: 1.5,
  /** Heaviest after the weekend, lightest on Thursday and Friday, 0.35 % between (NoHoW, 1,421 people). */
  mondayPercent: 0.2,
  tuesdayPercent: 0.03,
  wednesdayPercent: -0.06,
  thursdayPercent: -0.15,
  fridayPercent: -0.15,
  saturdayPercent: -0.02,
  sundayPercent: 0.15,
  weeklyFactor: 1.3,
  weeklySigma: 0.3,
  /** Six people ranged by a factor of two in fluid and gut, in weekly swing of four. */
  spreadSigma: 0.2,
  /** Assumed. */
  eveningRiseKg: 0.9,
  eveningRiseSdKg: 0.5,
};

/** Monday to Sunday. */
export const weekOf = (p: CommonParameters): readonly number[] => [
  p.mondayPercent,
  p.tuesdayPercent,
  p.wednesdayPercent,
  p.thursdayPercent,
  p.fridayPercent,
  p.saturdayPercent,
  p.sundayPercent,
];
