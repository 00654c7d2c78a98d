import { omit } from '../../seams/omit.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const repetitionWithoutItsMembers: Mutant = {
  name: 'repetition-without-its-members',
  defect: 'an item on repeated values does not say which readings it is about',
  requirement: 'ALR-03',
  check: 'LIM-08',
  seams: shownItems(each((item) => (item.rule === 'repeated' ? omit(item, 'readings') : item))),
};
