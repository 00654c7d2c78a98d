import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemOfAnotherMeasure: Mutant = {
  name: 'item-of-another-measure',
  defect: 'an item names another measure',
  requirement: 'ALR-03',
  seams: shownItems(each((item) => ({ ...item, measure: 'weight' }))),
};
