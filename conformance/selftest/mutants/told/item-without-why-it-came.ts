import { omit } from '../../seams/omit.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemWithoutWhyItCame: Mutant = {
  name: 'item-without-why-it-came',
  defect: 'an item does not say why it lies in this In Basket',
  requirement: 'ALR-03',
  seams: shownItems(each((item) => omit(item, 'routedAs'))),
};
