import { LOINC_FOR_UNIT } from '../../../contract/codes/measures.ts';
import type { Reading } from '../../../contract/domain/index.ts';

/** A reading with another number in place of its own. */
export const withValue = (reading: Reading, change: (value: string) => string): Reading => {
  const { result } = reading;
  if (result.kind !== 'value') return reading;
  const { value, unit } = result.quantity;
  return { ...reading, result: { kind: 'value', quantity: { value: change(value), unit } } };
};

const FACTOR = 18;

/** In mg/dL, by a factor that nobody should use. */
export const inMgDl = (reading: Reading): Reading => {
  const { result } = reading;
  if (result.kind !== 'value' || result.quantity.unit !== 'mmol/L') return reading;
  const value = String(Math.round(Number(result.quantity.value) * FACTOR));
  return { ...reading, code: LOINC_FOR_UNIT['mg/dL'], result: { kind: 'value', quantity: { value, unit: 'mg/dL' } } };
};
