import { DEFAULT_PEOPLE } from '../../../sut/people.ts';
import { each, shownMessages } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const replyFromSomebodyElse: Mutant = {
  name: 'reply-from-somebody-else',
  defect: 'a reply is shown as written by another clinician',
  requirement: 'MSG-01',
  seams: shownMessages(each((message) => ({ ...message, sender: DEFAULT_PEOPLE.decoys[0] ?? message.sender }))),
};
