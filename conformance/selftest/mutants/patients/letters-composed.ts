import { each, shownMessages } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const lettersComposed: Mutant = {
  name: 'letters-composed',
  defect: 'letters with an accent that follows them are made one',
  requirement: 'MSG-03',
  seams: shownMessages(each((message) => ({ ...message, text: message.text.normalize('NFC') }))),
};
