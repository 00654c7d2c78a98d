import { CONTROL_SOLUTION, findMeasureCode, MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { Coding } from '../../contract/domain/measure.ts';
import type { Quantity } from '../../contract/domain/quantity.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { type Refusal, refuse } from '../../contract/refusal.ts';
import { momentOf } from '../clock/instant.ts';
import { compare, fractionOf } from '../limits/fraction.ts';

const no = (...why: Parameters<typeof refuse>): Refusal => refuse(...why).refusal;

/** A result of the meter's own test liquid. */
export const isControlSolution = (code: Coding): boolean =>
  code.system === CONTROL_SOLUTION.system && code.code === CONTROL_SOLUTION.code;

const quantityOf = ({ result }: Reading): Quantity | undefined =>
  result.kind === 'value' ? result.quantity : result.kind === 'off-scale' ? result.bound : undefined;

const checkUnit = (reading: Reading, quantity: Quantity): Refusal | undefined => {
  const at = 'Observation.valueQuantity';
  if (!Object.hasOwn(MEASURE_OF_UNIT, quantity.unit)) return no('unknown-unit', `${at}.code`, quantity.unit);
  if (isControlSolution(reading.code)) return undefined;
  if (findMeasureCode(reading.code)?.units.includes(quantity.unit) !== true)
    return no('unit-mismatch', `${at}.code`, `${quantity.unit} with ${reading.code.code}`);
  return compare(fractionOf(quantity.value), fractionOf('0')) < 0
    ? no('bad-value', `${at}.value`, 'a measurement is not negative')
    : undefined;
};

/** Admission 1: whether the content can be understood, whoever sent it. */
export const checkContent = (reading: Reading): Refusal | undefined => {
  const code = findMeasureCode(reading.code);
  if (code === undefined && !isControlSolution(reading.code))
    return no('unknown-code', 'Observation.code', reading.code.code);
  if (code !== undefined && code.measure !== reading.measure)
    return no('unknown-code', 'Observation.code', `${reading.code.code} is no code of ${reading.measure}`);
  const quantity = quantityOf(reading);
  const unit = quantity && checkUnit(reading, quantity);
  if (unit !== undefined) return unit;
  return momentOf(reading.effective) === undefined
    ? no('bad-value', 'Observation.effectiveDateTime', 'no such day')
    : undefined;
};
