import { MEASURE_OF_UNIT } from '../../codes/measures.ts';
import type { Identifier } from '../../domain/identifier.ts';
import type { Measure } from '../../domain/measure.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { Duration } from '../../domain/time.ts';
import { need, refuseHere } from './attempt.ts';
import type { Fields } from './build.ts';
import { NULL } from './build.ts';
import { ourCode } from './coded.ts';
import type { Namespaces } from './identifier.ts';
import { decodePersonAt, encodePerson } from './people.ts';
import type { Segment } from './segment.ts';
import { decodeStructured, encodeStructured } from './structured-number.ts';
import { decodeDurationUnit, decodeUnit, encodeUnit } from './unit.ts';

/** Parameters of rules, `RULE.NAME` in OBX-3, with the HL7 type of each. */
export const PARAMETER_TYPE = {
  DIRECTION: 'ST',
  AMOUNT: 'SN',
  WINDOW: 'NM',
  COUNT: 'NM',
  PERIOD: 'NM',
  STEP: 'NM',
  AFTER: 'NM',
  RECIPIENT: 'XCN',
  ABNORMAL: 'ST',
} as const;
export type ParameterName = keyof typeof PARAMETER_TYPE;

const row = (name: ParameterName, value: Fields): Fields => ({
  2: PARAMETER_TYPE[name],
  3: ourCode(`RULE.${name}`),
  ...value,
});

export const encodeWord = (name: ParameterName, word: string): Fields => row(name, { 5: word });
export const encodeCount = (name: ParameterName, count: number): Fields => row(name, { 5: String(count) });
export const encodeDuration = (name: ParameterName, duration: Duration): Fields =>
  row(name, { 5: String(duration.value), 6: encodeUnit(duration.unit) });
export const encodeAmount = (name: ParameterName, amount: Quantity, inclusive: boolean): Fields =>
  row(name, { 5: encodeStructured(inclusive ? '>=' : '>', amount.value), 6: encodeUnit(amount.unit) });
export const encodeRecipient = (name: ParameterName, person: Identifier, namespaces: Namespaces): Fields =>
  row(name, { 5: encodePerson(person, namespaces) });
/** A parameter that is deleted, and with it its rule. */
export const encodeDeleted = (name: ParameterName): Fields => row(name, { 5: NULL });

/** One of a few words, else `bad-value`. */
export const decodeWord = <W extends string>(parameter: Segment, words: readonly W[]): W =>
  words.find((word) => word === parameter.text(5)) ??
  refuseHere('bad-value', parameter.place(5), `one of ${words.join(', ')}`);

/** A whole number from `least` up to 100,000, else `bad-value`. */
export const decodeCount = (parameter: Segment, least: number): number => {
  const text = parameter.text(5);
  const count = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return count >= least && count <= 100_000
    ? count
    : refuseHere('bad-value', parameter.place(5), `a whole number from ${least}`);
};

export const decodeDuration = (parameter: Segment): Duration => ({
  value: decodeCount(parameter, 1),
  unit: decodeDurationUnit(parameter),
});

/** SN with `>` (strict) or `>=` (inclusive), in a unit of the order's measure (else `limit-unit`). */
export const decodeAmount = (parameter: Segment, measure: Measure): { amount: Quantity; inclusive: boolean } => {
  const { comparator, number } = decodeStructured(parameter);
  if (comparator !== '>' && comparator !== '>=')
    return refuseHere('bad-value', parameter.place(5, 1), 'an amount takes > or >=');
  const unit = decodeUnit(parameter, 'limit-unit');
  if (MEASURE_OF_UNIT[unit] !== measure)
    return refuseHere('limit-unit', parameter.place(6), `${measure} is not given in ${unit}`);
  return { amount: { value: number, unit }, inclusive: comparator === '>=' };
};

export const decodeRecipient = (parameter: Segment, namespaces: Namespaces): Identifier =>
  need(decodePersonAt(parameter, 5, namespaces));
