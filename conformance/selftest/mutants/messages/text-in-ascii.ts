import { each, shownMessages } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const textInAscii: Mutant = {
  name: 'text-in-ascii',
  defect: 'letters beyond ASCII become question marks',
  requirement: 'MSG-03',
  seams: shownMessages(each((message) => ({ ...message, text: message.text.replaceAll(/[^\n\x20-\x7e]/g, '?') }))),
};
