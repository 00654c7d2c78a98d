import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const itemWithTheOtherBound: Mutant = {
  name: 'item-with-the-other-bound',
  defect: 'an item shows the low limit where the high one was crossed',
  requirement: 'ALR-03',
  seams: shownItems(
    each((item) => ({ ...item, ...(item.limit === undefined ? {} : { limit: { ...item.limit, value: '70' } }) })),
  ),
};
