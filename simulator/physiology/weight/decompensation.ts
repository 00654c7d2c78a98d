import type { RandomStream } from '../../random.ts';

/** How the gain is spread over the days before the event. */
interface DecompensationShape {
  /** Days before it from which it rises slowly, and from which it rises steeply. */
  readonly slowDays: number;
  readonly steepDays: number;
  /** Share of the gain that comes slowly; how much the rest comes at the last. */
  readonly slowShare: number;
  readonly steepExponent: number;
}

/**
 * Fluid gained before an admission for heart failure. Slow from about 30 days before, steep in the
 * last 7 (Chaudhry 2007), then lost again under diuretics.
 */
export interface Decompensation {
  /** Day of the admission, counted from the first simulated day. */
  readonly eventDay: number;
  /** Whole gain at the event. Below 0.5 kg, as usual, the decompensation is silent: no scale will show it. */
  readonly gainKg: number;
  /** Loss per day afterwards. */
  readonly responseKgPerDay: number;
  /** Absent: as usual. */
  readonly shape?: DecompensationShape;
}

/** How decompensations come on, and how they are lost again. */
export interface DecompensationParameters extends DecompensationShape {
  /** Gain of those that show: median, and how people differ in it (log scale). */
  readonly decompensationGainKg: number;
  readonly decompensationGainSigma: number;
  /** Share of those that no scale will show, and the gain below which one is such. */
  readonly silentShare: number;
  readonly silentBelowKg: number;
  /** Loss under diuretics, and in how many days the dry weight is reached. */
  readonly slowestResponseKgPerDay: number;
  readonly fastestResponseKgPerDay: number;
  readonly longestResponseDays: number;
}

export const USUAL_DECOMPENSATION: DecompensationParameters = {
  decompensationGainKg: 2.4,
  decompensationGainSigma: 0.55,
  silentShare: 0.4,
  silentBelowKg: 0.5,
  slowDays: 30,
  steepDays: 7,
  slowShare: 0.25,
  steepExponent: 1.6,
  slowestResponseKgPerDay: 0.8,
  fastestResponseKgPerDay: 1.5,
  longestResponseDays: 5,
};

const smoothStep = (x: number): number => {
  const clamped = Math.min(1, Math.max(0, x));
  return clamped * clamped * (3 - 2 * clamped);
};

/** Days before the event on which it begins. */
export const slowDaysOf = ({ shape = USUAL_DECOMPENSATION }: Decompensation): number => shape.slowDays;

/** Gain above dry weight on a day, in kg. */
export function decompensationKg(course: Decompensation, dayIndex: number): number {
  const { slowDays, steepDays, slowShare, steepExponent } = course.shape ?? USUAL_DECOMPENSATION;
  const t = dayIndex - course.eventDay;
  if (t > 0) return Math.max(0, course.gainKg - course.responseKgPerDay * t);
  const slow = smoothStep((t + slowDays) / (slowDays - steepDays));
  const x = (t + steepDays) / steepDays;
  const steep = x <= 0 ? 0 : Math.exp(steepExponent * Math.log(x));
  return course.gainKg * (slowShare * slow + (1 - slowShare) * steep);
}

/** A course as likely as the cases it is modelled on: usually 40 % silent, else a median gain of 2.4 kg. */
export function drawDecompensation(
  eventDays: readonly [first: number, last: number],
  random: RandomStream,
  p: DecompensationParameters = USUAL_DECOMPENSATION,
): Decompensation {
  const [first, last] = eventDays;
  const eventDay = first + random.int(last - first + 1);
  const silentGain = random.between(0, p.silentBelowKg);
  const shownGain = Math.max(p.silentBelowKg, random.logNormal(p.decompensationGainKg, p.decompensationGainSigma));
  const willing = random.between(p.slowestResponseKgPerDay, p.fastestResponseKgPerDay);
  const gainKg = random.bernoulli(p.silentShare) ? silentGain : shownGain;
  // Dry weight is reached in time wherever the fastest response reaches it.
  const responseKgPerDay = Math.min(p.fastestResponseKgPerDay, Math.max(willing, gainKg / p.longestResponseDays));
  return { eventDay, gainKg, responseKgPerDay, shape: p };
}
