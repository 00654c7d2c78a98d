import type { ObservedItem } from '../record/sighting.ts';
import { APART, showInstant, tryLocalInstant } from '../time/instant.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import { type Flaw, wrong } from './flaw.ts';

/** From when on an item can have been created. */
export interface Raisable {
  /** Monotonic: when what raises it was sent, or its instant was reached. */
  readonly from: number;
  /** Of what falls due: the instant from which it can be dated, by the SUT's clock. */
  readonly due?: bigint;
}

/**
 * Where an item says when it was created: no sooner than what raises it was sent, or fell due, and no later than it was
 * in sight, by the SUT's clock and as far as clocks may be apart. An item that was in sight before its time says so
 * rightly: that it came is another's to judge.
 */
export const createdFlaws = (
  { latest: { created }, first }: ObservedItem,
  { from, due }: Raisable,
  clock: PatientClock,
): readonly Flaw[] => {
  if (created === undefined) return [];
  const isEarly = first.by < from;
  const shown = clock.over(Math.min(from, first.by), first.by);
  const [low, high] = [(due ?? shown.low) - APART, shown.high + APART];
  const at = tryLocalInstant(created)?.at;
  if (at !== undefined && (isEarly || low <= at) && at <= high) return [];
  const expected = isEarly ? `by ${showInstant(high)}` : `from ${showInstant(low)} to ${showInstant(high)}`;
  return [wrong('created', expected, created)];
};
