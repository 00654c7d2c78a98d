import { omit } from '../../seams/omit.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const copyWithoutItsFirst: Mutant = {
  name: 'copy-without-its-first',
  defect: 'a copy for the next recipient does not say of which item it is one',
  requirement: 'ALR-03',
  check: 'ALR-08',
  seams: shownItems(each((item) => omit(item, 'copyOf'))),
};
