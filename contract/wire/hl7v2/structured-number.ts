import type { DecimalText } from '../../domain/decimal.ts';
import { need, refuseHere } from './attempt.ts';
import type { Raw } from './build.ts';
import { composite } from './build.ts';
import { decodeNumber, encodeNumber } from './number.ts';
import type { Segment } from './segment.ts';

/** An SN: comparator and one number. */
export interface StructuredNumber {
  readonly comparator: string;
  readonly number: DecimalText;
}

/** OBX-5 as SN: `>^160`. */
export const encodeStructured = (comparator: string, number: DecimalText): Raw =>
  composite(comparator, encodeNumber(number));

/** OBX-5 as SN. A range or ratio (SN.3, SN.4) and what is not a number are refused with `bad-value`. */
export const decodeStructured = (row: Segment): StructuredNumber => {
  if (row.text(5, { component: 3 }) !== '' || row.text(5, { component: 4 }) !== '') {
    return refuseHere('bad-value', row.place(5, 3), 'a comparator and one number');
  }
  return {
    comparator: row.text(5),
    number: need(decodeNumber(row.text(5, { component: 2 }), row.place(5, 2))),
  };
};
