import { each, shownMessages } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const textCut: Mutant = {
  name: 'text-cut',
  defect: 'the text of a reply is cut after 40 characters',
  requirement: 'MSG-03',
  seams: shownMessages(each((message) => ({ ...message, text: message.text.slice(0, 40) }))),
};
