import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const doneDatedAsSeen: Mutant = {
  name: 'done-dated-as-seen',
  defect: 'an item says of when it was finished that it was then that it was seen',
  requirement: 'ALR-07',
  seams: shownItems(
    each((item) => {
      const seen = item.history.find(({ status }) => status === 'seen');
      const history = item.history.map((event) =>
        event.status === 'done' ? { ...event, at: seen?.at ?? event.at } : event,
      );
      return { ...item, history };
    }),
  ),
};
