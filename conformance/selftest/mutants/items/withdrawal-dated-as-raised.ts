import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const withdrawalDatedAsRaised: Mutant = {
  name: 'withdrawal-dated-as-raised',
  defect: 'an item says that it was withdrawn when it was raised',
  requirement: 'ALR-07',
  seams: shownItems(
    each((item) => ({
      ...item,
      history: item.history.map((event) =>
        event.status === 'withdrawn' ? { ...event, at: item.history[0]?.at ?? event.at } : event,
      ),
    })),
  ),
};
