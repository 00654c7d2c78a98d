import type { InboxItem } from '../../../../contract/domain/inbox-item.ts';
import type { Interpretation } from '../../../../contract/domain/reading.ts';
import { MEASURE_OF_UNIT } from '../../../../contract/codes/measures.ts';
import { UnitCode } from '../../../../contract/domain/quantity.ts';
import { convert } from '../../../limits/convert.ts';
import { compare, fractionOf } from '../../../limits/fraction.ts';
import { quantityText, type Shown } from './quantity-text.ts';

/** Negative, zero or positive, as a number is less than, equal to or greater than another; undefined: they are not of one measure. */
const against = (shown: Shown | undefined, other: Shown): number | undefined => {
  const [from, to] = [UnitCode.safeParse(shown?.unit), UnitCode.safeParse(other.unit)];
  if (shown === undefined || !from.success || !to.success) return undefined;
  if (MEASURE_OF_UNIT[from.data] !== MEASURE_OF_UNIT[to.data]) return undefined;
  return compare(convert(fractionOf(shown.value), from.data, to.data), fractionOf(other.value));
};

/** What is implausible has no direction: the numbers tell. */
const sideOf = ({ interpretation, kind }: InboxItem, is: number | undefined): 'above' | 'below' => {
  if (kind === 'data-quality') return is !== undefined && is < 0 ? 'below' : 'above';
  return interpretation.some((code) => code === 'L' || code === 'LL' || code === '<') ? 'below' : 'above';
};

const WAYS: Readonly<Partial<Record<Interpretation, string>>> = { U: 'a gain', D: 'a loss' };

/** The figures are those of the first way; a reading may be a gain on one and a loss on another. */
const changeWords = ({ interpretation, delta }: InboxItem, limit: Shown): string => {
  const [way = 'a change', ...further] = interpretation.flatMap((code) => WAYS[code] ?? []);
  const also = further.map((other) => `, and ${other}`).join('');
  if (delta === undefined) return `${way} of more than ${quantityText(limit)}${also}`;
  // A rule may take the amount itself.
  const how = against(delta, limit) === 0 ? 'as much as' : 'more than';
  return `${way} of ${quantityText(delta)}, ${how} ${quantityText(limit)}${also}`;
};

/** How the number of an item stands to the limit that it crossed; empty where it says no limit. */
export const limitWords = (item: InboxItem): string => {
  const { kind, status, value, limit } = item;
  if (limit === undefined) return '';
  if (kind === 'change') return changeWords(item, limit);
  const bound = `${kind === 'critical' ? 'the critical limit ' : ''}${quantityText(limit)}`;
  const is = against(value, limit);
  // An inclusive limit.
  if (is === 0) return `at ${bound}`;
  const side = sideOf(item, is);
  // A finished item stays when its reading is corrected, and shows the number as it is now.
  const isOver = status === 'done' && is !== undefined && is > 0 !== (side === 'above');
  return `${isOver ? 'no more ' : ''}${side} ${bound}`;
};
