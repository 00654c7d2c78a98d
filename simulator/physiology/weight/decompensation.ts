import type { RandomStream } from '../../random.ts';

/**
 * Fluid gained before an admission for heart failure. Slow from about 30 days before, steep in the
 * last 7 (Chaudhry 2007), then lost again under diuretics.
 */
export interface Decompensation {
  /** Day of the admission, counted from the first simulated day. */
  readonly eventDay: number;
  /** Whole gain at the event. Below 0.5 kg the decompensation is silent: no scale will show it. */
  readonly gainKg: number;
  /** Loss per day afterwards. */
  readonly responseKgPerDay: number;
}

const MEDIAN_GAIN_KG = 2.4;
const GAIN_SIGMA = 0.55;
const SILENT_PROBABILITY = 0.4;
export const SILENT_BELOW_KG = 0.5;
export const SLOW_START_DAYS = 30;
const STEEP_START_DAYS = 7;
const SLOW_SHARE = 0.25;
const STEEP_EXPONENT = 1.6;
/** Loss under diuretics, and in how many days the dry weight is reached. */
const SLOWEST_KG_PER_DAY = 0.8;
const FASTEST_KG_PER_DAY = 1.5;
const LONGEST_RESPONSE_DAYS = 5;

const smoothStep = (x: number): number => {
  const clamped = Math.min(1, Math.max(0, x));
  return clamped * clamped * (3 - 2 * clamped);
};

/** Gain above dry weight on a day, in kg. */
export function decompensationKg(course: Decompensation, dayIndex: number): number {
  const t = dayIndex - course.eventDay;
  if (t > 0) return Math.max(0, course.gainKg - course.responseKgPerDay * t);
  const slow = smoothStep((t + SLOW_START_DAYS) / (SLOW_START_DAYS - STEEP_START_DAYS));
  const x = (t + STEEP_START_DAYS) / STEEP_START_DAYS;
  const steep = x <= 0 ? 0 : Math.exp(STEEP_EXPONENT * Math.log(x));
  return course.gainKg * (SLOW_SHARE * slow + (1 - SLOW_SHARE) * steep);
}

/** A course as likely as the cases it is modelled on: 40 % silent, else a median gain of 2.4 kg. */
export function drawDecompensation(
  eventDays: readonly [first: number, last: number],
  random: RandomStream,
): Decompensation {
  const [first, last] = eventDays;
  const eventDay = first + random.int(last - first + 1);
  const silentGain = random.between(0, SILENT_BELOW_KG);
  const shownGain = Math.max(SILENT_BELOW_KG, random.logNormal(MEDIAN_GAIN_KG, GAIN_SIGMA));
  const willing = random.between(SLOWEST_KG_PER_DAY, FASTEST_KG_PER_DAY);
  const gainKg = random.bernoulli(SILENT_PROBABILITY) ? silentGain : shownGain;
  // Dry weight is reached within five days wherever the fastest response reaches it.
  const responseKgPerDay = Math.min(FASTEST_KG_PER_DAY, Math.max(willing, gainKg / LONGEST_RESPONSE_DAYS));
  return { eventDay, gainKg, responseKgPerDay };
}
