import { KG_PER_LB } from '../../../contract/codes/measures.ts';
import type { ScaleResolution, WeightUnit } from './models.ts';

const LB_PER_KG = 1 / Number(KG_PER_LB);
/** Texts that were made last, by their number: a person's weight comes back to the same few. */
const MOST_TEXTS = 50_000;

/** Shows weights in one unit and in the steps of one scale. */
export function weightDisplay(unit: WeightUnit, { step, decimals }: ScaleResolution): (kg: number) => string {
  const perUnit = decimals === 0 ? 1 : decimals === 1 ? 10 : 100;
  const stepsPerKg = ((unit === 'kg' ? 1 : LB_PER_KG) * perUnit) / step;
  const texts = new Map<number, string>();
  return (kg) => {
    const steps = Math.round(kg * stepsPerKg);
    const known = texts.get(steps);
    if (known !== undefined) return known;
    if (texts.size >= MOST_TEXTS) texts.clear();
    const text = ((steps * step) / perUnit).toFixed(decimals);
    texts.set(steps, text);
    return text;
  };
}
