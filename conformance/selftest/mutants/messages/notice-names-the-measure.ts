import type { Mutant } from '../../mutant.ts';
import { noticeOf } from '../../../../reference-impl/messages/notice.ts';

export const noticeNamesTheMeasure: Mutant = {
  name: 'notice-names-the-measure',
  defect: 'the mail that tells of a reply says what it is about',
  requirement: 'MSG-05',
  collaborators: {
    noticeOf: (message) => ({
      ...noticeOf(message),
      text: 'Your care team has written to you about your glucose. Sign in to read it.',
    }),
  },
};
