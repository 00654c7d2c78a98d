/** Insulin sensitivity over the day, relative to midnight. Source: Visentin profile, realism facts 1.2. */
const SENSITIVITY: readonly (readonly [hour: number, factor: number])[] = [
  [0, 1],
  [4, 0.8],
  [11, 0.9],
  [17, 1],
  [24, 1],
];
const DAWN_START_HOUR = 3;
const DAWN_END_HOUR = 8;

const smoothStep = (x: number): number => x * x * (3 - 2 * x);

/** Factor of insulin's effect at a local hour in [0, 24). */
export function circadianSensitivity(hour: number): number {
  for (let i = 1; i < SENSITIVITY.length; i++) {
    const [start, from] = SENSITIVITY[i - 1] ?? [0, 1];
    const [end, to] = SENSITIVITY[i] ?? [24, 1];
    if (hour < end) return from + (to - from) * smoothStep((hour - start) / (end - start));
  }
  return 1;
}

/** 0 outside the early morning, 1 in its middle: a raised cosine from 03:00 to 08:00. */
export const dawnWeight = (hour: number): number =>
  hour <= DAWN_START_HOUR || hour >= DAWN_END_HOUR
    ? 0
    : (1 - Math.cos((2 * Math.PI * (hour - DAWN_START_HOUR)) / (DAWN_END_HOUR - DAWN_START_HOUR))) / 2;
