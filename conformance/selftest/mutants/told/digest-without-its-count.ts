import { omit } from '../../seams/omit.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const digestWithoutItsCount: Mutant = {
  name: 'digest-without-its-count',
  defect: 'an item that gathers readings does not say how many',
  requirement: 'ALR-10',
  seams: shownItems(each((item) => (item.kind === 'summary' ? item : omit(item, 'count')))),
};
