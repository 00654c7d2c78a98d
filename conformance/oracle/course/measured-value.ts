import type { UnitCode } from '../../../contract/domain/index.ts';
import type { Content } from './filing.ts';

/**
 * A value as a whole number of millionths of its own unit, where it is one that a double holds exactly: what change
 * rules compare first, because they ask it of every earlier reading of a window.
 */
export interface Millionths {
  readonly of: number;
  readonly unit: UnitCode;
}

const PLAIN = /^-?(\d{1,8})(?:\.(\d{1,6}))?$/;

const read = (text: string): number | undefined => {
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = ''] = match;
  const size = Number(whole + fraction.padEnd(6, '0'));
  return text.startsWith('-') ? -size : size;
};

/** A meter shows the same few numbers again and again. Bounded, so that a long history stays small. */
const MEMO_LIMIT = 10_000;
const memo = new Map<string, number | undefined>();

/** Undefined for a text that is longer or finer than that. */
export const millionths = (text: string): number | undefined => {
  const known = memo.get(text);
  if (known !== undefined) return known;
  const found = read(text);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(text, found);
  return found;
};

/** What was measured. `none`: no number. `inexact`: one that only exact arithmetic can compare. */
export const measuredValue = ({ reading: { result } }: Content): Millionths | 'none' | 'inexact' => {
  if (result.kind !== 'value') return 'none';
  const of = millionths(result.quantity.value);
  return of === undefined ? 'inexact' : { of, unit: result.quantity.unit };
};
