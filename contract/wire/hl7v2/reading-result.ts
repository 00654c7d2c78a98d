import type { DecimalText } from '../../domain/decimal.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { Reading } from '../../domain/reading.ts';
import { need, refuseHere } from './attempt.ts';
import type { Fields } from './build.ts';
import { decodeNumber, encodeNumber } from './number.ts';
import type { Segment } from './segment.ts';
import { decodeStructured, encodeStructured } from './structured-number.ts';
import { decodeUnit, encodeUnit } from './unit.ts';

type Result = Reading['result'];
type Direction = 'high' | 'low';

/** Of an SN, those of a range or ratio too, which are refused where they are read. */
const SN_PARTS = 4;

const MARK: Readonly<Record<Direction, '>' | '<'>> = { high: '>', low: '<' };

/** OBX-2, 5, 6 and 8 of a result. An absent one has none of them but the first. */
export const encodeResult = (result: Result): Fields => {
  switch (result.kind) {
    case 'value':
      return { 2: 'NM', 5: encodeNumber(result.quantity.value), 6: encodeUnit(result.quantity.unit) };
    case 'off-scale': {
      const mark = MARK[result.direction];
      if (result.bound === undefined) return { 2: 'NM', 8: mark };
      return { 2: 'SN', 5: encodeStructured(mark, result.bound.value), 6: encodeUnit(result.bound.unit), 8: mark };
    }
    case 'absent':
      return { 2: 'NM' };
  }
};

/** The side of the meter's scale that OBX-8 says the result lies beyond. */
export const flagged = (row: Segment): Direction | undefined => {
  if (row.raw(8) === '') return undefined;
  const flags = Array.from({ length: row.repetitions(8) }, (_, index) => row.text(8, { repetition: index + 1 }));
  if (flags.includes('>'))
    return flags.includes('<') ? refuseHere('bad-value', row.place(8), 'off scale on both sides') : 'high';
  return flags.includes('<') ? 'low' : undefined;
};

const offScale = (row: Segment, direction: Direction, bound: Quantity): Result => {
  const flag = flagged(row);
  return flag === undefined || flag === direction
    ? { kind: 'off-scale', direction, bound }
    : refuseHere('bad-value', row.place(8), 'OBX-5 and OBX-8 name different sides');
};

const measured = (row: Segment, value: DecimalText, component: number): Quantity =>
  value.startsWith('-')
    ? refuseHere('bad-value', row.place(5, component), 'not below zero')
    : { value, unit: decodeUnit(row, 'unknown-unit') };

const decodeSn = (row: Segment): Result => {
  const { comparator, number } = decodeStructured(row);
  const quantity = measured(row, number, 2);
  switch (comparator) {
    case '>':
      return offScale(row, 'high', quantity);
    case '<':
      return offScale(row, 'low', quantity);
    case '':
    case '=': {
      const flag = flagged(row);
      return flag === undefined ? { kind: 'value', quantity } : offScale(row, flag, quantity);
    }
    default:
      return refuseHere('bad-value', row.place(5, 1), 'a meter is above or below its scale: > or <');
  }
};

const isSomething = (part: string): boolean => part !== '';

/** Refuses a value with more to it than is read: of `2&12` the 2 alone would be a dangerous low. Empty parts behind it say nothing. */
const checkParts = (row: Segment): void => {
  const { component, subcomponent } = row.delimiters;
  const raw = row.raw(5);
  if (!raw.includes(component) && !raw.includes(subcomponent)) return;
  const parts = raw.split(component);
  const hasMore = parts.some((part) => part.split(subcomponent).slice(1).some(isSomething));
  const most = row.text(2) === 'SN' ? SN_PARTS : 1;
  if (hasMore || parts.slice(most).some(isSomething))
    refuseHere('bad-value', row.place(5), 'more parts than one number');
};

/**
 * The result of a measurement row that is not OBX-11 `X`. A number (NM), off the scale with the
 * meter's own bound (SN `>^600`, or a number flagged `>` in OBX-8) or without (OBX-5 empty, OBX-8
 * `>`). `empty`: what a row says that states nothing at all. Refusals: `missing-element` (nothing at
 * all, and no `empty`), `bad-value`, `unknown-unit`.
 */
export const decodeResult = (row: Segment, empty?: Result): Result => {
  if (row.raw(5) === '' || row.isNull(5)) {
    const direction = flagged(row);
    if (direction !== undefined) return { kind: 'off-scale', direction };
    return empty ?? refuseHere('missing-element', row.place(5), 'a value, or > or < in OBX-8');
  }
  checkParts(row);
  switch (row.text(2)) {
    case 'SN':
      return decodeSn(row);
    case 'NM': {
      const quantity = measured(row, need(decodeNumber(row.text(5), row.place(5))), 1);
      const flag = flagged(row);
      return flag === undefined ? { kind: 'value', quantity } : offScale(row, flag, quantity);
    }
    default:
      return refuseHere('bad-value', row.place(2), 'a measurement is an NM or an SN');
  }
};
