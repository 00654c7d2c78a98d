import { each, shownMessages } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const textEscaped: Mutant = {
  name: 'text-escaped',
  defect: 'the text of a reply is escaped for a page and never back',
  requirement: 'MSG-03',
  seams: shownMessages(
    each((message) => ({ ...message, text: message.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;') })),
  ),
};
