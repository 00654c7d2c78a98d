import type { ReadingResult } from '../../domain/reading.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept } from './concept.ts';
import { type Cursor, fail } from './cursor.ts';
import { quantity, readUnit } from './quantity.ts';

const ABSENT_SYSTEM = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
const INFINITY = { high: 'positive-infinity', low: 'negative-infinity' } as const;

/** `valueQuantity`, with a comparator when off scale, or `dataAbsentReason`. */
export const encodeResult = (result: ReadingResult): JsonObject => {
  switch (result.kind) {
    case 'value':
      return { valueQuantity: quantity(result.quantity.value, result.quantity.unit) };
    case 'off-scale':
      return result.bound === undefined
        ? { dataAbsentReason: concept(ABSENT_SYSTEM, INFINITY[result.direction]) }
        : {
            valueQuantity: {
              ...quantity(result.bound.value, result.bound.unit),
              comparator: result.direction === 'high' ? '>' : '<',
            },
          };
    case 'absent':
      return { dataAbsentReason: concept(ABSENT_SYSTEM, result.reason) };
  }
};

const readAbsence = (at: Cursor): ReadingResult => {
  switch (codeIn(at, ABSENT_SYSTEM)) {
    case 'positive-infinity':
      return { kind: 'off-scale', direction: 'high' };
    case 'negative-infinity':
      return { kind: 'off-scale', direction: 'low' };
    case 'error':
      return { kind: 'absent', reason: 'error' };
    case 'not-performed':
      return { kind: 'absent', reason: 'not-performed' };
    default:
      return { kind: 'absent', reason: 'unknown' };
  }
};

const VALUE = /^value[A-Z]/;

/** What the meter or scale said. Both a value and a reason for its absence, or neither, is refused. */
export const readResult = (root: Cursor): ReadingResult => {
  const value = root.get('valueQuantity');
  const absence = root.get('dataAbsentReason');
  const other = Object.keys(root.object()).find((k) => k.startsWith('value') && k !== 'valueQuantity' && VALUE.test(k));
  if (other !== undefined) fail('bad-value', `${root.path}.${other}`, 'expected valueQuantity');
  if (value.present && absence.present) fail('bad-value', absence.path, 'a value is present as well');
  if (absence.present) return readAbsence(absence);
  if (!value.present) fail('missing-element', value.path, 'neither valueQuantity nor dataAbsentReason');
  const number = value.get('value').decimal();
  if (number.startsWith('-')) fail('bad-value', `${value.path}.value`, 'not below zero');
  const measured = { value: number, unit: readUnit(value, 'unknown-unit') };
  const comparator = value.get('comparator');
  if (!comparator.present) return { kind: 'value', quantity: measured };
  return { kind: 'off-scale', direction: comparator.oneOf(['>', '<']) === '>' ? 'high' : 'low', bound: measured };
};
