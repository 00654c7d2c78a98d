import { LOINC_FOR_UNIT } from '../contract/codes/measures.ts';
import type { Reading, UnitCode } from '../contract/domain/index.ts';

const UNIT_BY_CODE: ReadonlyMap<string, UnitCode> = new Map(
  (['mg/dL', 'mmol/L', 'kg'] as const).map((unit) => [LOINC_FOR_UNIT[unit].code, unit]),
);

const quantityOf = ({ result }: Pick<Reading, 'result'>) =>
  result.kind === 'value' ? result.quantity : result.kind === 'off-scale' ? result.bound : undefined;

/** The unit that a reading says: that of its number, and where there is none, of glucose, the one that its code is of. */
export function saidUnit(reading: Pick<Reading, 'code' | 'measure' | 'result'>): UnitCode | undefined {
  const { code, measure } = reading;
  // A scale in pounds has the code of one in kilograms.
  return quantityOf(reading)?.unit ?? (measure === 'glucose' ? UNIT_BY_CODE.get(code.code) : undefined);
}

/** The unit in which the device measures: that of the number, and where there is none, one that the code of the reading means. */
export function unitOfReading(reading: Pick<Reading, 'code' | 'measure' | 'result'>): UnitCode {
  const { code, measure } = reading;
  return quantityOf(reading)?.unit ?? UNIT_BY_CODE.get(code.code) ?? (measure === 'glucose' ? 'mg/dL' : 'kg');
}
