import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemWithRoundedValue: Mutant = {
  name: 'item-with-rounded-value',
  defect: 'an item shows the value rounded to tens',
  requirement: 'ALR-03',
  seams: shownItems(
    each((item) => ({
      ...item,
      ...(item.value === undefined
        ? {}
        : { value: { ...item.value, value: String(10 * Math.round(Number(item.value.value) / 10)) } }),
    })),
  ),
};
