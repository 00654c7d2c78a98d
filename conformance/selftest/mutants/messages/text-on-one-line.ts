import { each, shownMessages } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const textOnOneLine: Mutant = {
  name: 'text-on-one-line',
  defect: 'the lines of a reply are joined',
  requirement: 'MSG-03',
  seams: shownMessages(each((message) => ({ ...message, text: message.text.replaceAll('\n', ' ') }))),
};
