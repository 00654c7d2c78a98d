import type { RandomStream } from '../random.ts';

/** Sugar left on the finger adds to what the strip sees. Realism facts 1.3. */
const CONTAMINATED_PROBABILITY = 0.003;
const CONTAMINATION_MG_DL = [50, 200] as const;

/** What the strip is given of a drop of blood. */
export interface FingerDrop {
  readonly stripMgDl: number;
  readonly faultIds: readonly string[];
}

/** A drop from the fingertip: capillary plasma without delay, now and then with food on the skin. */
export function fingerDrop(capillaryMgDl: number, random: RandomStream): FingerDrop {
  const residue = random.between(...CONTAMINATION_MG_DL);
  return random.bernoulli(CONTAMINATED_PROBABILITY)
    ? { stripMgDl: capillaryMgDl + residue, faultIds: ['contaminated-finger'] }
    : { stripMgDl: capillaryMgDl, faultIds: [] };
}

/** Shoes and heavy clothes on the scale: 4 % of days in general, fewer in patients taught to weigh undressed. */
const CLOTHED_PROBABILITY = 0.01;
const CLOTHES_KG = [0.8, 2] as const;

/** What the scale carries. */
export interface ScaleLoad {
  readonly kg: number;
  readonly faultIds: readonly string[];
}

/** A person steps on the scale, some days dressed. */
export function scaleLoad(bodyKg: number, random: RandomStream): ScaleLoad {
  const clothes = random.between(...CLOTHES_KG);
  return random.bernoulli(CLOTHED_PROBABILITY)
    ? { kg: bodyKg + clothes, faultIds: ['heavy-clothing'] }
    : { kg: bodyKg, faultIds: [] };
}
