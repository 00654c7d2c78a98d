import { each, shownMessages } from '../../seams/between.ts';
import type { Identifier } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const repliesLinkedToTheFirstItem: Mutant = {
  name: 'replies-linked-to-the-first-item',
  defect: 'every reply is shown with the item that the first of them was about',
  requirement: 'MSG-01',
  make: () => {
    const first = new Map<string, Identifier>();
    return {
      seams: shownMessages(
        each((message) => {
          const about = first.get(message.patient.value) ?? message.about;
          first.set(message.patient.value, about);
          return { ...message, about };
        }),
      ),
    };
  },
};
