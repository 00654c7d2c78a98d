import { KG_PER_LB, MG_DL_PER_MMOL_L } from '../contract/codes/measures.ts';
import type { UnitCode } from '../contract/domain/index.ts';

/** How much of the truth's unit (mg/dL or kg) one of a unit is. For pictures and for telling truths: readings are never converted. */
export const TRUTH_PER_UNIT: Readonly<Record<UnitCode, number>> = {
  'mg/dL': 1,
  'mmol/L': Number(MG_DL_PER_MMOL_L),
  kg: 1,
  g: 0.001,
  '[lb_av]': Number(KG_PER_LB),
};
