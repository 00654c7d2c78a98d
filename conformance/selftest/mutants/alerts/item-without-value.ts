import { omit } from '../../seams/omit.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemWithoutValue: Mutant = {
  name: 'item-without-value',
  defect: 'an item does not say the value',
  requirement: 'ALR-03',
  seams: shownItems(each((item) => omit(item, 'value'))),
};
