import { omit } from '../../seams/omit.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemWithoutLimit: Mutant = {
  name: 'item-without-limit',
  defect: 'an item does not say which limit was crossed',
  requirement: 'ALR-03',
  seams: shownItems(each((item) => omit(item, 'limit'))),
};
