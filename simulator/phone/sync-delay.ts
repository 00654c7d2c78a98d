import type { RandomStream } from '../random.ts';

/** Up to which share of measurements, and how many seconds until the phone has read the device out. */
const SPREAD = [
  { upTo: 0.8, fromSeconds: 4, toSeconds: 45 },
  { upTo: 0.95, fromSeconds: 45, toSeconds: 180 },
  { upTo: 1, fromSeconds: 180, toSeconds: 900 },
] as const;

/**
 * From a measurement until the phone has it: most within a minute, a few within a quarter of an hour, as where the phone lies in another room
 * (assumed; no public figure). Whole seconds by straight lines, so that no last bit of a logarithm decides.
 */
export function syncDelayMs(random: RandomStream): number {
  const u = random.uniform();
  let below = 0;
  for (const { upTo, fromSeconds, toSeconds } of SPREAD) {
    if (u < upTo) {
      const part = (u - below) / (upTo - below);
      return (fromSeconds + Math.floor((toSeconds - fromSeconds) * part)) * 1000;
    }
    below = upTo;
  }
  return SPREAD[0].fromSeconds * 1000;
}
