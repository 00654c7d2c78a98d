import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const withdrawalWithoutItsStep: Mutant = {
  name: 'withdrawal-without-its-step',
  defect: 'the story of an item that was withdrawn ends before that',
  requirement: 'ALR-07',
  seams: shownItems(
    each((item) => ({ ...item, history: item.history.filter(({ status }) => status !== 'withdrawn') })),
  ),
};
