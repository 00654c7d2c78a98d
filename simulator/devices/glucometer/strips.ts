import type { StreamOf } from '../../layers.ts';

/** The strips that a meter is used with. */
export interface StripModel {
  readonly perLot: number;
  /** Share of strips that give an error (E1 to E5 on the display: too little blood, a used or damaged strip) and no reading. */
  readonly failureChance: number;
}
export const USUAL_STRIPS: StripModel = { perLot: 50, failureChance: 0 };

/** What became of one strip: the bias of its lot in percent, or nothing but an error code. */
export interface UsedStrip {
  readonly lotBiasPercent: number;
  readonly failed: boolean;
}

/** Strips of one meter in the order of their use. `lotBiasSdPercent` is the deviation of lots from one another. */
export function stripsOf(model: StripModel, lotBiasSdPercent: number, streamOf: StreamOf): { use(): UsedStrip } {
  let used = 0;
  let lotBiasPercent = 0;
  return {
    use: () => {
      if (used % model.perLot === 0) {
        lotBiasPercent = streamOf('lot-bias', used / model.perLot).normal(0, lotBiasSdPercent);
      }
      const failed = model.failureChance > 0 && streamOf('strip', used).bernoulli(model.failureChance);
      used++;
      return { lotBiasPercent, failed };
    },
  };
}
