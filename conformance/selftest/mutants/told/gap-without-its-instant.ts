import { omit } from '../../seams/omit.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const gapWithoutItsInstant: Mutant = {
  name: 'gap-without-its-instant',
  defect: 'an item on missing data does not say until when they should have come',
  requirement: 'ALR-03',
  check: 'LIM-09',
  seams: shownItems(each((item) => omit(item, 'due'))),
};
