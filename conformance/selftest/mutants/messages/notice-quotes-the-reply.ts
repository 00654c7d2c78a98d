import type { Mutant } from '../../mutant.ts';
import { noticeOf } from '../../../../reference-impl/messages/notice.ts';

export const noticeQuotesTheReply: Mutant = {
  name: 'notice-quotes-the-reply',
  defect: 'the mail that tells of a reply quotes how it begins',
  requirement: 'MSG-05',
  collaborators: {
    noticeOf: (message) => ({ ...noticeOf(message), text: `New message: ${message.text.slice(0, 30)}…` }),
  },
};
