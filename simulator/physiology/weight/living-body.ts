import type { RandomSpace } from '../../random.ts';
import { bodyFluids, type WeightTraits } from './body-weight.ts';
import { decompensationKg, type Decompensation } from './decompensation.ts';
import { dialysisWater, type DialysisTraits } from './dialysis.ts';
import type { Tissue } from './tissue.ts';

/** What one body consists of. */
export interface BodyParts {
  readonly tissue: Tissue;
  readonly traits: WeightTraits;
  readonly decompensation?: Decompensation;
  readonly dialysis?: DialysisTraits;
}

/** A body that is lived in, day by day from day 0. */
export interface LivingBody {
  /** Lives the next day; `weekday` counts from Monday. */
  live(day: number, weekday: number): void;
  /** Weight without clothes at an hour of this day, kg. */
  weightKg(hour: number): number;
}

/** All parts together. Every day has streams of its own, so that a longer life begins with the shorter one. */
export function livingBody(parts: BodyParts, space: RandomSpace): LivingBody {
  const { tissue, traits, decompensation } = parts;
  const fluids = bodyFluids(traits);
  const water = parts.dialysis === undefined ? undefined : dialysisWater(parts.dialysis);
  const fluidDays = space.space('fluid');
  const waterDays = space.space('dialysis');
  let morning = 0;
  return {
    live: (day, weekday) => {
      fluids.live(fluidDays.at(day));
      water?.live(weekday, waterDays.at(day));
      morning = tissue.live() + fluids.morningKg(weekday);
      if (decompensation !== undefined) morning += decompensationKg(decompensation, day);
    },
    weightKg: (hour) => morning + fluids.sinceMorningKg(hour) + (water?.waterKg(hour) ?? 0),
  };
}
