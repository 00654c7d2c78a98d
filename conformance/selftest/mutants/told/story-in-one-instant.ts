import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const storyInOneInstant: Mutant = {
  name: 'story-in-one-instant',
  defect: 'everything in the story of an item happened when the item was raised',
  requirement: 'ALR-07',
  seams: shownItems(
    each((item) => ({
      ...item,
      history: item.history.map((event) => ({ ...event, at: item.history[0]?.at ?? event.at })),
    })),
  ),
};
