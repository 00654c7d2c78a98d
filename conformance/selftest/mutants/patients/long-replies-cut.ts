import { each, shownMessages } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const longRepliesCut: Mutant = {
  name: 'long-replies-cut',
  defect: 'the text of a reply is cut after 2,000 characters',
  requirement: 'MSG-03',
  seams: shownMessages(each((message) => ({ ...message, text: message.text.slice(0, 2000) }))),
};
