import { z } from 'zod';
import { MEASURE_OF_UNIT } from '../../../contract/codes/measures.ts';
import { DecimalText, type Measure, type ReadingResult, UnitCode } from '../../../contract/domain/index.ts';

/** What a meter showed. `measure` is known from the unit; a bare HI or LO leaves it open. */
export interface ShownValue {
  readonly result: ReadingResult;
  readonly measure?: Measure;
}

const WITH_UNIT = /^([<>])? ?(-?[0-9][0-9.eE+-]*) (\S+)$/;
const EXPECTED = 'what the meter shows: "212 mg/dL", "7.0 mmol/L", "82.4 kg", "HI", "LO", ">600 mg/dL" or "failed"';

/** Undefined when the text is none of these. */
export const parseShown = (text: string): ShownValue | undefined => {
  if (text === 'HI') return { result: { kind: 'off-scale', direction: 'high' } };
  if (text === 'LO') return { result: { kind: 'off-scale', direction: 'low' } };
  if (text === 'failed') return { result: { kind: 'absent', reason: 'error' } };
  const [, sign, number, unitText] = WITH_UNIT.exec(text) ?? [];
  const value = DecimalText.safeParse(number);
  const unit = UnitCode.safeParse(unitText);
  if (!value.success || !unit.success) return undefined;
  const quantity = { value: value.data, unit: unit.data };
  const measure = MEASURE_OF_UNIT[unit.data];
  if (sign === undefined) return { measure, result: { kind: 'value', quantity } };
  return { measure, result: { kind: 'off-scale', direction: sign === '>' ? 'high' : 'low', bound: quantity } };
};

/** The text of a shown value, kept as text: the planner takes it apart. */
export const ShownTerm = z.string().refine((text) => parseShown(text) !== undefined, EXPECTED);
