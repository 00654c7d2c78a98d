import { refuseHere } from './attempt.ts';
import type { Segment } from './segment.ts';

/** Fields of an OBX that an order is read from. */
const READ = [2, 3, 4, 5, 6, 11] as const;
/** Types of OBX-5 that are one text, without parts. */
const WHOLE = ['NM', 'ST'];
/** Parts of an SN: comparator, number, and those of a range, which are refused where they are read. */
const MOST_SN_PARTS = 4;

/**
 * Refuses a row that says more than is read from it: a second repetition is a second limit or period, and a part that is
 * passed over may be one that counts. `field-not-understood`, at its field.
 */
export const checkRow = (row: Segment): void => {
  const { component, subcomponent } = row.delimiters;
  const has = (field: number, mark: string): boolean => row.raw(field).includes(mark);
  const repeated = READ.find((field) => row.repetitions(field) > 1);
  if (repeated !== undefined) refuseHere('field-not-understood', row.place(repeated), 'it stands there once');
  const type = row.text(2);
  if (has(4, component) || has(4, subcomponent))
    refuseHere('field-not-understood', row.place(4), 'one text without parts');
  if (WHOLE.includes(type) && (has(5, component) || has(5, subcomponent)))
    refuseHere('field-not-understood', row.place(5), `${type} has no parts`);
  const parts = row.raw(5).split(component, MOST_SN_PARTS + 1).length;
  if (type === 'SN' && (has(5, subcomponent) || parts > MOST_SN_PARTS))
    refuseHere('field-not-understood', row.place(5), 'a comparator and one number');
};
