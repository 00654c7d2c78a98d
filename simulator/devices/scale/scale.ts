import type { ReadingResult } from '../../../contract/domain/index.ts';
import type { RandomSpace, RandomStream } from '../../random.ts';
import { LOWEST_KG, type ScaleModel, type WeightUnit } from './models.ts';
import { weightDisplay } from './weight-text.ts';

const REPEATABILITY_SD_KG = 0.05;
/** Attempts in which nobody stands still for the three seconds that a scale needs: it shows nothing. */
const UNSTEADY = 0.004;

/**
 * Largest lasting error of a scale: within ±0.1 kg below 50, ±0.2 to 100, ±0.3 above (a typical
 * specification), without the jumps that those bounds have.
 */
const linearityKg = (kg: number): number => Math.min(0.3, Math.max(0.1, 0.1 + (0.1 * (kg - 50)) / 50));

/** What a scale makes of one load: the result, or why there is none, and the load as it was measured. */
interface Weighing {
  readonly result: ReadingResult;
  readonly measuredKg: number;
}

export interface Scale {
  /** Weighs a load of `kg`. Undefined when the scale stays off (below 5 kg) or the load does not come to rest. Draws the same number of times each time. */
  weigh(kg: number, random: RandomStream): Weighing | undefined;
}

/** A scale with its own lasting error inside its specification. */
export function scale(model: ScaleModel, unit: WeightUnit, space: RandomSpace): Scale {
  const show = weightDisplay(unit, model.resolution[unit]);
  const lasting = space.stream('linearity').between(-1, 1);
  const overload: ReadingResult = {
    kind: 'off-scale',
    direction: 'high',
    bound: { value: show(model.highestKg), unit },
  };
  return {
    weigh: (kg, random) => {
      const measuredKg = kg + lasting * linearityKg(kg) + random.normal(0, REPEATABILITY_SD_KG);
      if (random.bernoulli(UNSTEADY) || kg < LOWEST_KG) return undefined;
      if (measuredKg > model.highestKg) return { result: overload, measuredKg };
      return { result: { kind: 'value', quantity: { value: show(measuredKg), unit } }, measuredKg };
    },
  };
}
