import { omit } from '../../seams/omit.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemWithoutSinceWhen: Mutant = {
  name: 'item-without-since-when',
  defect: 'an item does not say since when the crossed limit holds',
  requirement: 'ALR-03',
  seams: shownItems(each((item) => omit(item, 'limitFrom'))),
};
