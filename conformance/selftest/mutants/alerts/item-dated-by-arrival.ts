import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemDatedByArrival: Mutant = {
  name: 'item-dated-by-arrival',
  defect: 'an item gives the time of arrival for that of the measurement',
  requirement: 'ALR-03',
  seams: shownItems(each((item) => ({ ...item, ...(item.created === undefined ? {} : { effective: item.created }) }))),
};
