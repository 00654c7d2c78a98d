import type { Message } from '../../contract/domain/message.ts';
import type { Notice } from '../../contract/domain/notice.ts';

/**
 * What goes to a patient's mail for a message in the portal. The same words for everybody and everything: it stands on
 * locked screens, and on those of other people. Source: UW Health, FAQ on e-mail alerts; contract, MSG-05.
 */
export const noticeOf = ({ patient, sent }: Message): Notice => ({
  patient,
  medium: 'mail',
  text: 'You have a new message in your patient portal. Sign in to read it.',
  sent,
});
