import { LOINC_FOR_UNIT } from '../contract/codes/measures.ts';
import type { Reading, UnitCode } from '../contract/domain/index.ts';

const UNIT_BY_CODE: ReadonlyMap<string, UnitCode> = new Map(
  (['mg/dL', 'mmol/L', 'kg'] as const).map((unit) => [LOINC_FOR_UNIT[unit].code, unit]),
);

/** The unit in which the device measures: that of the number, and where there is none, one that the code of the reading means. */
export function unitOfReading({ code, measure, result }: Pick<Reading, 'code' | 'measure' | 'result'>): UnitCode {
  const quantity = result.kind === 'value' ? result.quantity : result.kind === 'off-scale' ? result.bound : undefined;
  return quantity?.unit ?? UNIT_BY_CODE.get(code.code) ?? (measure === 'glucose' ? 'mg/dL' : 'kg');
}
