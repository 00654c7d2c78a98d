import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const storyWithoutItsBeginning: Mutant = {
  name: 'story-without-its-beginning',
  defect: 'the story of an item begins with whoever saw it, and does not say when it was raised',
  requirement: 'ALR-07',
  seams: shownItems(each((item) => ({ ...item, history: item.history.filter(({ status }) => status !== 'new') }))),
};
