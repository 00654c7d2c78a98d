import { MG_DL_PER_MMOL_L } from '../../../contract/codes/measures.ts';
import type { Quantity, ReadingResult } from '../../../contract/domain/index.ts';

export type GlucoseUnit = 'mg/dL' | 'mmol/L';

/** What a meter can show, inclusive, in units of its last digit. Source: manuals of common meters, 20 to 600 mg/dL. */
interface Display {
  readonly decimals: 0 | 1;
  readonly lowest: number;
  readonly highest: number;
}
const DISPLAY: Readonly<Record<GlucoseUnit, Display>> = {
  'mg/dL': { decimals: 0, lowest: 20, highest: 600 },
  'mmol/L': { decimals: 1, lowest: 11, highest: 333 },
};

/** What the meter shows for what it measured: whole mg/dL or tenths of mmol/L, or HI or LO with the end of its range. */
export function displayed(measuredMgDl: number, unit: GlucoseUnit): ReadingResult {
  const { decimals, lowest, highest } = DISPLAY[unit];
  const inUnit = unit === 'mg/dL' ? measuredMgDl : measuredMgDl / Number(MG_DL_PER_MMOL_L);
  const digits = Math.round(inUnit * 10 ** decimals);
  const quantity = (n: number): Quantity => ({ value: (n / 10 ** decimals).toFixed(decimals), unit });
  if (digits > highest) return { kind: 'off-scale', direction: 'high', bound: quantity(highest) };
  if (digits < lowest) return { kind: 'off-scale', direction: 'low', bound: quantity(lowest) };
  return { kind: 'value', quantity: quantity(digits) };
}
