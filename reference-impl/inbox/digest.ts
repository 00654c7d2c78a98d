import type { Identifier } from '../../contract/domain/identifier.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { msOf } from '../clock/instant.ts';
import type { comparable as Comparable } from '../limits/comparable.ts';
import type { convert as Convert } from '../limits/convert.ts';
import { compare } from '../limits/fraction.ts';

export interface FiguresUse {
  readonly comparable: typeof Comparable;
  readonly convert: typeof Convert;
}

/** Whether one reading lies further out than another on a side; a value off the meter's scale lies further than any number. */
const isFurther = (
  { result }: Reading,
  { result: than }: Reading,
  side: 'H' | 'L',
  order: Pick<Order, 'unit' | 'precision'>,
  use: FiguresUse,
): boolean => {
  if (result.kind !== 'value' || than.kind !== 'value') return than.kind === 'value';
  const sign = compare(use.comparable(result.quantity, order, use), use.comparable(than.quantity, order, use));
  return side === 'H' ? sign > 0 : sign < 0;
};

/** What an item that gathers readings says of them. */
export interface Figures {
  readonly readings: Identifier[];
  readonly count: number;
  readonly worst: Identifier;
  readonly last: Identifier;
}

/** How many readings an item gathers, which they are, the worst and the last of them. At least one. */
export const figuresOf = (
  members: readonly Reading[],
  side: 'H' | 'L',
  order: Pick<Order, 'unit' | 'precision'>,
  use: FiguresUse,
): Figures => {
  const inTime = members.toSorted((a, b) => msOf(a.effective) - msOf(b.effective));
  const last = inTime.at(-1);
  if (last === undefined) throw new RangeError('an item gathers at least one reading');
  const worst = inTime.reduce((far, one) => (isFurther(one, far, side, order, use) ? one : far));
  return {
    readings: inTime.map((reading) => reading.identifier),
    count: inTime.length,
    worst: worst.identifier,
    last: last.identifier,
  };
};
