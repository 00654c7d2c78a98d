import { KG_PER_LB } from '../../../contract/codes/measures.ts';
import type { Quantity, ReadingResult } from '../../../contract/domain/index.ts';
import type { RandomStream, StreamKey } from '../../random.ts';

export type WeightUnit = 'kg' | '[lb_av]';

/** The steps a scale shows: `step` in units of its last digit. 2 and 1 decimal is 0.2. */
export interface ScaleResolution {
  readonly step: number;
  readonly decimals: number;
}
export const SCALE_RESOLUTION: Readonly<Record<WeightUnit, ScaleResolution>> = {
  kg: { step: 1, decimals: 1 },
  '[lb_av]': { step: 2, decimals: 1 },
};

const REPEATABILITY_SD_KG = 0.05;
/** Largest error of a scale over its range: ±0.1 kg below 50, ±0.2 to 100, ±0.3 above (a typical specification). */
const linearityKg = (kg: number): number => (kg < 50 ? 0.1 : kg <= 100 ? 0.2 : 0.3);
const LOWEST_KG = 5;
const HIGHEST_KG = 180;

export interface Scale {
  /** Weighs a load of `kg`, or undefined when the scale stays off because the load is below 5 kg. */
  weigh(kg: number): ReadingResult | undefined;
}

const quantityOf = (inUnit: number, unit: WeightUnit, { step, decimals }: ScaleResolution): Quantity => {
  const steps = Math.round((inUnit * 10 ** decimals) / step);
  return { value: ((steps * step) / 10 ** decimals).toFixed(decimals), unit };
};

/** A scale with its own lasting error inside its specification. Above 180 kg it shows overload. */
export function scale(options: {
  readonly unit: WeightUnit;
  readonly resolution?: ScaleResolution;
  readonly streamOf: (...keys: readonly StreamKey[]) => RandomStream;
}): Scale {
  const { unit, streamOf } = options;
  const resolution = options.resolution ?? SCALE_RESOLUTION[unit];
  const lasting = streamOf('linearity').between(-1, 1);
  const inUnit = (kg: number): number => (unit === 'kg' ? kg : kg / Number(KG_PER_LB));
  let weighings = 0;
  return {
    weigh: (kg) => {
      const noise = streamOf('repeatability', weighings).normal(0, REPEATABILITY_SD_KG);
      weighings++;
      if (kg < LOWEST_KG) return undefined;
      const measured = kg + lasting * linearityKg(kg) + noise;
      if (measured > HIGHEST_KG) {
        return { kind: 'off-scale', direction: 'high', bound: quantityOf(inUnit(HIGHEST_KG), unit, resolution) };
      }
      return { kind: 'value', quantity: quantityOf(inUnit(measured), unit, resolution) };
    },
  };
}
